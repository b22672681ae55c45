-- Who is sent records as they are made: one for each kind of record and group.
CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    group_name TEXT NOT NULL REFERENCES groups(name) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    -- How the receiver knows who sends; its secrets are sealed.
    authentication TEXT NOT NULL,
    status TEXT NOT NULL,
    batch_size BIGINT NOT NULL,
    -- Everything up to here was received, or is held back with its dialog.
    position BIGINT NOT NULL,
    -- Where the batch ends that has failed, which is sent again as it was; 0: none has.
    trying_to BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failing_since BIGINT,
    next_at BIGINT NOT NULL,
    failure TEXT NOT NULL,
    delivered BIGINT NOT NULL,
    delivered_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX subscriptions_of_group ON subscriptions(group_name, kind);

-- Dialogs whose records a receiver has refused. What comes after in such a dialog waits behind, what others say does not.
CREATE TABLE held_dialogs (
    subscription_id TEXT NOT NULL REFERENCES subscriptions(id) ON DELETE CASCADE,
    group_id TEXT NOT NULL,
    -- The first of its records that was not received.
    position BIGINT NOT NULL,
    -- Whether it is tried again, or set aside.
    status TEXT NOT NULL,
    since BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    failure TEXT NOT NULL,
    PRIMARY KEY (subscription_id, group_id)
);
CREATE INDEX held_dialogs_by_turn ON held_dialogs(subscription_id, status, next_at);
CREATE INDEX held_dialogs_of_tree ON held_dialogs(group_id);

INSERT INTO record_feed (name, tx, seq, position, holder, held_until) VALUES ('streams', 0, 0, 0, '', 0);

-- What is told of the past: a projection of the journal, built behind the turns, that can be built again at any time.
CREATE TABLE records (
    -- Rises in the order in which records were made; whoever receives them goes on from the last that they have.
    position BIGINT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    time BIGINT NOT NULL,
    ocp_group TEXT NOT NULL,
    -- What the caller said, as it may be shown.
    said TEXT NOT NULL,
    -- The records of the turn, one a line.
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX records_of_turn ON records(group_id, step);
CREATE INDEX records_by_time ON records(ocp_group, time);

-- One row for each dialog of a tree, for who looks for dialogs.
CREATE TABLE recorded_dialogs (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    application_id TEXT NOT NULL,
    ocp_group TEXT NOT NULL,
    app TEXT NOT NULL,
    name TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    duration_ms BIGINT NOT NULL,
    end_type TEXT NOT NULL,
    result TEXT NOT NULL,
    reason TEXT NOT NULL,
    channel TEXT NOT NULL,
    locale TEXT NOT NULL,
    ani TEXT NOT NULL,
    dnis TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    test_mode BOOLEAN NOT NULL,
    steps BIGINT NOT NULL,
    no_inputs BIGINT NOT NULL,
    no_matches BIGINT NOT NULL
);
CREATE INDEX recorded_dialogs_of_tree ON recorded_dialogs(group_id);
CREATE INDEX recorded_dialogs_by_group ON recorded_dialogs(ocp_group, kind, started_at, id);
CREATE INDEX recorded_dialogs_by_app ON recorded_dialogs(app, started_at, id);
CREATE INDEX recorded_dialogs_by_ani ON recorded_dialogs(ani, started_at) WHERE ani <> '';
CREATE INDEX recorded_dialogs_by_connection ON recorded_dialogs(connection_id) WHERE connection_id <> '';

-- What happened how often, in steps of five minutes.
CREATE TABLE record_counts (
    bucket BIGINT NOT NULL,
    ocp_group TEXT NOT NULL,
    app TEXT NOT NULL,
    kind TEXT NOT NULL,
    of_component TEXT NOT NULL,
    item TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (bucket, ocp_group, app, kind, of_component, item)
);

-- How far the journal has been read, who reads it, and the last position that was given.
CREATE TABLE record_feed (
    name TEXT NOT NULL PRIMARY KEY,
    tx BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    holder TEXT NOT NULL,
    held_until BIGINT NOT NULL
);
INSERT INTO record_feed (name, tx, seq, position, holder, held_until) VALUES ('journal', -1, 0, 0, '', 0);

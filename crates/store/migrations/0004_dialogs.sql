-- What runs. These tables are written on every turn and have no foreign keys: a turn writes them together,
-- and a dialog outlives the application it was held with.
CREATE TABLE dialogs (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    program_hash TEXT NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    channel TEXT NOT NULL,
    test_mode BOOLEAN NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- `updated_at` in steps of five minutes: the index below then stays as it is on most turns.
    touched BIGINT NOT NULL,
    state BLOB NOT NULL
);
CREATE INDEX dialogs_open ON dialogs(touched) WHERE status = 'open';
CREATE INDEX dialogs_of_application ON dialogs(application_id, started_at);

CREATE TABLE journal (
    dialog_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    time BIGINT NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (dialog_id, step)
);

CREATE TABLE chat_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL,
    token_kind TEXT NOT NULL,
    dialog_id TEXT,
    status TEXT NOT NULL,
    last_sequence BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    touched BIGINT NOT NULL
);
CREATE INDEX chat_sessions_open ON chat_sessions(touched) WHERE status = 'open';

CREATE TABLE chat_events (
    session_id TEXT NOT NULL,
    sequence_id BIGINT NOT NULL,
    client_message_id TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (session_id, sequence_id)
);
CREATE INDEX chat_events_of_message ON chat_events(session_id, client_message_id) WHERE client_message_id IS NOT NULL;

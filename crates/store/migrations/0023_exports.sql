-- Records that somebody asked for as a file.
CREATE TABLE exports (
    id TEXT NOT NULL PRIMARY KEY,
    group_name TEXT NOT NULL,
    types TEXT NOT NULL,
    from_time BIGINT NOT NULL,
    to_time BIGINT NOT NULL,
    status TEXT NOT NULL,
    failure TEXT NOT NULL,
    records BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    alive_at BIGINT NOT NULL
);
-- One at a time for each group.
CREATE UNIQUE INDEX exports_under_way ON exports(group_name) WHERE status = 'pending';
CREATE INDEX exports_by_age ON exports(created_at);
CREATE TABLE export_parts (
    export_id TEXT NOT NULL,
    part BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (export_id, part)
);

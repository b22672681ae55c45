-- What is compiled.
CREATE TABLE programs (
    hash TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE deployments (
    application_id TEXT NOT NULL REFERENCES applications(id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    program_hash TEXT NOT NULL REFERENCES programs(hash),
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (application_id, created_at)
);
CREATE INDEX deployments_of_program ON deployments(program_hash);

CREATE TABLE results (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX results_by_age ON results(created_at);

CREATE TABLE legacy_bundles (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications(id) ON DELETE CASCADE,
    body BLOB NOT NULL,
    uploaded_at BIGINT NOT NULL
);

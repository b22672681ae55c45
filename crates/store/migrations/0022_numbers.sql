-- Numbers that callers dial, and what answers them.
CREATE TABLE numbers (
    number TEXT NOT NULL PRIMARY KEY,
    group_name TEXT NOT NULL REFERENCES groups(name) ON DELETE CASCADE,
    country TEXT NOT NULL,
    mini_app_id TEXT NOT NULL,
    mini_app_name TEXT NOT NULL,
    mini_app_type TEXT NOT NULL,
    mini_app_group TEXT NOT NULL,
    locale TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX numbers_by_group ON numbers(group_name, number);
-- How an app speaks: kept for channels.
ALTER TABLE applications ADD COLUMN tts_configuration TEXT NOT NULL DEFAULT '[]';

-- A key of the type INTEGER is the place of a row itself: one tree less to write for each turn. PostgreSQL has no such thing.
CREATE TABLE recorded_turns_by_position (
    position INTEGER NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    time BIGINT NOT NULL,
    ocp_group TEXT NOT NULL,
    said TEXT NOT NULL
);
INSERT INTO recorded_turns_by_position (position, group_id, step, time, ocp_group, said)
    SELECT position, group_id, step, time, ocp_group, said FROM recorded_turns ORDER BY position;
DROP TABLE recorded_turns;
ALTER TABLE recorded_turns_by_position RENAME TO recorded_turns;
CREATE UNIQUE INDEX recorded_turns_of_tree ON recorded_turns(group_id, step);
CREATE INDEX recorded_turns_by_time ON recorded_turns(ocp_group, time);

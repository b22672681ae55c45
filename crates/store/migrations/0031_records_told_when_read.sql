-- Records are made of the journal when somebody reads them: what is written behind a turn is what they are found by.
CREATE TABLE recorded_turns (
    -- Rises in the order in which turns were recorded; whoever receives records goes on from the last that they have.
    position BIGINT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    time BIGINT NOT NULL,
    ocp_group TEXT NOT NULL,
    -- What the caller said, as it may be shown.
    said TEXT NOT NULL
);
INSERT INTO recorded_turns (position, group_id, step, time, ocp_group, said)
    SELECT position, group_id, step, time, ocp_group, said FROM records;
DROP TABLE records;
CREATE UNIQUE INDEX recorded_turns_of_tree ON recorded_turns(group_id, step);
CREATE INDEX recorded_turns_by_time ON recorded_turns(ocp_group, time);

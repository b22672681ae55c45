-- Dialogs are written behind every turn, and their ids are long. Few begin in the same microsecond: those are put in the order of
-- their ids when they are read.
DROP INDEX recorded_dialogs_by_group;
DROP INDEX recorded_dialogs_by_app;
CREATE INDEX recorded_dialogs_by_group ON recorded_dialogs(ocp_group, kind, started_at);
CREATE INDEX recorded_dialogs_by_app ON recorded_dialogs(app, started_at);

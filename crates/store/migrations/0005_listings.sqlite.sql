-- Rises whenever a list may have come into another order or length, so that what is remembered of a long list can be
-- told from what is there now. Changes of anything else leave it alone. PostgreSQL counts and skips by itself.
CREATE TABLE listings (
    name TEXT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO listings (name, revision) VALUES ('applications', 0), ('mini_apps', 0);

CREATE TRIGGER applications_more AFTER INSERT ON applications
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'applications'; END;
CREATE TRIGGER applications_fewer AFTER DELETE ON applications
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'applications'; END;
CREATE TRIGGER applications_moved AFTER UPDATE OF name, group_name, kind ON applications
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'applications'; END;

CREATE TRIGGER mini_apps_more AFTER INSERT ON mini_apps
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'mini_apps'; END;
CREATE TRIGGER mini_apps_fewer AFTER DELETE ON mini_apps
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'mini_apps'; END;
CREATE TRIGGER mini_apps_moved AFTER UPDATE OF name, group_name, type ON mini_apps
    BEGIN UPDATE listings SET revision = revision + 1 WHERE name = 'mini_apps'; END;

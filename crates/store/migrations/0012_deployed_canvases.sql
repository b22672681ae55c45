-- The canvases as they were when an application was deployed last: what has changed since is told by them.
CREATE TABLE deployed_canvases (
    application_id TEXT NOT NULL REFERENCES applications(id) ON DELETE CASCADE,
    component_id TEXT NOT NULL,
    name TEXT NOT NULL,
    canvas_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (application_id, component_id)
);

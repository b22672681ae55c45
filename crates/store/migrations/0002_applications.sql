-- What is drawn: apps and flows (one table: they share handlers, fields and canvases), canvases, miniApps.
CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    group_name TEXT NOT NULL,
    user_id TEXT NOT NULL,
    component_id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    schema_version BIGINT NOT NULL,
    description TEXT,
    labels TEXT NOT NULL,
    input_fields TEXT NOT NULL,
    output_fields TEXT NOT NULL,
    reportable BOOLEAN NOT NULL,
    reporting_type TEXT NOT NULL,
    application_type TEXT NOT NULL,
    canvas_id TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deployed_at BIGINT,
    status TEXT NOT NULL,
    from_snapshot TEXT,
    from_snapshot_version TEXT NOT NULL,
    shared_with TEXT NOT NULL,
    live_token TEXT NOT NULL UNIQUE,
    deployed_token TEXT UNIQUE,
    attached_data TEXT NOT NULL,
    global_fields TEXT NOT NULL,
    field_sensitivity TEXT NOT NULL,
    error_handlers TEXT NOT NULL,
    dialog_end_handlers TEXT NOT NULL,
    repeat_handlers TEXT NOT NULL,
    voice_biometric TEXT NOT NULL,
    deployed_program TEXT
);
-- A page for someone who sees few of the applications goes by group; for someone who sees most, by name.
CREATE UNIQUE INDEX applications_by_group ON applications(kind, group_name, name);
CREATE INDEX applications_by_name ON applications(kind, name, group_name, id);

CREATE TABLE canvases (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL UNIQUE REFERENCES applications(id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Which components an application's canvas and handlers name, so that "who uses this?" is one look-up.
CREATE TABLE component_uses (
    application_id TEXT NOT NULL REFERENCES applications(id) ON DELETE CASCADE,
    component_id TEXT NOT NULL,
    PRIMARY KEY (application_id, component_id)
);
CREATE INDEX component_uses_by_component ON component_uses(component_id, application_id);

CREATE TABLE mini_apps (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    domain TEXT,
    group_name TEXT NOT NULL,
    languages TEXT NOT NULL,
    sensitivity TEXT NOT NULL,
    version TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    model TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX mini_apps_by_group ON mini_apps(group_name, name, type, id);
CREATE UNIQUE INDEX mini_apps_names ON mini_apps(group_name, name);
CREATE INDEX mini_apps_by_name ON mini_apps(name, group_name, type, id);

CREATE TABLE biometric_profiles (
    profile_id TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    PRIMARY KEY (organization_id, profile_id)
);

CREATE TABLE variables (
    collection TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    sensitive BOOLEAN NOT NULL,
    PRIMARY KEY (collection, name)
);

//! Apps and flows as the public API shows them.

use baton_model::Timestamp;
use baton_model::ids::flow_app_id;
use baton_store::Application;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// An app.
#[derive(Serialize, ToSchema)]
#[schema(title = "App")]
pub struct App {
    /// Its id.
    id: Uuid,
    /// Rises with each change of its settings.
    #[schema(example = "0.0.1")]
    version: String,
    /// How other documents name it.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.my_app.Apps.orc.demo")]
    component_id: String,
    /// The version of its form.
    schema_version: i64,
    /// What its author says of it.
    #[schema(required = true)]
    description: Option<String>,
    /// Labels.
    #[schema(value_type = Vec<String>)]
    labels: Value,
    /// Its name and group.
    #[schema(example = "my_app [demo]")]
    displayed_name: String,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// When it was last deployed.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    deployed_at: Option<Timestamp>,
    /// What numbers and records call it in production.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.PRD_my_app.Flow.demo@PRD_my_app.demo")]
    production_flowapp_id: String,
    /// What numbers and records call it in the sandbox.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.SND_my_app.Flow.demo@SND_my_app.demo")]
    sandbox_flowapp_id: String,
    /// The fields it takes.
    #[schema(value_type = Vec<String>)]
    input_fields: Value,
    /// The fields it returns.
    #[schema(value_type = Vec<String>)]
    output_fields: Value,
    /// Whether it is reported on.
    reportable: bool,
    /// As what it is reported on.
    #[schema(example = "SelfService")]
    reporting_type: String,
    /// Who made it.
    user_id: Uuid,
    /// The group it lies in.
    #[schema(example = "demo")]
    group: String,
    /// Its name.
    #[schema(example = "my_app")]
    name: String,
    /// The version of the snapshot it came from.
    from_snapshot_version: String,
    /// The groups that may use it.
    #[schema(value_type = Vec<String>)]
    shared_with: Value,
    /// `ocp` or `legacy`.
    #[schema(example = "ocp")]
    application_type: String,
    /// Its canvas.
    canvas: Uuid,
    /// The same, under the other name that clients know.
    canvas_id: Uuid,
    /// The snapshot it came from.
    #[schema(required = true)]
    from_snapshot: Option<String>,
}

impl App {
    /// Shows an app.
    pub fn of(row: &Application) -> Self {
        Self {
            id: row.id,
            version: row.version.clone(),
            component_id: row.component_id.clone(),
            schema_version: row.schema_version,
            description: row.description.clone(),
            labels: row.labels.clone(),
            displayed_name: format!("{} [{}]", row.name, row.group_name),
            created_at: row.created_at,
            updated_at: row.updated_at,
            deployed_at: row.deployed_at,
            production_flowapp_id: runs_as(row, "PRD"),
            sandbox_flowapp_id: runs_as(row, "SND"),
            input_fields: row.input_fields.clone(),
            output_fields: row.output_fields.clone(),
            reportable: row.reportable,
            reporting_type: row.reporting_type.clone(),
            user_id: row.user_id,
            group: row.group_name.clone(),
            name: row.name.clone(),
            from_snapshot_version: row.from_snapshot_version.clone(),
            shared_with: row.shared_with.clone(),
            application_type: row.application_type.clone(),
            canvas: row.canvas_id,
            canvas_id: row.canvas_id,
            from_snapshot: row.from_snapshot.clone(),
        }
    }
}

/// A flow: a reusable canvas.
#[derive(Serialize, ToSchema)]
#[schema(title = "Flow")]
pub struct Flow {
    /// Its id.
    id: Uuid,
    /// Rises with each change of its settings.
    #[schema(example = "0.0.1")]
    version: String,
    /// How canvases name it.
    #[schema(example = "88ed36b3-4e0c-4b5b-b9be-c733b3c5f21f.my_flow.Flows.orc.demo")]
    component_id: String,
    /// The version of its form.
    schema_version: i64,
    /// What its author says of it.
    #[schema(required = true)]
    description: Option<String>,
    /// Labels.
    #[schema(value_type = Vec<String>)]
    labels: Value,
    /// Its name and group.
    #[schema(example = "my_flow [demo]")]
    displayed_name: String,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// What records call it in production.
    #[schema(example = "88ed36b3-4e0c-4b5b-b9be-c733b3c5f21f.PRD_my_flow.Flow.demo@PRD_my_flow.demo")]
    production_flowapp_id: String,
    /// What records call it in the sandbox.
    #[schema(example = "88ed36b3-4e0c-4b5b-b9be-c733b3c5f21f.SND_my_flow.Flow.demo@SND_my_flow.demo")]
    sandbox_flowapp_id: String,
    /// Who made it.
    user_id: Uuid,
    /// The group it lies in.
    #[schema(example = "demo")]
    group: String,
    /// Its name.
    #[schema(example = "my_flow")]
    name: String,
    /// The fields it takes.
    #[schema(value_type = Vec<String>)]
    input_fields: Value,
    /// The fields it returns.
    #[schema(value_type = Vec<String>)]
    output_fields: Value,
    /// Whether it is reported on.
    reportable: bool,
    /// The groups that may use it.
    #[schema(value_type = Vec<String>)]
    shared_with: Value,
    /// Its canvas.
    canvas: Uuid,
    /// The same, under the other name that clients know.
    canvas_id: Uuid,
}

impl Flow {
    /// Shows a flow.
    pub fn of(row: &Application) -> Self {
        Self {
            id: row.id,
            version: row.version.clone(),
            component_id: row.component_id.clone(),
            schema_version: row.schema_version,
            description: row.description.clone(),
            labels: row.labels.clone(),
            displayed_name: format!("{} [{}]", row.name, row.group_name),
            created_at: row.created_at,
            updated_at: row.updated_at,
            production_flowapp_id: runs_as(row, "PRD"),
            sandbox_flowapp_id: runs_as(row, "SND"),
            user_id: row.user_id,
            group: row.group_name.clone(),
            name: row.name.clone(),
            input_fields: row.input_fields.clone(),
            output_fields: row.output_fields.clone(),
            reportable: row.reportable,
            shared_with: row.shared_with.clone(),
            canvas: row.canvas_id,
            canvas_id: row.canvas_id,
        }
    }
}

/// The environments: sandbox and production.
pub const ENVIRONMENTS: [&str; 2] = ["SND", "PRD"];

/// How numbers and records name an app in one of the [`ENVIRONMENTS`].
pub fn runs_as(row: &Application, environment: &str) -> String {
    flow_app_id(&row.user_id.to_string(), environment, &row.name, &row.group_name)
}

/// The id under which dialogs of a flow-application id are recorded: both of an app's lead to the same.
pub fn recorded_as(flow_app_id: &str) -> String {
    match flow_app_id.contains("@PRD_") {
        true => flow_app_id.replacen(".PRD_", ".SND_", 1).replacen("@PRD_", "@SND_", 1),
        false => flow_app_id.to_owned(),
    }
}

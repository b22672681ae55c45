//! `POST /apps/import/`

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use baton_auth::Role;
use baton_bundle::Bundle;
use baton_model::AppName;
use baton_store::ApplicationKind;
use serde::Serialize;
use utoipa::ToSchema;

use super::bring::{Run, import_bundle};
use super::root::Root;
use super::upload::{LIMIT, Upload};
use crate::extract::{Caller, Parameters};
use crate::services::miniapps::shape::Summary;
use crate::services::orchestrator::create::group_of;
use crate::services::orchestrator::shapes::{App, Flow};
use crate::{ApiError, AppState};

/// The form of an import.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the form")]
struct ImportForm {
    /// The ZIP of an export.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The group it goes to. Without it: the caller's own.
    group: Option<String>,
    /// Another name for the app, flow or miniApp that the ZIP is about.
    name: Option<String>,
    /// `true`: nothing is imported, and the answer says what would be.
    dry_run: Option<bool>,
}

/// What the ZIP is about, as the group has it then, and what came with it.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Import {
    /// An app.
    App(ImportedApp),
    /// A flow.
    Flow(ImportedFlow),
    /// A miniApp.
    MiniApp(ImportedMiniApp),
}

impl Import {
    fn of(root: &Root, imported: Imported) -> Self {
        match root {
            Root::Application(row) if row.kind == ApplicationKind::App => {
                Self::App(ImportedApp { app: App::of(row), imported })
            }
            Root::Application(row) => Self::Flow(ImportedFlow { flow: Flow::of(row), imported }),
            Root::MiniApp(row) => Self::MiniApp(ImportedMiniApp { mini_app: Summary::of(row), imported }),
        }
    }
}

/// The app that was made, and what came with it.
#[derive(Serialize, ToSchema)]
pub struct ImportedApp {
    #[serde(flatten)]
    app: App,
    /// What was made and what was there already.
    imported: Imported,
}

/// The flow that was made or used, and what came with it.
#[derive(Serialize, ToSchema)]
pub struct ImportedFlow {
    #[serde(flatten)]
    flow: Flow,
    /// What was made and what was there already, itself included.
    imported: Imported,
}

/// The miniApp that was made or used, and what came with it.
#[derive(Serialize, ToSchema)]
pub struct ImportedMiniApp {
    #[serde(flatten)]
    mini_app: Summary,
    /// What was made and what was there already, itself included.
    imported: Imported,
}

/// What an import made and what was there already, by name.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Imported {
    /// Flows.
    pub flows: Outcome,
    /// miniApps.
    pub miniapps: Outcome,
    /// Variables.
    pub variables: Outcome,
    /// Sensitive variables and attached data that the bundle holds no value of which opens here: give them one.
    pub to_fill: Vec<String>,
}

/// What became of things of one kind.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Outcome {
    /// Made.
    pub created: Vec<String>,
    /// There already, and the same.
    pub reused: Vec<String>,
    /// There already and different, and written over (promotions that say so only).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub updated: Vec<String>,
    /// There already with another value, which was left as it is (variables only).
    pub kept: Vec<String>,
}

/// Import an app, a flow or a miniApp with all that belongs to it, all or nothing: `kind` says what the ZIP holds. Flows
/// and miniApps that the group has already are used when they are the same; when they differ, nothing is imported.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/import/",
    tag = "apps",
    request_body(content = inline(ImportForm), content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What an import would do (`dry_run`): nothing was imported. Or the flow or miniApp that the group has already, the same: it is used.", body = Import),
        (status = 201, description = "The app, flow or miniApp that was made, and what came with it.", body = Import),
        (status = 400, description = "The file or a field is wrong."),
        (status = 409, description = "The group has an app of this name, or flows or miniApps that differ. They are named."),
    )
)]
pub async fn import(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
    request: Request,
) -> Result<(StatusCode, Json<Import>), ApiError> {
    let upload = Upload::read(request, parameters).await?;
    let group = group_of(&access, upload.field("group"), Role::Maintainer)?;
    let name = upload.field("name").map(AppName::parse).transpose();
    let name = name.map_err(|refused| ApiError::field("name", refused.to_string()))?;
    let run = match upload.field("dry_run") {
        None | Some("false" | "0") => Run::Real,
        Some("true" | "1") => Run::Dry,
        Some(_) => return Err(ApiError::field("dry_run", "Must be a valid boolean.")),
    };
    let file = upload.file;
    let bundle = tokio::task::spawn_blocking(move || Bundle::from_zip(&file)).await;
    let bundle = bundle.map_err(|error| ApiError::internal(&error))?;
    let bundle = bundle.map_err(|refused| match refused {
        baton_bundle::Error::TooLarge { .. } => ApiError::too_large(LIMIT),
        refused => ApiError::field("file", refused.to_string()),
    })?;
    let (root, imported) = import_bundle(&state, &access, bundle, &group, name, run).await?;
    let made = match &root {
        Root::Application(row) if row.kind == ApplicationKind::App => true,
        Root::Application(row) => imported.flows.created.contains(&row.name),
        Root::MiniApp(row) => imported.miniapps.created.contains(&row.name),
    };
    if run == Run::Real {
        let (flows, mini_apps) = (imported.flows.created.len(), imported.miniapps.created.len());
        tracing::info!(user = access.username, name = root.name(), group, flows, mini_apps, "imported");
    }
    let status = if made && run == Run::Real { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Import::of(&root, imported))))
}

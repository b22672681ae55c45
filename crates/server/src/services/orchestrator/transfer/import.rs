//! `POST /apps/import/`

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use baton_auth::{Access, Role};
use baton_bundle::{Bundle, Home, Kind};
use baton_compiler::MiniAppSource;
use baton_model::biometrics::Profile;
use baton_model::{AppName, GroupName};
use baton_store::{Application, ApplicationKind, BiometricProfile, Error, Tx};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::upload::{LIMIT, Upload};
use super::{compare, load, rows};
use crate::extract::{Caller, Parameters};
use crate::services::miniapps::config::ACTIVE_VERSION;
use crate::services::orchestrator::create::group_of;
use crate::services::orchestrator::shapes::App;
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
    /// Another name for the app.
    name: Option<String>,
}

/// The app that was made, and what came with it.
#[derive(Serialize, ToSchema)]
pub struct ImportedApp {
    #[serde(flatten)]
    app: App,
    /// What was made and what was there already.
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
    /// Sensitive variables and attached data that an export does not hold: give them a value.
    pub to_fill: Vec<String>,
}

/// What became of things of one kind.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Outcome {
    /// Made.
    pub created: Vec<String>,
    /// There already, and the same.
    pub reused: Vec<String>,
    /// There already with another value, which was left as it is (variables only).
    pub kept: Vec<String>,
}

/// Import an app with all that belongs to it, all or nothing. Flows and miniApps that the group has already are used
/// when they are the same; when they differ, nothing is imported.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/import/",
    tag = "apps",
    request_body(content = inline(ImportForm), content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The app that was made, and what came with it.", body = ImportedApp),
        (status = 400, description = "The file or a field is wrong."),
        (status = 409, description = "The group has an app of this name, or flows or miniApps that differ. They are named."),
    )
)]
pub async fn import(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
    request: Request,
) -> Result<(StatusCode, Json<ImportedApp>), ApiError> {
    let upload = Upload::read(request, parameters).await?;
    let group = group_of(&access, upload.field("group"))?;
    let name = upload.field("name").map(AppName::parse).transpose();
    let name = name.map_err(|refused| ApiError::field("name", refused.to_string()))?;
    let file = upload.file;
    let bundle = tokio::task::spawn_blocking(move || Bundle::from_zip(&file)).await;
    let bundle = bundle.map_err(|error| ApiError::internal(&error))?;
    let bundle = bundle.map_err(|refused| match refused {
        baton_bundle::Error::TooLarge { .. } => ApiError::too_large(LIMIT),
        refused => ApiError::field("file", refused.to_string()),
    })?;
    let (row, imported) = import_bundle(&state, &access, &bundle, &group, name.as_ref()).await?;
    Ok((StatusCode::CREATED, Json(ImportedApp { app: App::of(&row), imported })))
}

/// Brings a bundle into a group, in one transaction.
///
/// # Errors
/// 403 and 404 for a group where the caller may not import; 409 that names what is there already and differs; 400
/// for what the API would not take piece by piece either.
pub async fn import_bundle(
    state: &AppState,
    access: &Access,
    bundle: &Bundle,
    group: &str,
    name: Option<&AppName>,
) -> Result<(Application, Imported), ApiError> {
    access.require(group, Role::Maintainer)?;
    let group = GroupName::parse(group).map_err(|refused| ApiError::field("group", refused.to_string()))?;
    let nothing = BTreeMap::new();
    // Names within a bundle can change on the way, when two groups' components meet.
    let named = bundle.rehome(&Home { group: &group, user: &access.user_id, name, existing: &nothing });
    let mut tx = state.store.begin().await?;
    let present = Present::find(&mut tx, &named, group.as_str()).await?;
    let existing = present.ids();
    let bundle = bundle.rehome(&Home { group: &group, user: &access.user_id, name, existing: &existing });
    present.check(&bundle)?;
    let written = write(state, &mut tx, access, bundle, &present, group.as_str()).await;
    let (row, imported) = match written {
        Err(Refusal::Store(Error::Taken(what))) => {
            return Err(ApiError::conflict(format!("Somebody else made it meanwhile ({what}). Try again.")));
        }
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(Refusal::Answer(error)) => return Err(error),
        Ok(done) => done,
    };
    tx.commit().await?;
    Ok((row, imported))
}

/// What the group has already under the names of a bundle.
struct Present {
    app: bool,
    flows: BTreeMap<String, baton_bundle::Flow>,
    mini_apps: BTreeMap<String, baton_bundle::MiniApp>,
}

impl Present {
    async fn find(tx: &mut Tx, bundle: &Bundle, group: &str) -> Result<Self, ApiError> {
        let app = tx.applications().by_name(ApplicationKind::App, group, &bundle.app.name).await?.is_some();
        let (mut flows, mut mini_apps) = (BTreeMap::new(), BTreeMap::new());
        for flow in &bundle.flows {
            let Some(row) = tx.applications().by_name(ApplicationKind::Flow, group, &flow.name).await? else {
                continue;
            };
            let document =
                tx.canvases().get(row.canvas_id).await?.map(|canvas| canvas.document).unwrap_or_default();
            let canvas = serde_json::from_str(&document).unwrap_or_default();
            flows.insert(flow.name.clone(), load::flow(&row, canvas));
        }
        for mini_app in &bundle.mini_apps {
            let Some(row) = tx.mini_apps().by_name(group, &mini_app.name).await? else { continue };
            let source = MiniAppSource {
                component_id: row.id,
                name: row.name,
                type_name: row.r#type,
                domain: row.domain,
                languages: load::texts(&row.languages),
                sensitivity: row.sensitivity,
                model: serde_json::from_str(&row.model).unwrap_or_default(),
            };
            mini_apps.insert(mini_app.name.clone(), load::mini_app(&source));
        }
        Ok(Self { app, flows, mini_apps })
    }

    fn ids(&self) -> BTreeMap<(Kind, String), String> {
        let flows =
            self.flows.iter().map(|(name, flow)| ((Kind::Flow, name.clone()), flow.component_id.clone()));
        let mini_apps =
            self.mini_apps.iter().map(|(name, it)| ((Kind::MiniApp, name.clone()), it.component_id.clone()));
        flows.chain(mini_apps).collect()
    }

    /// Nothing is overwritten: what differs is named, and nothing is imported.
    fn check(&self, bundle: &Bundle) -> Result<(), ApiError> {
        let flows = bundle.flows.iter().filter(|flow| {
            self.flows.get(&flow.name).is_some_and(|present| !compare::same_flow(present, flow))
        });
        let mini_apps = bundle.mini_apps.iter().filter(|mini_app| {
            self.mini_apps
                .get(&mini_app.name)
                .is_some_and(|present| !compare::same_mini_app(present, mini_app))
        });
        let flows: Vec<&str> = flows.map(|flow| flow.name.as_str()).collect();
        let mini_apps: Vec<&str> = mini_apps.map(|mini_app| mini_app.name.as_str()).collect();
        let apps: Vec<&str> = self.app.then_some(bundle.app.name.as_str()).into_iter().collect();
        if apps.is_empty() && flows.is_empty() && mini_apps.is_empty() {
            return Ok(());
        }
        let mut sentences = Vec::new();
        if let Some(app) = apps.first() {
            sentences.push(format!("The group has an app {app} already. Give another `name`."));
        }
        let parts: Vec<String> = [("flows", &flows), ("miniApps", &mini_apps)]
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(kind, names)| format!("{kind} {}", names.join(", ")))
            .collect();
        if !parts.is_empty() {
            sentences.push(format!(
                "The group has other {} of the same name. Rename or delete them there, or import into another group.",
                parts.join(" and ")
            ));
        }
        sentences.push("Nothing was imported.".to_owned());
        let body = json!({
            "detail": sentences.join(" "),
            "existing": {"apps": apps, "flows": flows, "miniapps": mini_apps},
        });
        Err(ApiError { status: StatusCode::CONFLICT, body })
    }
}

enum Refusal {
    Store(Error),
    Answer(ApiError),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self::Answer(error)
    }
}

async fn write(
    state: &AppState,
    tx: &mut Tx,
    access: &Access,
    bundle: Bundle,
    present: &Present,
    group: &str,
) -> Result<(Application, Imported), Refusal> {
    let mut imported = Imported::default();
    for mini_app in bundle.mini_apps {
        let name = mini_app.name.clone();
        if present.mini_apps.contains_key(&name) {
            imported.miniapps.reused.push(name);
            continue;
        }
        tx.mini_apps().insert(&rows::mini_app(group, ACTIVE_VERSION, mini_app, state.now())?).await?;
        imported.miniapps.created.push(name);
    }
    for flow in bundle.flows {
        let name = flow.name.clone();
        if present.flows.contains_key(&name) {
            imported.flows.reused.push(name);
            continue;
        }
        insert(tx, &rows::flow(state, access, group, flow)?).await?;
        imported.flows.created.push(name);
    }
    for (name, variable) in bundle.variables {
        if variable.value.is_none() {
            imported.to_fill.push(name.clone());
        }
        let value = variable.value.unwrap_or_default();
        let row = baton_store::Variable {
            collection: group.to_owned(),
            name,
            value,
            sensitive: variable.sensitive,
        };
        let outcome = &mut imported.variables;
        if tx.variables().insert_if_absent(&row).await? {
            outcome.created.push(row.name);
        } else {
            let there = tx.variables().of_collection(group).await?;
            let same = there.iter().any(|variable| *variable == row);
            if same { outcome.reused.push(row.name) } else { outcome.kept.push(row.name) }
        }
    }
    let hidden = bundle.app.attached_data.iter().filter(|(_, value)| *value == baton_model::fields::MASK);
    imported.to_fill.extend(hidden.map(|(name, _)| name.clone()));
    if let Some(profile) = &bundle.app.biometric_profile {
        add_profile(tx, access, group, profile).await?;
    }
    let rows = rows::app(state, access, group, bundle.app, bundle.canvas)?;
    insert(tx, &rows).await?;
    Ok((rows.application, imported))
}

async fn insert(tx: &mut Tx, rows: &rows::Rows) -> Result<(), Error> {
    tx.applications().insert(&rows.application).await?;
    tx.canvases().insert(&rows.canvas).await?;
    tx.component_uses().replace(rows.application.id, &rows.uses).await
}

/// A profile that the organization has keeps its keys. Another one is made by those who may make profiles.
async fn add_profile(tx: &mut Tx, access: &Access, group: &str, profile: &Profile) -> Result<(), Refusal> {
    let Some(group) = tx.groups().get(group).await? else { return Ok(()) };
    let there = tx.biometric_profiles().get(group.organization_id, &profile.profile_id).await?;
    if there.is_some() || *profile == Profile::standard() {
        return Ok(());
    }
    if !access.org_admin {
        let sentence = format!(
            "The app uses the voice-biometric profile {}, which this organization does not have. Ask an OrgAdmin to make it.",
            profile.profile_id
        );
        return Err(ApiError::field("file", sentence).into());
    }
    let body = serde_json::to_value(profile).map_err(|error| ApiError::internal(&error))?;
    let row = BiometricProfile {
        profile_id: profile.profile_id.clone(),
        organization_id: group.organization_id,
        body,
    };
    Ok(tx.biometric_profiles().put(&row).await?)
}

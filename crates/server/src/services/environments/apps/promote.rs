//! `POST /envs-manager/api/v1/apps/<app_id>/promote`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::AppName;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Fields, SHORT};
use crate::services::orchestrator::apps::deploy::deploy_now;
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::transfer::import::Imported;
use crate::services::orchestrator::transfer::load;
use crate::services::orchestrator::transfer::{Run, import_app};
use crate::{ApiError, AppState};

/// Where an app is promoted to.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
pub struct Promotion {
    /// The group that it goes to. You need the role Maintainer there.
    #[schema(example = "production")]
    group: String,
    /// Another name there; its own unless given.
    name: Option<String>,
    /// True: nothing is promoted, and the answer says what would be.
    dry_run: Option<bool>,
    /// True: the app of this name, and flows and miniApps that differ, are written over.
    overwrite: Option<bool>,
    /// True: it is deployed there afterwards.
    deploy: Option<bool>,
}

/// What was promoted.
#[derive(Serialize, ToSchema)]
pub struct Promoted {
    /// The app in the other group; of a dry run, an id that is not kept.
    app_id: Uuid,
    /// Its name there.
    name: String,
    /// The group.
    group: String,
    /// True when nothing was promoted.
    dry_run: bool,
    /// What was made there, and what was there already.
    changes: Imported,
    /// Whether it was deployed there, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    deployed: Option<bool>,
    /// The problems that stopped its deployment; it was promoted all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    deployment: Option<Value>,
}

/// Promote an app to another group with all that belongs to it, all or nothing. Flows and miniApps that the group has
/// already are used when they are the same; when they differ, or when the group has an app of this name, nothing is
/// promoted and the answer names them, unless `overwrite` says that they are written over. They keep their ids, tokens, attached
/// data and variables, and what runs is another only after a deployment.
#[utoipa::path(
    post,
    path = "/envs-manager/api/v1/apps/{app_id}/promote",
    tag = "environments",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    request_body = Promotion,
    responses(
        (status = 200, description = "What a promotion would do (`dry_run`). Nothing was promoted.", body = Promoted),
        (status = 201, description = "What was promoted.", body = Promoted),
        (status = 400, description = "A field is wrong."),
        (status = 403, description = "You need the role Maintainer in the other group."),
        (status = 409, description = "The group has an app of this name, or flows or miniApps that differ. They are named."),
    )
)]
pub async fn post(
    State(state): State<AppState>,
    app: AppTo<Read>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<Promoted>), ApiError> {
    let group = fields.required("group", |fields, name| fields.text(name, SHORT));
    let name = fields.parsed("name", AppName::parse);
    let dry_run = fields.flag("dry_run").unwrap_or(false);
    let (overwrite, deploy) =
        (fields.flag("overwrite").unwrap_or(false), fields.flag("deploy").unwrap_or(false));
    fields.refuse_unknown(&[]);
    let group = fields.finish(group)?;
    if group == app.row.group_name {
        return Err(ApiError::field("group", "The app lies in this group. Name the one that it goes to."));
    }
    app.access.require(&group, Role::Maintainer)?;
    let _turn = state.tasks.turn().await;
    let bundle = load::bundle(&state, &app.row).await?;
    let run = Run::of(dry_run, overwrite);
    let (row, changes) = import_app(&state, &app.access, bundle, &group, name, run).await?;
    let (mut deployed, mut deployment) = (None, None);
    if deploy && !dry_run {
        // What was promoted stays, also where it can't run yet.
        match deploy_now(&state, &row, false).await {
            Ok(_) => deployed = Some(true),
            Err(refused) if refused.status == StatusCode::BAD_REQUEST => {
                (deployed, deployment) = (Some(false), Some(refused.body));
            }
            Err(failed) => return Err(failed),
        }
    }
    if !dry_run {
        tracing::info!(
            user = app.access.username,
            app = row.name,
            from = app.row.group_name,
            group,
            "promoted"
        );
    }
    let status = if dry_run { StatusCode::OK } else { StatusCode::CREATED };
    Ok((
        status,
        Json(Promoted { app_id: row.id, name: row.name, group, dry_run, changes, deployed, deployment }),
    ))
}

//! `GET /apps/<app_id>/export/`, and what the exports of flows and miniApps share with it.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use baton_auth::{Access, Role};
use baton_bundle::Bundle;
use baton_store::{Application, MiniApp};

use super::{load, sealed};
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::{ApiError, AppState};

/// The app with all its flows, miniApps and variables, as one ZIP. The same app gives the same bytes.
/// Sensitive values are `****`; for a `Maintainer` they are besides in it sealed, for an import within the organization.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/export/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses(
        (status = 200, description = "The ZIP.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is none."),
        (status = 409, description = "It is too large to be exported."),
    )
)]
pub async fn export(State(state): State<AppState>, app: AppTo<Read>) -> Result<Response, ApiError> {
    application(&state, &app.access, &app.row).await
}

/// The ZIP of an app or a flow.
///
/// # Errors
/// 409 when it is too large.
pub async fn application(state: &AppState, access: &Access, row: &Application) -> Result<Response, ApiError> {
    // Holds a whole application in memory, so only a few at a time.
    let _turn = state.tasks.turn().await;
    let mut bundle = load::bundle(state, row).await?;
    if access.require(&row.group_name, Role::Maintainer).is_ok() {
        sealed::add(state, row, &mut bundle).await?;
    }
    packed(bundle).await
}

/// The ZIP of a miniApp.
///
/// # Errors
/// 409 when it is too large.
pub async fn mini_app(state: &AppState, access: &Access, row: MiniApp) -> Result<Response, ApiError> {
    let _turn = state.tasks.turn().await;
    let group = row.group_name.clone();
    let mut bundle = load::bundle_of_mini_app(state, row).await?;
    if access.require(&group, Role::Maintainer).is_ok() {
        sealed::add_variables(state, &group, &mut bundle).await?;
    }
    packed(bundle).await
}

async fn packed(bundle: Bundle) -> Result<Response, ApiError> {
    let name = format!("attachment; filename=\"{}.zip\"", bundle.name());
    let packed = tokio::task::spawn_blocking(move || bundle.to_zip()).await;
    let packed = packed.map_err(|error| ApiError::internal(&error))?;
    let zip = packed.map_err(|refused| ApiError::conflict(refused.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)], zip).into_response())
}

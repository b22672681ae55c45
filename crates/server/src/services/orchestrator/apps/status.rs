//! `GET /apps/<app_id>/status/`, and `POST /apps/<app_id>/stop/` and `…/start/`

use axum::Json;
use axum::extract::State;
use baton_store::{ApplicationChanges, ApplicationStatus};
use serde::Serialize;
use utoipa::ToSchema;

use crate::services::orchestrator::resource::{AppTo, Edit, EitherTo, Read};
use crate::{ApiError, AppState};

/// Whether an app takes dialogs.
#[derive(Serialize, ToSchema)]
pub struct Status {
    /// `started`, `stopped` or `not-deployed`.
    #[schema(example = "started")]
    pub status: &'static str,
}

/// Whether the app takes dialogs. Serves flows, too.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/status/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's or flow's id.")),
    responses((status = 200, description = "Its status.", body = Status), (status = 404, description = "There is none."))
)]
pub async fn get(app: EitherTo<Read>) -> Json<Status> {
    Json(Status { status: app.row.status.as_str() })
}

/// Stop the app: it refuses new dialogs. Dialogs under way go on.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/stop/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "It is stopped.", body = Status), (status = 400, description = "It was never deployed."))
)]
pub async fn stop(State(state): State<AppState>, app: AppTo<Edit>) -> Result<Json<Status>, ApiError> {
    switch(&state, &app, ApplicationStatus::Stopped).await
}

/// Start an app that was stopped.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/start/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "It is started.", body = Status), (status = 400, description = "It was never deployed."))
)]
pub async fn start(State(state): State<AppState>, app: AppTo<Edit>) -> Result<Json<Status>, ApiError> {
    switch(&state, &app, ApplicationStatus::Started).await
}

async fn switch(
    state: &AppState,
    app: &AppTo<Edit>,
    status: ApplicationStatus,
) -> Result<Json<Status>, ApiError> {
    if app.row.status == ApplicationStatus::NotDeployed {
        return Err(ApiError::bad_request("The application was never deployed. Deploy it first."));
    }
    let changes = ApplicationChanges { status: Some(status), ..ApplicationChanges::default() };
    if !state.store.applications().change(app.row.id, &changes).await? {
        return Err(ApiError::not_found());
    }
    Ok(Json(Status { status: status.as_str() }))
}

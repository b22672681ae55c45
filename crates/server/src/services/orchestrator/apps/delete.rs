//! `DELETE /apps/<app_id>/`

use axum::extract::State;
use axum::http::StatusCode;

use crate::services::orchestrator::resource::{AppTo, Delete};
use crate::{ApiError, AppState};

/// Delete an app with its canvas and its deployments. Records of its dialogs stay.
#[utoipa::path(
    delete,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 204, description = "It is gone."), (status = 404, description = "There is none."))
)]
pub async fn delete(State(state): State<AppState>, app: AppTo<Delete>) -> Result<StatusCode, ApiError> {
    match state.store.applications().delete(app.row.id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::not_found()),
    }
}

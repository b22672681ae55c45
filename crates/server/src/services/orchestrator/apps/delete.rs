//! `DELETE /apps/<app_id>/`

use axum::extract::State;
use axum::http::StatusCode;

use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Delete};
use crate::services::orchestrator::shapes::{ENVIRONMENTS, runs_as};
use crate::{ApiError, AppState};

/// Delete an app with its canvas and its deployments. Records of its dialogs stay, and so do numbers that it answered:
/// nothing answers them then.
#[utoipa::path(
    delete,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 204, description = "It is gone."), (status = 404, description = "There is none."))
)]
pub async fn delete(State(state): State<AppState>, app: AppTo<Delete>) -> Result<StatusCode, ApiError> {
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    // Another app of the name would have the same ids, and answer calls that are not meant for it.
    tx.numbers().unbind(&ENVIRONMENTS.map(|environment| runs_as(&row, environment)), state.now()).await?;
    tx.applications().delete(row.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

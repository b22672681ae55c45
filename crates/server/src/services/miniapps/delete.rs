//! `DELETE /miniapps/api/apps/<version>/<miniapp_id>`

use axum::extract::State;
use axum::http::StatusCode;

use super::resource::MiniAppTo;
use crate::services::orchestrator::resource::Delete;
use crate::services::orchestrator::uses::{Wish, still_used};
use crate::{ApiError, AppState};

/// Remove a miniApp that nothing uses.
#[utoipa::path(
    delete,
    path = "/miniapps/api/apps/{version}/{miniapp_id}",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 403, description = "You are not an owner of its group."),
        (status = 404, description = "There is none of this id and version."),
        (status = 409, description = "Apps or flows still use it; the answer names them."),
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Delete>,
) -> Result<StatusCode, ApiError> {
    let mut tx = state.store.begin().await?;
    let users = tx.component_uses().users_of(&mini_app.row.id).await?;
    if let Some(refused) = still_used("miniApp", Wish::Delete, &mini_app.access, &users) {
        return Err(refused);
    }
    tx.mini_apps().delete(&mini_app.row.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

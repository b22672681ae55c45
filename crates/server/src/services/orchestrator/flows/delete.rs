//! `DELETE /flows/<flow_id>/`

use axum::extract::State;
use axum::http::StatusCode;

use crate::services::orchestrator::resource::{Delete, FlowTo};
use crate::services::orchestrator::uses::{Wish, still_used};
use crate::{ApiError, AppState};

/// Delete a flow that nothing uses, with its canvas.
#[utoipa::path(
    delete,
    path = "/orchestrator/api/flows/{flow_id}/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 403, description = "You are not an owner of its group."),
        (status = 404, description = "There is none."),
        (status = 409, description = "Apps or flows still use it; the answer names them."),
    )
)]
pub async fn delete(State(state): State<AppState>, flow: FlowTo<Delete>) -> Result<StatusCode, ApiError> {
    let mut tx = state.store.begin().await?;
    let mut users = tx.component_uses().users_of(&flow.row.component_id).await?;
    // One that only it itself uses goes with itself.
    users.retain(|user| user.id != flow.row.id);
    if let Some(refused) = still_used("flow", Wish::Delete, &flow.access, &users) {
        return Err(refused);
    }
    if !tx.applications().delete(flow.row.id).await? {
        return Err(ApiError::not_found());
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

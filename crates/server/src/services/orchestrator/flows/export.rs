//! `GET /flows/<flow_id>/export/`

use axum::extract::State;
use axum::response::Response;

use crate::services::orchestrator::resource::{FlowTo, Read};
use crate::services::orchestrator::transfer::export;
use crate::{ApiError, AppState};

/// The flow with all flows and miniApps that it reaches and the variables that they read, as one ZIP. The same flow
/// gives the same bytes. Sensitive variables have no value in it; for a `Maintainer` it is in it sealed, for an import
/// within the organization.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/{flow_id}/export/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    responses(
        (status = 200, description = "The ZIP.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is none."),
        (status = 409, description = "It is too large to be exported."),
    )
)]
pub async fn export(State(state): State<AppState>, flow: FlowTo<Read>) -> Result<Response, ApiError> {
    export::application(&state, &flow.access, &flow.row).await
}

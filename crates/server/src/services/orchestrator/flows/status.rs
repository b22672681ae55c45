//! `GET /flows/<flow_id>/status/`

use axum::Json;

use crate::services::orchestrator::apps::status::Status;
use crate::services::orchestrator::resource::{FlowTo, Read};

/// Whether the flow takes dialogs. A flow runs within the apps that use it, so by itself it is `not-deployed`. The
/// same is answered under `/apps/<flow_id>/status/`.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/{flow_id}/status/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    responses((status = 200, description = "Its status.", body = Status), (status = 404, description = "There is none."))
)]
pub async fn get(flow: FlowTo<Read>) -> Json<Status> {
    Json(Status { status: flow.row.status.as_str() })
}

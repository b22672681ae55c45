//! `GET /flows/<flow_id>/`

use axum::Json;

use crate::services::orchestrator::resource::{FlowTo, Read};
use crate::services::orchestrator::shapes::Flow;

/// One flow.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/{flow_id}/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    responses((status = 200, description = "The flow.", body = Flow), (status = 404, description = "There is none."))
)]
pub async fn get(flow: FlowTo<Read>) -> Json<Flow> {
    Json(Flow::of(&flow.row))
}

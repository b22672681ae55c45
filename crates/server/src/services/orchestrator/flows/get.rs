//! `GET /flows/<flow_id>/`

use axum::Json;
use axum::response::IntoResponse;

use crate::extract::etag_of;
use crate::services::orchestrator::resource::{FlowTo, Read};
use crate::services::orchestrator::shapes::Flow;
use crate::services::orchestrator::update::Changeable;

/// One flow.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/{flow_id}/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    responses(
        (status = 200, description = "The flow.", body = Flow,
            headers(("ETag" = String, description = "Of what can be changed of it, for `If-Match`: another canvas does not change it."))),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(flow: FlowTo<Read>) -> impl IntoResponse {
    (etag_of(&Changeable::of(&flow.row)), Json(Flow::of(&flow.row)))
}

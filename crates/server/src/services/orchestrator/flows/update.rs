//! `PUT` and `PATCH /flows/<flow_id>/`

use axum::Json;
use axum::extract::State;

use crate::extract::Fields;
use crate::services::orchestrator::resource::{Edit, FlowTo};
use crate::services::orchestrator::shapes::Flow;
use crate::services::orchestrator::update::{self, Extent, Update};
use crate::{ApiError, AppState};

/// Change a flow. What is not given stays; the name must be given.
#[utoipa::path(
    put,
    path = "/orchestrator/api/flows/{flow_id}/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    request_body = Update,
    responses(
        (status = 200, description = "The flow as it is now.", body = Flow),
        (status = 400, description = "A field is wrong, or the group has a flow of this name."),
        (status = 409, description = "It is in use, so its name stays: canvases name it by its component id."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    flow: FlowTo<Edit>,
    fields: Fields,
) -> Result<Json<Flow>, ApiError> {
    let update = Update::read(fields, &flow.row, Extent::Whole)?;
    Ok(Json(Flow::of(&update::update(&state, &flow.access, &flow.row, update).await?)))
}

/// Change a part of a flow. What is not given stays.
#[utoipa::path(
    patch,
    path = "/orchestrator/api/flows/{flow_id}/",
    tag = "flows",
    params(("flow_id" = uuid::Uuid, Path, description = "The flow's id.")),
    request_body = Update,
    responses(
        (status = 200, description = "The flow as it is now.", body = Flow),
        (status = 400, description = "A field is wrong, or the group has a flow of this name."),
        (status = 409, description = "It is in use, so its name stays: canvases name it by its component id."),
    )
)]
pub async fn patch(
    State(state): State<AppState>,
    flow: FlowTo<Edit>,
    fields: Fields,
) -> Result<Json<Flow>, ApiError> {
    let update = Update::read(fields, &flow.row, Extent::Part)?;
    Ok(Json(Flow::of(&update::update(&state, &flow.access, &flow.row, update).await?)))
}

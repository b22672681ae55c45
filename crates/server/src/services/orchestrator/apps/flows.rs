//! `GET /apps/<app_id>/flows/`

use axum::Json;
use axum::extract::State;
use baton_compiler::flows_used;

use super::reached;
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::shapes::Flow;
use crate::{ApiError, AppState};

/// The flows that the app uses, also through other flows and handlers.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/flows/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "The flows, in the order in which they are met.", body = Vec<Flow>))
)]
pub async fn get(State(state): State<AppState>, app: AppTo<Read>) -> Result<Json<Vec<Flow>>, ApiError> {
    let mut flows = Vec::new();
    for component_id in reached(&state, &app.row, flows_used).await? {
        // One that was removed in between is not used any more.
        let flow = state.store.applications().by_component(&component_id).await?;
        flows.extend(flow.as_ref().map(Flow::of));
    }
    Ok(Json(flows))
}

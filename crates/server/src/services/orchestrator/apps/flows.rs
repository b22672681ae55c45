//! `GET /apps/<app_id>/flows/`

use axum::Json;
use axum::extract::State;
use baton_compiler::flows_used;

use super::reached;
use crate::extract::{Parameters, PartParameters};
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::shapes::Flow;
use crate::{ApiError, AppState};

/// The flows that the app uses, also through other flows and handlers.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/flows/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("search_term" = Option<String>, Query, description = "Only flows with this in their name, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The flows, in the order in which they are met.", body = Vec<Flow>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    app: AppTo<Read>,
    parameters: Parameters,
) -> Result<Json<Vec<Flow>>, ApiError> {
    let finds = parameters.finds();
    let mut flows = Vec::new();
    for component_id in reached(&state, &app.row, flows_used).await? {
        // One that was removed in between is not used any more.
        let flow = state.store.applications().by_component(&component_id).await?;
        flows.extend(flow.as_ref().filter(|flow| finds(&flow.name)).map(Flow::of));
    }
    Ok(Json(parameters.part_of(flows)?))
}

//! `GET /flows/`

use axum::Json;
use axum::extract::State;
use baton_store::{ApplicationFilter, ApplicationKind};

use crate::extract::{Caller, Parameters};
use crate::services::orchestrator::pagination;
use crate::services::orchestrator::shapes::Flow;
use crate::{ApiError, AppState};

/// The flows that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/",
    tag = "flows",
    params(
        ("name__iexact" = Option<String>, Query, description = "Only the flow of this name, in any letter case."),
        ("group__iexact" = Option<String>, Query, description = "Only flows in this group, in any letter case."),
        ("search_term" = Option<String>, Query, description = "Only flows with this in their name, in any letter case."),
        ("org_id" = Option<String>, Query, description = "Only flows in groups of this organization."),
    ),
    responses((status = 200, description = "The flows, by name.", body = Vec<Flow>))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<Flow>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let filter = ApplicationFilter {
        name: parameters.get("name__iexact"),
        group: parameters.get("group__iexact"),
        search: parameters.search_term(),
    };
    let flows = state.store.applications().list(ApplicationKind::Flow, &groups, filter).await?;
    Ok(Json(flows.iter().map(Flow::of).collect()))
}

//! `GET /flows/`

use axum::Json;
use axum::extract::State;
use baton_store::ApplicationKind;

use crate::extract::{Caller, Parameters, PartParameters};
use crate::services::orchestrator::pagination;
use crate::services::orchestrator::shapes::Flow;
use crate::{ApiError, AppState};

/// The flows that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/flows/",
    tag = "flows",
    params(
        ("name__iexact" = Option<String>, Query, description = "Only the flow of this name, in any letter case, or of one of several with commas between them. `name` means the same."),
        ("group__iexact" = Option<String>, Query, description = "Only flows in this group, or one of several, in any letter case. `group` means the same."),
        ("search_term" = Option<String>, Query, description = "Only flows with this in their name, in any letter case."),
        ("org_id" = Option<String>, Query, description = "Only flows in groups of this organization."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The flows, by name.", body = Vec<Flow>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<Flow>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let flows = pagination::listed(&state, ApplicationKind::Flow, &groups, &parameters).await?;
    Ok(Json(flows.iter().map(Flow::of).collect()))
}

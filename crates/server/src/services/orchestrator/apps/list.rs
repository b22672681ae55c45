//! `GET /apps/` and `GET /apps/pagination/`

use axum::Json;
use axum::extract::State;
use baton_store::{ApplicationFilter, ApplicationKind};

use crate::extract::{Caller, Parameters};
use crate::services::orchestrator::pagination::{self, Paginated};
use crate::services::orchestrator::shapes::App;
use crate::{ApiError, AppState};

/// All apps that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/",
    tag = "apps",
    params(
        ("org_id" = Option<String>, Query, description = "Only apps in groups of this organization."),
        ("search_term" = Option<String>, Query, description = "Only apps with this in their name, in any letter case."),
    ),
    responses((status = 200, description = "The apps, by name.", body = Vec<App>))
)]
pub async fn all(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<App>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let apps = state.store.applications().list(ApplicationKind::App, &groups, filter(&parameters)).await?;
    Ok(Json(apps.iter().map(App::of).collect()))
}

/// A part of the apps that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/pagination/",
    tag = "apps",
    params(
        ("limit" = Option<u16>, Query, description = "At most so many apps: 1 to 500, 50 unless given.", example = 3),
        ("offset" = Option<u32>, Query, description = "After so many apps.", example = 4),
        ("org_id" = Option<String>, Query, description = "Only apps in groups of this organization."),
        ("search_term" = Option<String>, Query, description = "Only apps with this in their name, in any letter case."),
    ),
    responses(
        (status = 200, description = "The part, and how many there are in all.", body = Paginated<App>),
        (status = 400, description = "`limit` or `offset` is no number within bounds."),
    )
)]
pub async fn page(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Paginated<App>>, ApiError> {
    let page = pagination::page(&parameters)?;
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let found =
        state.store.applications().page(ApplicationKind::App, &groups, filter(&parameters), page).await?;
    Ok(Json(Paginated::of(&found, App::of)))
}

fn filter(parameters: &Parameters) -> ApplicationFilter<'_> {
    ApplicationFilter { search: parameters.search_term(), ..ApplicationFilter::default() }
}

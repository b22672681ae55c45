//! `GET /apps/` and `GET /apps/pagination/`

use axum::Json;
use axum::extract::State;
use baton_store::ApplicationKind;

use crate::extract::{Caller, Parameters, PartParameters};
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
        ("name__iexact" = Option<String>, Query, description = "Only the app of this name, in any letter case, or of one of several with commas between them. `name` means the same."),
        ("group__iexact" = Option<String>, Query, description = "Only apps in this group, or one of several, in any letter case. `group` means the same."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The apps, by name.", body = Vec<App>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn all(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<App>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let apps = pagination::listed(&state, ApplicationKind::App, &groups, &parameters).await?;
    Ok(Json(apps.iter().map(App::of).collect()))
}

/// A part of the apps that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/pagination/",
    tag = "apps",
    params(
        ("limit" = Option<u16>, Query, description = "At most so many apps: 1 to 500, 50 unless given. `pageSize` and `page_size` mean the same.", example = 3),
        ("offset" = Option<u32>, Query, description = "After so many apps.", example = 4),
        ("page" = Option<u32>, Query, description = "Instead of `offset`: which page; the first is 1."),
        ("org_id" = Option<String>, Query, description = "Only apps in groups of this organization."),
        ("search_term" = Option<String>, Query, description = "Only apps with this in their name, in any letter case."),
        ("name__iexact" = Option<String>, Query, description = "Only the app of this name, in any letter case, or of one of several with commas between them. `name` means the same."),
        ("group__iexact" = Option<String>, Query, description = "Only apps in this group, or one of several, in any letter case. `group` means the same."),
    ),
    responses(
        (status = 200, description = "The part, and how many there are in all.", body = Paginated<App>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn page(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Paginated<App>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let found = pagination::page(&state, &groups, &parameters).await?;
    Ok(Json(Paginated::of(&found, App::of)))
}

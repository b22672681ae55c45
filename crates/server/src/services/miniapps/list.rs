//! `GET /miniapps/api/apps`

use axum::Json;
use axum::extract::State;
use baton_store::{MiniAppFilter, Page};
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::Summary;
use super::words;
use crate::extract::{Caller, Parameters};
use crate::{ApiError, AppState};

/// How many miniApps a page has unless the caller says otherwise.
const PAGE_SIZE: i64 = 10;
const MOST: i64 = 500;
const LAST_PAGE: i64 = 1_000_000;

/// A page of miniApps.
#[derive(Serialize, ToSchema)]
#[schema(title = "MiniAppPage")]
#[serde(rename_all = "camelCase")]
pub struct MiniAppPage {
    /// The miniApps, by name.
    apps: Vec<Summary>,
    /// How many there are on all pages.
    total: i64,
    /// Which page this is; the first is 1.
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// The miniApps that you see, page by page.
#[utoipa::path(
    get,
    path = "/miniapps/api/apps",
    tag = "miniApps",
    params(
        ("page" = Option<u32>, Query, description = "Which page; the first is 1."),
        ("pageSize" = Option<u16>, Query, description = "At most so many: 1 to 500, 10 unless given."),
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their name, in any letter case."),
        ("type" = Option<String>, Query, description = "Only those of this type.", example = "Numeric"),
        ("group" = Option<String>, Query, description = "Only those in this group."),
    ),
    responses(
        (status = 200, description = "The page.", body = MiniAppPage),
        (status = 400, description = "`page` or `pageSize` is no number within bounds."),
    )
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<MiniAppPage>, ApiError> {
    let page = parameters.number("page", 1, &(1..=LAST_PAGE))?;
    let page_size = parameters.number("pageSize", PAGE_SIZE, &(1..=MOST))?;
    let groups: Vec<&str> = access.groups().collect();
    let filter = MiniAppFilter {
        search: parameters.search_term(),
        // A type that does not exist has no miniApps.
        r#type: parameters.get("type").map(|text| words::type_name(text).unwrap_or(text)),
        group: parameters.get("group"),
    };
    let part = Page { limit: page_size, offset: (page - 1) * page_size };
    let found = state.store.mini_apps().page(&groups, filter, part).await?;
    let apps = found.rows.iter().map(Summary::of).collect();
    Ok(Json(MiniAppPage { apps, total: found.total, page, page_size }))
}

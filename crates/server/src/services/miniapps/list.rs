//! `GET /miniapps/api/apps`

use axum::Json;
use axum::extract::State;
use baton_store::MiniAppFilter;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::Summary;
use super::words;
use crate::extract::{Caller, Parameters};
use crate::{ApiError, AppState};

/// How many miniApps a page has unless the caller says otherwise.
const PAGE_SIZE: i64 = 10;

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
        ("pageSize" = Option<u16>, Query, description = "At most so many: 1 to 500, 10 unless given. `limit` and `page_size` mean the same."),
        ("offset" = Option<u32>, Query, description = "Instead of `page`: after so many."),
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their name, in any letter case."),
        ("type" = Option<String>, Query, description = "Only those of this type.", example = "Numeric"),
        ("name" = Option<String>, Query, description = "Only those of this name, in any letter case, or of one of several with commas between them. `name__iexact` means the same."),
        ("group" = Option<String>, Query, description = "Only those in this group, or one of several, in any letter case. `group__iexact` means the same."),
    ),
    responses(
        (status = 200, description = "The page.", body = MiniAppPage),
        (status = 400, description = "`page`, `pageSize` or `offset` is no number within bounds."),
    )
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<MiniAppPage>, ApiError> {
    let page = parameters.page(PAGE_SIZE)?;
    let (wanted, names) = (parameters.narrows_to("group"), parameters.one_of("name"));
    let groups: Vec<&str> = access.groups().filter(|name| wanted(name)).collect();
    let filter = MiniAppFilter {
        search: parameters.search_term(),
        // A type that does not exist has no miniApps.
        r#type: parameters.get("type").map(|text| words::type_name(text).unwrap_or(text)),
        names: names.as_deref(),
    };
    let found = state.store.mini_apps().page(&groups, filter, page).await?;
    let apps = found.rows.iter().map(Summary::of).collect();
    Ok(Json(MiniAppPage { apps, total: found.total, page: page.number(), page_size: page.limit }))
}

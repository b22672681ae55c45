//! `GET /envs-manager/api/v1/variables-collections`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::VariablesCollection;
use crate::extract::{Caller, Parameters};
use crate::services::environments::variables::shape::Search;
use crate::{ApiError, AppState};

const PAGE_SIZE: usize = 50;
const MOST: usize = 500;
const LAST_PAGE: usize = 1_000_000;

/// A page of collections.
#[derive(Serialize, ToSchema)]
#[schema(title = "VariablesCollectionPage")]
#[serde(rename_all = "camelCase")]
pub struct VariablesCollectionPage {
    /// The collections, by name.
    collections: Vec<VariablesCollection>,
    /// How many there are on all pages.
    total: usize,
    /// Which page this is; the first is 1.
    page: usize,
    /// How many a page has at most.
    page_size: usize,
}

/// The collections of variables that you see: one for each group.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/variables-collections",
    tag = "environments",
    params(
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their name, in any letter case."),
        ("page" = Option<u32>, Query, description = "Which page; the first is 1."),
        ("pageSize" = Option<u16>, Query, description = "At most so many: 1 to 500, 50 unless given."),
    ),
    responses((status = 200, body = VariablesCollectionPage), (status = 400, description = "`page` or `pageSize` is no number within bounds."))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<VariablesCollectionPage>, ApiError> {
    let page = parameters.number("page", 1, &(1..=LAST_PAGE))?;
    let page_size = parameters.number("pageSize", PAGE_SIZE, &(1..=MOST))?;
    let search = Search::of(&parameters);
    let found: Vec<&str> = access.groups().filter(|group| search.finds(group)).collect();
    let total = found.len();
    let mut collections = Vec::new();
    for group in found.into_iter().skip((page - 1) * page_size).take(page_size) {
        let variables = state.store.variables().of_collection(group).await?;
        collections.push(VariablesCollection::of(group, &variables));
    }
    Ok(Json(VariablesCollectionPage { collections, total, page, page_size }))
}

//! `GET /envs-manager/api/v1/variables-collections`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::VariablesCollection;
use crate::extract::{Caller, PAGE_SIZE, PageParameters, Parameters};
use crate::{ApiError, AppState};

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
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// The collections of variables that you see: one for each group.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/variables-collections",
    tag = "environments",
    params(
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their name, in any letter case."),
        PageParameters,
    ),
    responses((status = 200, body = VariablesCollectionPage), (status = 400, description = "`page`, `pageSize` or `offset` is no number within bounds."))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<VariablesCollectionPage>, ApiError> {
    let (page, finds) = (parameters.page(PAGE_SIZE)?, parameters.finds());
    let found: Vec<&str> = access.groups().filter(|group| finds(group)).collect();
    let total = found.len();
    let mut collections = Vec::new();
    for group in page.cut(found) {
        let variables = state.store.variables().of_collection(group).await?;
        collections.push(VariablesCollection::of(group, &variables));
    }
    Ok(Json(VariablesCollectionPage { collections, total, page: page.number(), page_size: page.limit }))
}

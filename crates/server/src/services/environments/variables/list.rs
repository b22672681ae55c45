//! `GET /envs-manager/api/v1/variables-collections/<collection_id>/variables`

use axum::Json;
use axum::extract::State;

use super::shape::{Search, ShownVariable};
use crate::extract::Parameters;
use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// The variables of a collection, by name.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/variables-collections/{collection_id}/variables",
    tag = "environments",
    params(
        ("collection_id" = String, Path, description = "The collection's id."),
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their name, in any letter case."),
    ),
    responses((status = 200, body = Vec<ShownVariable>))
)]
pub async fn list(
    State(state): State<AppState>,
    collection: CollectionTo<Read>,
    parameters: Parameters,
) -> Result<Json<Vec<ShownVariable>>, ApiError> {
    let search = Search::of(&parameters);
    let variables = state.store.variables().of_collection(&collection.id).await?;
    let found = variables.iter().filter(|variable| search.finds(&variable.name));
    Ok(Json(found.map(ShownVariable::of).collect()))
}

//! `GET /envs-manager/api/v1/variables-collections/<collection_id>`

use axum::Json;
use axum::extract::State;

use super::VariablesCollection;
use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// A collection with its variables. Values of sensitive ones are not given.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/variables-collections/{collection_id}",
    tag = "environments",
    params(("collection_id" = String, Path, description = "The collection's id.")),
    responses((status = 200, body = VariablesCollection))
)]
pub async fn get(
    State(state): State<AppState>,
    collection: CollectionTo<Read>,
) -> Result<Json<VariablesCollection>, ApiError> {
    let variables = state.store.variables().of_collection(&collection.id).await?;
    Ok(Json(VariablesCollection::of(&collection.id, &variables)))
}

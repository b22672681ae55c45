//! `GET /envs-manager/api/v1/variables-collections/<collection_id>/variables`

use axum::Json;
use axum::extract::State;

use super::shape::ShownVariable;
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
        ("pageSize" = Option<u32>, Query, description = "At most so many: 1 to 100,000, all unless given. `limit` and `page_size` mean the same."),
        ("offset" = Option<u32>, Query, description = "After so many."),
        ("page" = Option<u32>, Query, description = "Instead of `offset`: which page; the first is 1."),
    ),
    responses((status = 200, body = Vec<ShownVariable>), (status = 400, description = "`pageSize`, `offset` or `page` is no number within bounds."))
)]
pub async fn list(
    State(state): State<AppState>,
    collection: CollectionTo<Read>,
    parameters: Parameters,
) -> Result<Json<Vec<ShownVariable>>, ApiError> {
    let finds = parameters.finds();
    let variables = state.store.variables().of_collection(&collection.id).await?;
    let found = variables.iter().filter(|variable| finds(&variable.name));
    Ok(Json(parameters.part_of(found.map(ShownVariable::of))?))
}

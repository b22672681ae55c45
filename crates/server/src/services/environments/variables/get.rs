//! `GET /envs-manager/api/v1/variables-collections/<collection_id>/variables/<name>`

use axum::Json;
use axum::extract::State;

use super::shape::ShownVariable;
use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// A variable.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/variables-collections/{collection_id}/variables/{variable_name}",
    tag = "environments",
    params(
        ("collection_id" = String, Path, description = "The collection's id."),
        ("variable_name" = String, Path, description = "The variable's name."),
    ),
    responses((status = 200, body = ShownVariable))
)]
pub async fn get(
    State(state): State<AppState>,
    collection: CollectionTo<Read>,
) -> Result<Json<ShownVariable>, ApiError> {
    Ok(Json(ShownVariable::of(&collection.variable(&state).await?)))
}

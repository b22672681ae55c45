//! `DELETE /envs-manager/api/v1/variables-collections/<collection_id>/variables/<name>`

use axum::extract::State;
use axum::http::StatusCode;

use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Edit;
use crate::{ApiError, AppState};

/// Remove a variable. Apps that are deployed go on with the value they were deployed with; those that read it can't be
/// deployed again until it is back.
#[utoipa::path(
    delete,
    path = "/envs-manager/api/v1/variables-collections/{collection_id}/variables/{variable_name}",
    tag = "environments",
    params(
        ("collection_id" = String, Path, description = "The collection's id."),
        ("variable_name" = String, Path, description = "The variable's name."),
    ),
    responses((status = 204, description = "It is gone."))
)]
pub async fn delete(
    State(state): State<AppState>,
    collection: CollectionTo<Edit>,
) -> Result<StatusCode, ApiError> {
    let variable = collection.variable(&state).await?;
    if !state.store.variables().delete(&collection.id, &variable.name).await? {
        return Err(ApiError::not_found());
    }
    Ok(StatusCode::NO_CONTENT)
}

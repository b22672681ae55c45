//! `POST /envs-manager/api/v1/variables-collections/<collection_id>/variables`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_store::Variable;

use super::MOST;
use super::shape::{ShownVariable, VariableFields};
use crate::extract::Fields;
use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Edit;
use crate::{ApiError, AppState};

/// Add a variable to a collection. Simulators read it at once, deployed apps with their next deployment.
#[utoipa::path(
    post,
    path = "/envs-manager/api/v1/variables-collections/{collection_id}/variables",
    tag = "environments",
    params(("collection_id" = String, Path, description = "The collection's id.")),
    request_body = VariableFields,
    responses(
        (status = 201, description = "The variable.", body = ShownVariable),
        (status = 400, description = "A field is wrong, or the collection is full."),
        (status = 409, description = "The collection has a variable of this name."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    collection: CollectionTo<Edit>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<ShownVariable>), ApiError> {
    for name in ["name", "value"] {
        fields.required(name, |_, _| Some(()));
    }
    let VariableFields { name, value, sensitive } = VariableFields::read(&mut fields);
    let (name, clear) = fields.finish(name.zip(value))?;
    let mut variable = Variable {
        collection: collection.id.clone(),
        name,
        value: clear,
        sensitive: sensitive.unwrap_or(false),
    };
    state.runtime.seal_variable(&mut variable).await.map_err(|error| ApiError::internal(&error))?;
    let mut tx = state.store.begin().await?;
    if tx.variables().of_collection(&collection.id).await?.len() >= MOST {
        return Err(ApiError::bad_request(format!("A collection has at most {MOST} variables.")));
    }
    if !tx.variables().insert_if_absent(&variable).await? {
        let sentence = format!("The collection has a variable {} already. Change that one.", variable.name);
        return Err(ApiError::conflict(sentence));
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ShownVariable::of(&variable))))
}

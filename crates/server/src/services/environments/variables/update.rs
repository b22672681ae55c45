//! `PUT` and `PATCH /envs-manager/api/v1/variables-collections/<collection_id>/variables/<name>`

use axum::Json;
use axum::extract::State;
use baton_store::Variable;

use super::shape::{ShownVariable, VariableFields};
use crate::extract::Fields;
use crate::services::environments::collection::CollectionTo;
use crate::services::orchestrator::resource::Edit;
use crate::{ApiError, AppState};

/// `PUT` or `PATCH` of a variable.
macro_rules! endpoint {
    ($method:ident, $summary:literal, $must:expr) => {
        #[doc = $summary]
        #[utoipa::path(
            $method,
            summary = $summary,
            path = "/envs-manager/api/v1/variables-collections/{collection_id}/variables/{variable_name}",
            tag = "environments",
            params(
                ("collection_id" = String, Path, description = "The collection's id."),
                ("variable_name" = String, Path, description = "The variable's name."),
            ),
            request_body = VariableFields,
            responses(
                (status = 200, description = "The variable as it is now.", body = ShownVariable),
                (
                    status = 400,
                    description = "A field is wrong; or a sensitive variable would be shown: give its value anew."
                ),
                (status = 409, description = "The collection has another of this name."),
            )
        )]
        pub async fn $method(
            State(state): State<AppState>,
            collection: CollectionTo<Edit>,
            fields: Fields,
        ) -> Result<Json<ShownVariable>, ApiError> {
            change(&state, &collection, fields, $must).await
        }
    };
}

endpoint!(put, "Change a variable. What is not given stays; the value must be given.", &["value"]);
endpoint!(patch, "Change a part of a variable. What is not given stays.", &[]);

async fn change(
    state: &AppState,
    collection: &CollectionTo<Edit>,
    mut fields: Fields,
    must: &[&str],
) -> Result<Json<ShownVariable>, ApiError> {
    for field in must {
        fields.required(field, |_, _| Some(()));
    }
    let current = collection.variable(state).await?;
    let given = VariableFields::read(&mut fields);
    let sensitive = given.sensitive.unwrap_or(current.sensitive);
    if current.sensitive && !sensitive && given.value.is_none() {
        fields.wrong("value", "Its value is not given back. Give a value with which it may be shown.");
    }
    fields.finish(Some(()))?;
    let failed = |error: baton_runtime::Error| ApiError::internal(&error);
    let value = match given.value {
        Some(value) => value,
        None => state.runtime.open_variable(&current).await.map_err(failed)?,
    };
    let name = given.name.unwrap_or_else(|| current.name.clone());
    let mut variable = Variable { collection: collection.id.clone(), name, value, sensitive };
    state.runtime.seal_variable(&mut variable).await.map_err(failed)?;
    let mut tx = state.store.begin().await?;
    if variable.name == current.name {
        tx.variables().put(&variable).await?;
    } else {
        if !tx.variables().insert_if_absent(&variable).await? {
            let sentence =
                format!("The collection has a variable {} already. Choose another name.", variable.name);
            return Err(ApiError::conflict(sentence));
        }
        tx.variables().delete(&collection.id, &current.name).await?;
    }
    tx.commit().await?;
    Ok(Json(ShownVariable::of(&variable)))
}

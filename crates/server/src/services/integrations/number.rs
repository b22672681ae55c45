//! `GET`, `PUT` and `DELETE /integrations/api/numbers/<number>`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::{Access, Role};
use baton_store::DialedNumber;

use super::shape::{NumberFields, ShownNumber, plain_number};
use crate::extract::{Caller, Fields};
use crate::{ApiError, AppState};

/// A number.
#[utoipa::path(
    get,
    path = "/integrations/api/numbers/{number}",
    tag = "integrations",
    params(("number" = String, Path, description = "The number, with its `+` as `%2B` or as it is.")),
    responses((status = 200, body = ShownNumber), (status = 404, description = "There is none that you see."))
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(number): Path<String>,
) -> Result<Json<ShownNumber>, ApiError> {
    Ok(Json(ShownNumber::of(find(&state, &access, &number, Role::Viewer).await?)))
}

/// Change a number. What is not given stays; the number and its group stay always.
#[utoipa::path(
    put,
    path = "/integrations/api/numbers/{number}",
    tag = "integrations",
    params(("number" = String, Path, description = "The number.")),
    request_body = NumberFields,
    responses(
        (status = 200, description = "The number as it is now.", body = ShownNumber),
        (status = 400, description = "A field is wrong."),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(number): Path<String>,
    mut fields: Fields,
) -> Result<Json<ShownNumber>, ApiError> {
    let mut row = find(&state, &access, &number, Role::Maintainer).await?;
    let given = NumberFields::read(&mut fields);
    if given.number.as_ref().is_some_and(|number| *number != row.number) {
        fields.wrong("number", "A number does not change. Add the other one and remove this one.");
    }
    if given.groupId.as_ref().is_some_and(|group| *group != row.group_name) {
        fields.wrong("groupId", "A number stays in its group. Remove it, and add it in the other one.");
    }
    fields.finish(Some(()))?;
    given.fill(&state, &access, &mut row).await?;
    state.store.numbers().put(&row).await?;
    Ok(Json(ShownNumber::of(row)))
}

/// Remove a number: nothing answers it any more. Calls under way go on.
#[utoipa::path(
    delete,
    path = "/integrations/api/numbers/{number}",
    tag = "integrations",
    params(("number" = String, Path, description = "The number.")),
    responses((status = 204, description = "It is gone."), (status = 404, description = "There is none that you see."))
)]
pub async fn delete(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(number): Path<String>,
) -> Result<StatusCode, ApiError> {
    let row = find(&state, &access, &number, Role::Maintainer).await?;
    state.store.numbers().delete(&row.number).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(state: &AppState, access: &Access, number: &str, role: Role) -> Result<DialedNumber, ApiError> {
    let number = plain_number(number).map_err(|_| ApiError::not_found())?;
    let row = state.store.numbers().get(&number).await?.ok_or_else(ApiError::not_found)?;
    access.require(&row.group_name, role)?;
    Ok(row)
}

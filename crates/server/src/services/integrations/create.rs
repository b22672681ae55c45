//! `POST /integrations/api/numbers`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Role;

use super::shape::{NumberFields, ShownNumber, blank};
use crate::extract::{Caller, Fields};
use crate::services::orchestrator::create::group_of;
use crate::{ApiError, AppState};

/// Add a number, and say what answers it.
#[utoipa::path(
    post,
    path = "/integrations/api/numbers",
    tag = "integrations",
    request_body = NumberFields,
    responses(
        (status = 201, description = "The number.", body = ShownNumber),
        (status = 400, description = "A field is wrong."),
        (status = 409, description = "The number is there already."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    mut fields: Fields,
) -> Result<(StatusCode, Json<ShownNumber>), ApiError> {
    fields.required("number", |_, _| Some(()));
    let given = NumberFields::read(&mut fields);
    match group_of(&access, given.groupId.as_deref(), Role::Maintainer) {
        Err(refused) if refused.status == StatusCode::BAD_REQUEST => {
            fields.wrong("groupId", "Name a group: you have none of your own here.");
        }
        Err(refused) if refused.status == StatusCode::NOT_FOUND => {
            fields.wrong("groupId", "There is no such group that you see. Name one of yours.");
        }
        _ => {}
    }
    let number = fields.finish(given.number.clone())?;
    let group = group_of(&access, given.groupId.as_deref(), Role::Maintainer)?;
    let mut row = blank(number, group, state.now());
    given.fill(&state, &access, &mut row).await?;
    match state.store.numbers().insert(&row).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(ShownNumber::of(row)))),
        Err(baton_store::Error::Taken(_)) => {
            Err(ApiError::conflict("The number is there already. It can be answered once."))
        }
        Err(error) => Err(error.into()),
    }
}

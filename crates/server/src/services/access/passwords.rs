//! `PUT /access/api/users/{user_id}/password/`

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::users::user_id;
use crate::extract::{Caller, Fields, LONG};
use crate::{ApiError, AppState};

/// Another password.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct NewPassword {
    /// 8 to 256 characters.
    password: String,
    /// The one they have: needed for one's own.
    present: Option<String>,
}

/// Give a user another password, and end all their sessions: one's own, or anybody's for an `OrgAdmin`.
#[utoipa::path(
    put,
    path = "/access/api/users/{user_id}/password/",
    tag = "access",
    params(("user_id" = uuid::Uuid, Path, description = "The user's id.")),
    request_body = NewPassword,
    responses((status = 204), (status = 400), (status = 403), (status = 404), (status = 429))
)]
pub async fn put(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<StatusCode, ApiError> {
    let present = fields.text("present", LONG);
    let new = fields.required("password", |fields, name| fields.text(name, LONG));
    let new = fields.finish(new)?;
    state.auth.change_password(&access, user_id(&id)?, present, new, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

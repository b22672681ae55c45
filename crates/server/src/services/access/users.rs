//! `/access/api/users/`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::{NewUser, UserChanges};
use baton_model::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::refusals::on_field;
use crate::extract::{Caller, Fields, Parameters, PartParameters, SHORT};
use crate::{ApiError, AppState};

/// Somebody who signs in.
#[derive(Serialize, ToSchema)]
pub struct User {
    id: String,
    username: String,
    organization_id: String,
    /// May do everything in the organization.
    org_admin: bool,
    /// May not sign in, and none of their tokens works.
    disabled: bool,
    #[schema(value_type = String)]
    created_at: Timestamp,
}

impl From<baton_store::User> for User {
    fn from(row: baton_store::User) -> Self {
        Self {
            id: row.id.to_string(),
            username: row.username,
            organization_id: row.organization_id.to_string(),
            org_admin: row.org_admin,
            disabled: row.disabled,
            created_at: row.created_at,
        }
    }
}

/// A user to be made.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct CreateUser {
    /// Letters, digits, `_` and `-`. A group of the same name is made, which they own.
    username: String,
    /// 8 to 256 characters; without one they can't sign in until they get one.
    password: Option<String>,
    /// May do everything in the organization.
    org_admin: Option<bool>,
}

/// What is to change; the rest stays.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct ChangeUser {
    disabled: Option<bool>,
    org_admin: Option<bool>,
}

/// The users of the organization, by name. For an `OrgAdmin`.
#[utoipa::path(
    get,
    path = "/access/api/users/",
    tag = "access",
    params(
        ("search_term" = Option<String>, Query, description = "Only users with this in their name, in any letter case."),
        PartParameters,
    ),
    responses((status = 200, body = Vec<User>), (status = 400), (status = 403))
)]
pub async fn list(
    Caller(access): Caller,
    State(state): State<AppState>,
    parameters: Parameters,
) -> Result<Json<Vec<User>>, ApiError> {
    let (mut users, finds) = (state.auth.users(&access).await?, parameters.finds());
    users.retain(|user| finds(&user.username));
    Ok(Json(parameters.part_of(users.into_iter().map(User::from))?))
}

/// Make a user. For an `OrgAdmin`.
#[utoipa::path(
    post,
    path = "/access/api/users/",
    tag = "access",
    request_body = CreateUser,
    responses((status = 201, body = User), (status = 400), (status = 403))
)]
pub async fn create(
    Caller(access): Caller,
    State(state): State<AppState>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<User>), ApiError> {
    let username = fields.required("username", |fields, name| fields.text(name, SHORT));
    let password = fields.text_or_null("password", SHORT + 1).flatten();
    let org_admin = fields.flag("org_admin").unwrap_or(false);
    let username = fields.finish(username)?;
    let new = NewUser { username, password, org_admin };
    let user = state.auth.create_user(&access, new, state.now()).await.map_err(on_field("username"))?;
    Ok((StatusCode::CREATED, Json(user.into())))
}

/// A user: the caller themselves, or anybody of the organization for an `OrgAdmin`.
#[utoipa::path(
    get,
    path = "/access/api/users/{user_id}/",
    tag = "access",
    params(("user_id" = Uuid, Path, description = "The user's id.")),
    responses((status = 200, body = User), (status = 403), (status = 404))
)]
pub async fn get(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<User>, ApiError> {
    Ok(Json(state.auth.user(&access, user_id(&id)?).await?.into()))
}

/// Disable or enable a user, make them an `OrgAdmin` or one no more. For another `OrgAdmin`.
#[utoipa::path(
    patch,
    path = "/access/api/users/{user_id}/",
    tag = "access",
    params(("user_id" = Uuid, Path, description = "The user's id.")),
    request_body = ChangeUser,
    responses((status = 200, body = User), (status = 400), (status = 403), (status = 404))
)]
pub async fn change(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<Json<User>, ApiError> {
    let changes = UserChanges { disabled: fields.flag("disabled"), org_admin: fields.flag("org_admin") };
    let changes = fields.finish(Some(changes))?;
    Ok(Json(state.auth.change_user(&access, user_id(&id)?, changes).await?.into()))
}

/// An id that is no id names nobody.
pub fn user_id(text: &str) -> Result<Uuid, ApiError> {
    text.parse().map_err(|_| ApiError::not_found())
}

//! `/access/api/groups/{group}/members/`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{Caller, Fields, Parameters, PartParameters};
use crate::{ApiError, AppState};

/// The roles that a member can have; `OrgAdmin` is a user's, in the whole organization.
const ROLES: [&str; 4] = ["Viewer", "Developer", "Maintainer", "Owner"];

/// Somebody with a role in a group.
#[derive(Serialize, ToSchema)]
pub struct Member {
    user_id: String,
    username: String,
    /// `Viewer`, `Developer`, `Maintainer` or `Owner`
    role: String,
    /// They may not sign in.
    disabled: bool,
}

impl From<baton_auth::Member> for Member {
    fn from(member: baton_auth::Member) -> Self {
        Self {
            user_id: member.user.id.to_string(),
            username: member.user.username,
            role: member.role.to_string(),
            disabled: member.user.disabled,
        }
    }
}

/// A role for somebody.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct NewRole {
    /// `Viewer`, `Developer`, `Maintainer` or `Owner`
    role: String,
}

/// Who has which role in a group, by name. `OrgAdmin`s have every group and are not listed.
#[utoipa::path(
    get,
    path = "/access/api/groups/{group}/members/",
    tag = "access",
    params(
        ("group" = String, Path, description = "The group's name."),
        ("search_term" = Option<String>, Query, description = "Only members with this in their name, in any letter case."),
        PartParameters,
    ),
    responses((status = 200, body = Vec<Member>), (status = 400), (status = 404))
)]
pub async fn list(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(group): Path<String>,
    parameters: Parameters,
) -> Result<Json<Vec<Member>>, ApiError> {
    let (mut members, finds) = (state.auth.members(&access, &group).await?, parameters.finds());
    members.retain(|member| finds(&member.user.username));
    Ok(Json(parameters.part_of(members.into_iter().map(Member::from))?))
}

/// Give somebody of the organization a role in a group, instead of the one they had there. For an `Owner`.
#[utoipa::path(
    put,
    path = "/access/api/groups/{group}/members/{username}/",
    tag = "access",
    params(
        ("group" = String, Path, description = "The group's name."),
        ("username" = String, Path, description = "What they sign in with."),
    ),
    request_body = NewRole,
    responses((status = 200, body = Member), (status = 400), (status = 403), (status = 404))
)]
pub async fn put(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path((group, username)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Json<Member>, ApiError> {
    let role = fields.required("role", |fields, name| fields.choice(name, &ROLES));
    let role = fields.finish(role)?;
    let role = Role::parse(&role).ok_or_else(ApiError::not_found)?;
    Ok(Json(state.auth.put_member(&access, &group, &username, role).await?.into()))
}

/// Take somebody out of a group. For an `Owner`.
#[utoipa::path(
    delete,
    path = "/access/api/groups/{group}/members/{username}/",
    tag = "access",
    params(
        ("group" = String, Path, description = "The group's name."),
        ("username" = String, Path, description = "What they sign in with."),
    ),
    responses((status = 204), (status = 400), (status = 403), (status = 404))
)]
pub async fn delete(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path((group, username)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    match state.auth.remove_member(&access, &group, &username).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::not_found()),
    }
}

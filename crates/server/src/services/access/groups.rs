//! `/access/api/groups/`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::{Access, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{Caller, Fields, Parameters, PartParameters, SHORT};
use crate::{ApiError, AppState};

/// A group: what its members see is what it holds.
#[derive(Serialize, ToSchema)]
pub struct Group {
    name: String,
    organization_id: String,
    /// The caller's role there: `Viewer`, `Developer`, `Maintainer`, `Owner` or `OrgAdmin`.
    role: String,
}

impl Group {
    fn new(name: &str, access: &Access, role: Role) -> Self {
        let organization_id = access.organization_id.clone();
        Self { name: name.to_owned(), organization_id, role: role.to_string() }
    }

    /// All that somebody sees.
    pub fn seen_by(access: &Access) -> Vec<Self> {
        access.groups().filter_map(|name| Some(Self::new(name, access, access.role_in(name)?))).collect()
    }
}

/// A group to be made.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct NewGroup {
    /// Letters, digits, `_` and `-`; no other group of this server may have it.
    name: String,
}

/// The groups that the caller sees, by name.
#[utoipa::path(
    get,
    path = "/access/api/groups/",
    tag = "access",
    params(
        ("search_term" = Option<String>, Query, description = "Only groups with this in their name, in any letter case."),
        PartParameters,
    ),
    responses((status = 200, body = Vec<Group>), (status = 400))
)]
pub async fn list(Caller(access): Caller, parameters: Parameters) -> Result<Json<Vec<Group>>, ApiError> {
    let (mut groups, finds) = (Group::seen_by(&access), parameters.finds());
    groups.retain(|group| finds(&group.name));
    Ok(Json(parameters.part_of(groups)?))
}

/// Make a group in the caller's organization. For an `OrgAdmin`.
#[utoipa::path(
    post,
    path = "/access/api/groups/",
    tag = "access",
    request_body = NewGroup,
    responses((status = 201, body = Group), (status = 400), (status = 403))
)]
pub async fn create(
    Caller(access): Caller,
    State(state): State<AppState>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<Group>), ApiError> {
    let name = fields.required("name", |fields, name| fields.text(name, SHORT));
    let name = fields.finish(name)?;
    let group = state.auth.create_group(&access, &name).await?;
    Ok((StatusCode::CREATED, Json(Group::new(&group.name, &access, Role::OrgAdmin))))
}

/// A group that the caller sees.
#[utoipa::path(
    get,
    path = "/access/api/groups/{group}/",
    tag = "access",
    params(("group" = String, Path, description = "The group's name.")),
    responses((status = 200, body = Group), (status = 404))
)]
pub async fn get(Caller(access): Caller, Path(name): Path<String>) -> Result<Json<Group>, ApiError> {
    let role = access.role_in(&name).ok_or_else(ApiError::not_found)?;
    Ok(Json(Group::new(&name, &access, role)))
}

/// Delete a group that holds nothing any more. For an `OrgAdmin`.
#[utoipa::path(
    delete,
    path = "/access/api/groups/{group}/",
    tag = "access",
    params(("group" = String, Path, description = "The group's name.")),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "It still holds something."))
)]
pub async fn delete(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(name): Path<String>,
) -> Result<StatusCode, ApiError> {
    state.auth.delete_group(&access, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

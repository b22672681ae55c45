//! `GET /access/api/me/`

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::groups::Group;
use crate::extract::Caller;

/// Who calls, and what they may do.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// The user's id.
    id: String,
    /// What they sign in with.
    username: String,
    organization_id: String,
    /// May do everything in the organization.
    org_admin: bool,
    /// The group that the personal access token shown is for; `null` for somebody who signed in.
    limited_to: Option<String>,
    /// The groups they see, by name, with their role in each.
    groups: Vec<Group>,
}

/// Who calls, and what they may do.
#[utoipa::path(get, path = "/access/api/me/", tag = "access", responses((status = 200, body = Me)))]
pub async fn get(Caller(access): Caller) -> Json<Me> {
    let groups = Group::seen_by(&access);
    Json(Me {
        id: access.user_id,
        username: access.username,
        organization_id: access.organization_id,
        org_admin: access.org_admin,
        limited_to: access.limited_to,
        groups,
    })
}

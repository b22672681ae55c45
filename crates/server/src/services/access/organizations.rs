//! `/access/api/organizations/`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{Caller, Fields, Parameters, PartParameters, SHORT};
use crate::{ApiError, AppState};

/// An organization: it owns groups and users.
#[derive(Serialize, ToSchema)]
pub struct Organization {
    id: String,
    name: String,
}

/// Another name.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct Rename {
    /// Letters, digits, `_` and `-`.
    name: String,
}

/// The organizations that the caller sees: their own.
#[utoipa::path(
    get,
    path = "/access/api/organizations/",
    tag = "access",
    params(
        ("search_term" = Option<String>, Query, description = "Only organizations with this in their name, in any letter case."),
        PartParameters,
    ),
    responses((status = 200, body = Vec<Organization>), (status = 400))
)]
pub async fn list(
    Caller(access): Caller,
    State(state): State<AppState>,
    parameters: Parameters,
) -> Result<Json<Vec<Organization>>, ApiError> {
    let (own, finds) = (state.auth.organization(&access).await?, parameters.finds());
    let own =
        own.filter(|row| finds(&row.name)).map(|row| Organization { id: row.id.to_string(), name: row.name });
    Ok(Json(parameters.part_of(own)?))
}

/// Give the caller's organization another name. For an `OrgAdmin`.
#[utoipa::path(
    patch,
    path = "/access/api/organizations/{organization_id}/",
    tag = "access",
    params(("organization_id" = uuid::Uuid, Path, description = "The organization's id.")),
    request_body = Rename,
    responses((status = 204), (status = 400), (status = 403), (status = 404))
)]
pub async fn rename(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<StatusCode, ApiError> {
    if id != access.organization_id {
        return Err(ApiError::not_found());
    }
    let name = fields.required("name", |fields, name| fields.text(name, SHORT));
    let name = fields.finish(name)?;
    state.auth.rename_organization(&access, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

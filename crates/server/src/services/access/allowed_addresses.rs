//! `/access/api/organizations/<id>/allowed_addresses/`: where else than on the public internet an organization's
//! applications may call.

use axum::Json;
use axum::extract::{Path, State};
use baton_auth::Access;
use baton_runtime::NotAllowed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Caller, Fields};
use crate::{ApiError, AppState};

/// Hosts and ranges of addresses.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct AllowedAddresses {
    /// Hosts (`crm.internal`, `*.internal`), addresses (`10.1.2.3`) and ranges of them (`10.1.0.0/16`), at most 100.
    addresses: Vec<String>,
}

/// Where else the organization's applications may call. For an `OrgAdmin`.
#[utoipa::path(
    get,
    path = "/access/api/organizations/{organization_id}/allowed_addresses/",
    tag = "access",
    params(("organization_id" = uuid::Uuid, Path, description = "The organization's id.")),
    responses((status = 200, body = AllowedAddresses), (status = 403), (status = 404))
)]
pub async fn get(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<AllowedAddresses>, ApiError> {
    let organization = own(&access, &id)?;
    let addresses =
        state.runtime.allowed_addresses(organization).await.map_err(|error| ApiError::internal(&error))?;
    Ok(Json(AllowedAddresses { addresses }))
}

/// Let the organization's applications call these places, and no others that it allowed before. For an `OrgAdmin`.
///
/// It counts from the next call on. Private ranges may be allowed, never addresses of the server's own machine; a name
/// counts as far as it leads to a place that may be allowed.
#[utoipa::path(
    put,
    path = "/access/api/organizations/{organization_id}/allowed_addresses/",
    tag = "access",
    params(("organization_id" = uuid::Uuid, Path, description = "The organization's id.")),
    request_body = AllowedAddresses,
    responses((status = 200, body = AllowedAddresses), (status = 400), (status = 403), (status = 404))
)]
pub async fn put(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<Json<AllowedAddresses>, ApiError> {
    let organization = own(&access, &id)?;
    let addresses = fields.required("addresses", Fields::texts);
    let addresses = fields.finish(addresses)?;
    match state.runtime.allow_addresses(organization, &addresses).await {
        Ok(()) => {}
        Err(NotAllowed::Store(error)) => return Err(ApiError::internal(&error)),
        Err(refused) => return Err(ApiError::field("addresses", refused.to_string())),
    }
    let addresses =
        state.runtime.allowed_addresses(organization).await.map_err(|error| ApiError::internal(&error))?;
    Ok(Json(AllowedAddresses { addresses }))
}

/// The caller's organization, of which nobody else knows.
fn own(access: &Access, id: &str) -> Result<Uuid, ApiError> {
    if id != access.organization_id {
        return Err(ApiError::not_found());
    }
    access.require_org_admin()?;
    id.parse().map_err(|_| ApiError::not_found())
}

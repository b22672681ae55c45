//! `GET /voice-biometric/profiles/`, and one of them

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use baton_auth::Access;
use baton_model::biometrics::Profile;
use uuid::Uuid;

use super::shapes::ShownProfile;
use crate::extract::{Caller, Parameters, PartParameters};
use crate::{ApiError, AppState};

/// The profiles of your organization.
#[utoipa::path(
    get,
    path = "/orchestrator/api/voice-biometric/profiles/",
    tag = "voice-biometric",
    params(
        ("search_term" = Option<String>, Query, description = "Only profiles with this in their id, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The profiles, by id.", body = Vec<ShownProfile>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn all(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<ShownProfile>>, ApiError> {
    let rows = state.store.biometric_profiles().of_organization(organization(&access)?).await?;
    let mut profiles = rows.into_iter().map(super::read).collect::<Result<Vec<_>, _>>()?;
    let standard = Profile::standard();
    if !profiles.iter().any(|profile| profile.profile_id == standard.profile_id) {
        profiles.insert(0, standard);
        profiles.sort_by(|one, other| one.profile_id.cmp(&other.profile_id));
    }
    let finds = parameters.finds();
    profiles.retain(|profile| finds(&profile.profile_id));
    Ok(Json(parameters.part_of(profiles.into_iter().map(ShownProfile::from))?))
}

/// One profile of your organization.
#[utoipa::path(
    get,
    path = "/orchestrator/api/voice-biometric/profiles/{profile_id}/",
    tag = "voice-biometric",
    params(("profile_id" = String, Path, description = "The profile's id.", example = "DEF")),
    responses((status = 200, description = "The profile.", body = ShownProfile), (status = 404, description = "There is none."))
)]
pub async fn one(
    State(state): State<AppState>,
    Caller(access): Caller,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<ShownProfile>, ApiError> {
    let Path(profile_id) = path.map_err(|_| ApiError::not_found())?;
    let row = state.store.biometric_profiles().get(organization(&access)?, &profile_id).await?;
    let profile = super::standing(row, &profile_id)?.ok_or_else(ApiError::not_found)?;
    Ok(Json(profile.into()))
}

/// The caller's organization.
///
/// # Errors
/// When its id can't be read.
pub fn organization(access: &Access) -> Result<Uuid, ApiError> {
    Uuid::try_parse(&access.organization_id).map_err(|error| ApiError::internal(&error))
}

//! `DELETE /voice-biometric/profiles/<profile_id>/`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::Access;
use baton_model::biometrics::DEFAULT_PROFILE;

use super::list::organization;
use crate::extract::Caller;
use crate::{ApiError, AppState};

/// Delete a profile of your organization.
#[utoipa::path(
    delete,
    path = "/orchestrator/api/voice-biometric/profiles/{profile_id}/",
    tag = "voice-biometric",
    params(("profile_id" = String, Path, description = "The profile's id.", example = "cards")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "There is none."),
        (status = 409, description = "An application uses it, or it is the default one."),
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Caller(access): Caller,
    path: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(profile_id) = path.map_err(|_| ApiError::not_found())?;
    require_admin(&access)?;
    if profile_id == DEFAULT_PROFILE {
        return Err(ApiError::conflict(
            "The profile DEF is the default one and stays. Put other keys in it instead.",
        ));
    }
    let organization = organization(&access)?;
    let mut tx = state.store.begin().await?;
    if tx.biometric_profiles().get(organization, &profile_id).await?.is_none() {
        return Err(ApiError::not_found());
    }
    let users = super::users(&mut tx, organization, &profile_id).await?;
    if let Some(user) = users.first() {
        let more = match users.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        return Err(ApiError::conflict(format!(
            "This profile is still used by the application {} [{}]{more}. Unset it there first.",
            user.name, user.group_name
        )));
    }
    tx.biometric_profiles().delete(organization, &profile_id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets those pass who may do everything in their organization.
///
/// # Errors
/// 403 for anybody else.
pub fn require_admin(access: &Access) -> Result<(), ApiError> {
    if access.org_admin {
        return Ok(());
    }
    Err(ApiError::forbidden("You need to be OrgAdmin of your organization to change its profiles."))
}

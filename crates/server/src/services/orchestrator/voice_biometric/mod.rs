//! Voice-biometric profiles: by which keys a caller can be looked up. They belong to an organization; applications
//! say which of their fields feeds which key.

use baton_model::biometrics::Profile;
use baton_store::{Application, BiometricProfile, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{ApiError, AppState};

mod app;
mod delete;
mod list;
mod put;
mod shapes;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::all))
        .routes(routes!(list::one, put::put, delete::delete))
        .routes(routes!(app::get, app::put))
}

/// A row's profile.
fn read(row: BiometricProfile) -> Result<Profile, ApiError> {
    serde_json::from_value(row.body).map_err(|error| ApiError::internal(&error))
}

/// The profile of this id, given its row. The default one is there without being kept.
fn standing(row: Option<BiometricProfile>, profile_id: &str) -> Result<Option<Profile>, ApiError> {
    let kept = row.map(read).transpose()?;
    Ok(kept.or_else(|| Some(Profile::standard()).filter(|standard| standard.profile_id == profile_id)))
}

/// The applications of an organization that use a profile.
async fn users(tx: &mut Tx, organization: Uuid, profile_id: &str) -> Result<Vec<Application>, ApiError> {
    let groups = tx.groups().of_organization(organization).await?;
    let names: Vec<String> = groups.into_iter().map(|group| group.name).collect();
    Ok(tx.applications().with_biometric_profile(&names, profile_id).await?)
}

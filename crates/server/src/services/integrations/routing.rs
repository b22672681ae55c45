//! Which application answers a number.

use axum::http::HeaderMap;
use baton_auth::{Access, Role, Unproven};
use baton_runtime::Bearer;
use baton_store::{Application, ApplicationKind, TokenKind};

use super::shape::plain_number;
use crate::extract::bearer;
use crate::services::channels::refused;
use crate::services::orchestrator::shapes::{ENVIRONMENTS, runs_as};
use crate::{ApiError, AppState};

/// Why nothing answers.
pub enum NotAnswering {
    /// There is no such application.
    Unknown,
    /// Something went wrong.
    Failed(ApiError),
}

impl From<baton_store::Error> for NotAnswering {
    fn from(error: baton_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// The app with this flow-application id, `SND_` or `PRD_`.
pub async fn application(state: &AppState, flow_app_id: &str) -> Result<Application, NotAnswering> {
    let (component, _) = flow_app_id.split_once('@').ok_or(NotAnswering::Unknown)?;
    let mut parts = component.split('.').skip(1);
    let (named, group) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    let (environment, name) = named.split_once('_').ok_or(NotAnswering::Unknown)?;
    let found = state.store.applications().by_name(ApplicationKind::App, group, name).await?;
    let found =
        found.filter(|row| ENVIRONMENTS.contains(&environment) && runs_as(row, environment) == flow_app_id);
    found.ok_or(NotAnswering::Unknown)
}

/// The caller of the Channels API who shows a token of their own in place of an application's, as a gateway does that
/// serves many numbers.
///
/// # Errors
/// 401 when it is neither.
pub async fn gateway(state: &AppState, headers: &HeaderMap) -> Result<Access, ApiError> {
    let personal = headers.get("x-ocp-personal-access-token").and_then(|value| value.to_str().ok());
    let known = state.auth.authenticate(bearer(headers), personal, state.now()).await;
    known.map_err(|unproven| match unproven {
        Unproven::Unavailable => ApiError::unavailable(unproven.to_string()),
        Unproven::Missing | Unproven::Invalid => ApiError::token_not_valid(),
    })
}

/// The token of what answers a number, for a gateway that may have it answered.
///
/// # Errors
/// 404 when nothing that the gateway sees answers; 403 when its role is too weak.
pub async fn token_of(state: &AppState, access: &Access, dialed: &str) -> Result<(String, String), ApiError> {
    let nobody = || {
        ApiError::detail(
            axum::http::StatusCode::NOT_FOUND,
            "No application answers this number. Bind the number to one, or send the application's token.",
        )
    };
    let number = plain_number(dialed).map_err(|_| nobody())?;
    let row = state.store.numbers().get(&number).await?.ok_or_else(nobody)?;
    access.role_in(&row.group_name).ok_or_else(nobody)?;
    access.require(&row.group_name, Role::Developer)?;
    let app = match application(state, &row.mini_app_id).await {
        Ok(app) => app,
        Err(NotAnswering::Unknown) => return Err(nobody()),
        Err(NotAnswering::Failed(error)) => return Err(error),
    };
    let token = app.deployed_token.ok_or_else(|| {
        ApiError::conflict("The application that answers this number is not deployed. Deploy it first.")
    })?;
    Ok((token, row.locale))
}

/// The right to go on with a dialog that a gateway began.
///
/// # Errors
/// 404 when there is no such dialog that the gateway sees.
pub async fn bearer_of(state: &AppState, access: &Access, dialog_id: &str) -> Result<Bearer, ApiError> {
    let dialog = state.runtime.dialog(dialog_id).await.map_err(refused)?;
    let app = state.store.applications().get(dialog.application_id).await?.ok_or_else(ApiError::not_found)?;
    access.require(&app.group_name, Role::Developer)?;
    Ok(Bearer { application: app.id, kind: TokenKind::Deployed })
}

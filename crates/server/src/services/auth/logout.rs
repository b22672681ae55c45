//! `POST …/logout`: ends a session.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::form::Form;
use super::oauth_error::OAuthError;
use super::realm::SignInHere;
use crate::AppState;

/// What the form holds.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field, so that a missing one gets its own sentence")]
struct LogoutRequest {
    /// The public client.
    #[schema(example = "ocp")]
    client_id: String,
    /// A refresh token of the session.
    refresh_token: String,
}

/// Ends the session of a refresh token: none of its tokens works any more.
#[utoipa::path(
    post,
    path = "/auth/realms/{realm}/protocol/openid-connect/logout",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm")),
    request_body(content = LogoutRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 204, description = "The session has ended"),
        (status = 400, body = OAuthError),
        (status = 401, body = OAuthError),
        (status = 404, body = OAuthError),
    ),
    security(())
)]
pub async fn post(
    _: SignInHere,
    State(state): State<AppState>,
    form: Form,
) -> Result<StatusCode, OAuthError> {
    form.check_client(&state)?;
    let token = form.get("refresh_token").ok_or_else(|| OAuthError::invalid_request("No refresh token"))?;
    state.auth.sign_out(token, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

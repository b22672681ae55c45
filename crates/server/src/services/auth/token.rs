//! `POST …/token`: tokens for a password, or for a refresh token.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use baton_auth::Issued;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::form::Form;
use super::oauth_error::OAuthError;
use super::realm::SignInHere;
use crate::AppState;
use crate::extract::ClientAddress;

/// What the form holds.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field, so that a missing one gets its own sentence")]
struct TokenRequest {
    /// `password` or `refresh_token`
    #[schema(example = "password")]
    grant_type: String,
    /// The public client.
    #[schema(example = "ocp")]
    client_id: String,
    /// With `password`.
    username: Option<String>,
    /// With `password`.
    password: Option<String>,
    /// With `refresh_token`: it works once.
    refresh_token: Option<String>,
}

/// Tokens.
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    access_token: String,
    /// How long the access token lives, in seconds.
    #[schema(example = 300)]
    expires_in: i64,
    /// How long the refresh token lives, in seconds.
    #[schema(example = 1800)]
    refresh_expires_in: i64,
    refresh_token: String,
    #[schema(example = "bearer")]
    token_type: &'static str,
    #[serde(rename = "not-before-policy")]
    not_before_policy: i64,
    session_state: String,
    #[schema(example = "openid")]
    scope: &'static str,
}

impl From<Issued> for Tokens {
    fn from(issued: Issued) -> Self {
        Self {
            access_token: issued.access_token,
            expires_in: issued.expires_in,
            refresh_expires_in: issued.refresh_expires_in,
            refresh_token: issued.refresh_token,
            token_type: "bearer",
            not_before_policy: 0,
            session_state: issued.session.to_string(),
            scope: issued.scope,
        }
    }
}

/// The most characters of a name that are logged: anybody can send any.
const LONGEST_LOGGED_NAME: usize = 64;

const NO_STORE: [(HeaderName, &str); 2] = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];

/// Tokens for a password or a refresh token.
#[utoipa::path(
    post,
    path = "/auth/realms/{realm}/protocol/openid-connect/token",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm, `master` unless configured otherwise")),
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, body = Tokens),
        (status = 400, body = OAuthError, description = "The form is incomplete, or the refresh token works no more"),
        (status = 401, body = OAuthError, description = "Wrong user name, password or client"),
        (status = 404, body = OAuthError, description = "No such realm"),
        (status = 429, body = OAuthError, description = "Too many failed attempts: wait as `Retry-After` says"),
    ),
    security(())
)]
pub async fn post(
    _: SignInHere,
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    form: Form,
) -> Result<([(HeaderName, &'static str); 2], Json<Tokens>), OAuthError> {
    let grant = form
        .get("grant_type")
        .ok_or_else(|| OAuthError::invalid_request("Missing form parameter: grant_type"))?;
    if !matches!(grant, "password" | "refresh_token") {
        return Err(OAuthError::new(
            StatusCode::BAD_REQUEST,
            "unsupported_grant_type",
            "Unsupported grant_type",
        ));
    }
    form.check_client(&state)?;
    let issued = if grant == "password" {
        let missing =
            || OAuthError::new(StatusCode::UNAUTHORIZED, "invalid_request", "Missing parameter: username");
        let username = form.get("username").map(str::trim).ok_or_else(missing)?;
        let password = form.get("password").unwrap_or_default().to_owned();
        let signed_in = state.auth.sign_in(username, password, address, state.now()).await;
        signed_in.inspect_err(|refused| {
            let user: String = username.chars().take(LONGEST_LOGGED_NAME).collect();
            tracing::info!(user, %address, reason = refused.to_string(), "a sign-in failed");
        })?
    } else {
        let token =
            form.get("refresh_token").ok_or_else(|| OAuthError::invalid_request("No refresh token"))?;
        state.auth.refresh(token, state.now()).await?
    };
    Ok((NO_STORE, Json(issued.into())))
}

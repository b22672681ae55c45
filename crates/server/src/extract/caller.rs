//! Who calls.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use baton_auth::{Access, Unproven};

use crate::{ApiError, AppState};

/// A caller who has proved who they are: `Authorization: Bearer` or `X-OCP-PERSONAL-ACCESS-TOKEN`.
pub struct Caller(pub Access);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let personal = parts.headers.get("x-ocp-personal-access-token").and_then(|value| value.to_str().ok());
        match state.auth.authenticate(bearer(&parts.headers), personal, state.now()).await {
            Ok(access) => Ok(Self(access)),
            Err(Unproven::Missing) => Err(ApiError::not_authenticated()),
            Err(Unproven::Invalid) => Err(ApiError::token_not_valid()),
            Err(Unproven::Unavailable) => Err(ApiError::unavailable(Unproven::Unavailable.to_string())),
        }
    }
}

/// The token of `Authorization: Bearer <token>`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

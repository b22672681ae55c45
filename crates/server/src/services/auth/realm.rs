//! The realm in a path.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use baton_auth::SignInError;

use super::oauth_error::OAuthError;
use crate::AppState;

/// Passes where the path names the realm of this server; another is 404.
pub struct Realm;

impl FromRequestParts<AppState> for Realm {
    type Rejection = OAuthError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthError> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, state).await;
        let named = path.ok().and_then(|Path(mut path)| path.remove("realm"));
        if named.as_deref() == Some(state.auth.options().built_in.realm.as_str()) {
            Ok(Self)
        } else {
            Err(OAuthError::no_realm())
        }
    }
}

/// The same, where people sign in here and not at another issuer.
pub struct SignInHere;

impl FromRequestParts<AppState> for SignInHere {
    type Rejection = OAuthError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthError> {
        Realm::from_request_parts(parts, state).await?;
        match state.auth.other_issuer() {
            Some(issuer) => Err(SignInError::Elsewhere(issuer.to_owned()).into()),
            None => Ok(Self),
        }
    }
}

//! `GET …/certs`: the public keys.

use axum::Json;
use axum::extract::State;
use serde_json::Value;

use super::oauth_error::OAuthError;
use super::realm::SignInHere;
use crate::AppState;

/// The public keys that access tokens are signed with.
#[utoipa::path(
    get,
    path = "/auth/realms/{realm}/protocol/openid-connect/certs",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm")),
    responses((status = 200, body = Value, description = "A JSON Web Key Set"), (status = 404, body = OAuthError)),
    security(())
)]
pub async fn get(_: SignInHere, State(state): State<AppState>) -> Result<Json<Value>, OAuthError> {
    let keys = state.auth.public_keys(state.now()).await.map_err(|cause| OAuthError::failed(&cause))?;
    serde_json::to_value(keys).map(Json).map_err(|cause| OAuthError::failed(&cause))
}

//! `GET …/userinfo`: who an access token belongs to.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::oauth_error::OAuthError;
use super::realm::Realm;
use crate::AppState;
use crate::extract::bearer;

/// Somebody.
#[derive(Serialize, ToSchema)]
pub struct UserInfo {
    /// The user's id.
    sub: String,
    /// What they sign in with.
    preferred_username: String,
    /// The groups they see.
    groups: Vec<String>,
}

/// Who the access token belongs to.
#[utoipa::path(
    get,
    path = "/auth/realms/{realm}/protocol/openid-connect/userinfo",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm")),
    responses((status = 200, body = UserInfo), (status = 401, body = OAuthError), (status = 404, body = OAuthError))
)]
pub async fn get(
    _: Realm,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Json<UserInfo>, OAuthError> {
    let access = state.auth.authenticate(bearer(&headers), None, state.now()).await?;
    let groups = access.groups().map(str::to_owned).collect();
    Ok(Json(UserInfo { sub: access.user_id, preferred_username: access.username, groups }))
}

/// The same by POST, which some clients use.
#[utoipa::path(
    post,
    path = "/auth/realms/{realm}/protocol/openid-connect/userinfo",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm")),
    responses((status = 200, body = UserInfo), (status = 401, body = OAuthError), (status = 404, body = OAuthError))
)]
pub async fn post(
    realm: Realm,
    state: State<AppState>,
    headers: HeaderMap,
) -> Result<Json<UserInfo>, OAuthError> {
    get(realm, state, headers).await
}

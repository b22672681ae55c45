//! `GET …/.well-known/openid-configuration`: where everything is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::oauth_error::OAuthError;
use super::realm::SignInHere;
use crate::AppState;

/// Where everything is, and what is supported.
#[derive(Serialize, ToSchema)]
pub struct Configuration {
    issuer: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    end_session_endpoint: String,
    jwks_uri: String,
    grant_types_supported: [&'static str; 2],
    response_types_supported: [&'static str; 0],
    subject_types_supported: [&'static str; 1],
    id_token_signing_alg_values_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 1],
    scopes_supported: [&'static str; 1],
    claims_supported: [&'static str; 5],
}

/// The OpenID configuration.
#[utoipa::path(
    get,
    path = "/auth/realms/{realm}/.well-known/openid-configuration",
    tag = "auth",
    params(("realm" = String, Path, description = "The realm")),
    responses((status = 200, body = Configuration), (status = 404, body = OAuthError)),
    security(())
)]
pub async fn get(_: SignInHere, State(state): State<AppState>) -> Json<Configuration> {
    let issuer = state.auth.options().built_in.issuer();
    let endpoint = |name: &str| format!("{issuer}/protocol/openid-connect/{name}");
    Json(Configuration {
        token_endpoint: endpoint("token"),
        userinfo_endpoint: endpoint("userinfo"),
        end_session_endpoint: endpoint("logout"),
        jwks_uri: endpoint("certs"),
        grant_types_supported: ["password", "refresh_token"],
        response_types_supported: [],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        token_endpoint_auth_methods_supported: ["none"],
        scopes_supported: ["openid"],
        claims_supported: ["iss", "sub", "aud", "preferred_username", "groups"],
        issuer,
    })
}

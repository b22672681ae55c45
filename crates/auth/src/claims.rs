//! What stands in the built-in issuer's tokens.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The scope of every token.
pub(crate) const SCOPE: &str = "openid";
/// `typ` of an access token.
pub(crate) const ACCESS: &str = "Bearer";
/// `typ` of a refresh token.
pub(crate) const REFRESH: &str = "Refresh";
/// How many groups a token names at most: it must fit into a header.
pub(crate) const GROUPS_NAMED: usize = 100;

/// An access token's claims. What its bearer may do is looked up, never read from here.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AccessClaims {
    pub exp: i64,
    pub iat: i64,
    pub jti: Uuid,
    pub iss: String,
    pub aud: String,
    pub sub: Uuid,
    pub typ: String,
    pub azp: String,
    pub session_state: Uuid,
    pub sid: Uuid,
    pub scope: String,
    pub preferred_username: String,
    pub groups: Vec<String>,
}

/// A refresh token's claims. Its audience is the issuer itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RefreshClaims {
    pub exp: i64,
    pub iat: i64,
    pub jti: Uuid,
    pub iss: String,
    pub aud: String,
    pub sub: Uuid,
    pub typ: String,
    pub azp: String,
    pub session_state: Uuid,
    pub sid: Uuid,
    pub scope: String,
}

//! How identity is set up.

use crate::Role;

/// How identity is set up.
#[derive(Debug, Clone, Default)]
pub struct AuthOptions {
    /// The built-in issuer.
    pub built_in: BuiltIn,
    /// What hashing a password costs.
    pub password_cost: PasswordCost,
    /// Another issuer instead of the built-in one.
    pub issuer: Option<IssuerOptions>,
}

/// Another OpenID Connect issuer whose tokens are taken instead of those of the built-in one.
#[derive(Debug, Clone)]
pub struct IssuerOptions {
    /// Its name, exactly as it stands in its tokens.
    pub url: String,
    /// What its tokens must be for.
    pub audience: String,
    /// The public client that the console is there.
    pub client: String,
    /// Where its keys are. Empty: what its configuration says.
    pub jwks_url: String,
    /// The claim that names groups, as `name:Role` or `name`; dots lead into objects.
    pub groups_claim: String,
    /// The role of a name without one; `None`: such names are not looked at.
    pub default_role: Option<Role>,
    /// The claim that names the user.
    pub username_claim: String,
    /// The organization of its users.
    pub organization: String,
}

impl Default for IssuerOptions {
    fn default() -> Self {
        Self {
            url: String::new(),
            audience: String::new(),
            client: String::new(),
            jwks_url: String::new(),
            groups_claim: "groups".to_owned(),
            default_role: None,
            username_claim: "preferred_username".to_owned(),
            organization: "main".to_owned(),
        }
    }
}

/// The built-in issuer: who signs access tokens, and how long they last.
#[derive(Debug, Clone)]
pub struct BuiltIn {
    /// Where people reach this server, without a slash at the end: `https://baton.example`.
    pub public_url: String,
    /// The realm, a part of every path and of the issuer's name.
    pub realm: String,
    /// The one client that may ask for tokens; it is public, so it has no secret.
    pub client: String,
    /// How long an access token lives, in seconds.
    pub access_seconds: i64,
    /// How long a refresh token lives, in seconds.
    pub refresh_seconds: i64,
}

impl Default for BuiltIn {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            realm: "master".to_owned(),
            client: "ocp".to_owned(),
            access_seconds: 300,
            refresh_seconds: 1800,
        }
    }
}

impl BuiltIn {
    /// The issuer's name in its tokens, which is also the root of its paths.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("{}/auth/realms/{}", self.public_url, self.realm)
    }
}

/// What hashing a password with argon2id costs. More is safer and slower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// How many are hashed at the same time; each takes the memory.
    pub at_once: usize,
}

impl Default for PasswordCost {
    /// 19 MiB and two passes: what OWASP recommends at least.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, at_once: 2 }
    }
}

impl PasswordCost {
    /// As little as argon2id allows, for tests.
    #[must_use]
    pub fn least() -> Self {
        Self { memory_kib: 8, passes: 1, at_once: 8 }
    }
}

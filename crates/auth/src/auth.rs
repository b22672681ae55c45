//! The one value that the server holds for identity.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use baton_model::Timestamp;
use baton_store::Store;
use jsonwebtoken::jwk::JwkSet;
use moka::sync::Cache;
use uuid::Uuid;

use crate::external::External;
use crate::passwords::Passwords;
use crate::personal::Personal;
use crate::signing::Signing;
use crate::slow_down::SlowDown;
use crate::who::Who;
use crate::{Access, AuthOptions, Error, Unproven};

const SESSIONS_KEPT: u64 = 100_000;

/// Users, groups, roles and tokens. Cheap to clone.
#[derive(Clone)]
pub struct Auth(Arc<Inner>);

/// See [`Auth`].
pub struct Inner {
    pub(crate) store: Store,
    pub(crate) options: AuthOptions,
    pub(crate) passwords: Passwords,
    pub(crate) signing: Signing,
    pub(crate) who: Who,
    pub(crate) personal: Personal,
    pub(crate) external: Option<External>,
    pub(crate) slow_down: SlowDown,
    /// Sessions that ended on this node, for as long as an access token of theirs may live.
    pub(crate) ended: Cache<Uuid, ()>,
    /// When expired refresh tokens were last forgotten, in microseconds.
    pub(crate) purged_at: AtomicI64,
}

impl Auth {
    /// Opens identity over a store. The first time, the keys that tokens are signed with are made.
    ///
    /// # Errors
    /// When the store does not answer or a key can't be made or read.
    pub async fn open(store: Store, options: AuthOptions, now: Timestamp) -> Result<Self, Error> {
        let signing = Signing::open(store.clone(), now).await?;
        let passwords = Passwords::new(options.password_cost).await?;
        let external = match options.issuer.clone() {
            Some(issuer) => Some(External::open(store.clone(), issuer).await?),
            None => None,
        };
        let who = Who::new(store.clone());
        let longest = Duration::from_secs(options.built_in.access_seconds.unsigned_abs().saturating_add(60));
        Ok(Self(Arc::new(Inner {
            store,
            passwords,
            signing,
            who,
            external,
            options,
            personal: Personal::default(),
            slow_down: SlowDown::new(),
            ended: Cache::builder().max_capacity(SESSIONS_KEPT).time_to_live(longest).build(),
            purged_at: AtomicI64::new(0),
        })))
    }

    /// How identity is set up.
    #[must_use]
    pub fn options(&self) -> &AuthOptions {
        &self.options
    }

    /// Finds out who calls from a bearer token, or else a personal access token.
    ///
    /// # Errors
    /// [`Unproven`] when that proves nobody.
    pub async fn authenticate(
        &self,
        bearer: Option<&str>,
        personal: Option<&str>,
        now: Timestamp,
    ) -> Result<Access, Unproven> {
        let found = match (bearer, personal) {
            (Some(token), _) => self.bearer(token, now).await,
            (None, Some(token)) => self.personal_token(token, now).await,
            (None, None) => return Err(Unproven::Missing),
        };
        match found {
            Ok(access) => access.ok_or(Unproven::Invalid),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "who calls could not be checked");
                Err(Unproven::Unavailable)
            }
        }
    }

    /// The public keys that access tokens are signed with, as a JSON Web Key Set.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn public_keys(&self, now: Timestamp) -> Result<JwkSet, Error> {
        self.signing.public(now).await
    }

    /// The name of another issuer whose tokens are taken instead of those of the built-in one.
    #[must_use]
    pub fn other_issuer(&self) -> Option<&str> {
        self.external.as_ref().map(External::url)
    }

    async fn bearer(&self, token: &str, now: Timestamp) -> Result<Option<Access>, Error> {
        if let Some(external) = &self.external {
            return self.bearer_of(external, token, now).await;
        }
        match self.read_access_token(token, now).await? {
            Some(claims) => self.who.access(claims.sub, now).await,
            None => Ok(None),
        }
    }

    async fn bearer_of(
        &self,
        external: &External,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Access>, Error> {
        let Some(seen) = external.user(token, now).await? else { return Ok(None) };
        if seen.changed {
            self.who.forget();
        }
        self.who.access(seen.user, now).await
    }
}

impl Deref for Auth {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Auth").field("options", &self.options).finish_non_exhaustive()
    }
}

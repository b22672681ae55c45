//! The one value that the server holds for identity.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use baton_model::Timestamp;
use baton_store::Store;

use crate::passwords::Passwords;
use crate::personal::Personal;
use crate::signing::Signing;
use crate::who::Who;
use crate::{Access, AuthOptions, Error, Unproven};

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
}

impl Auth {
    /// Opens identity over a store. The first time, the keys that tokens are signed with are made.
    ///
    /// # Errors
    /// When the store does not answer or a key can't be made or read.
    pub async fn open(store: Store, options: AuthOptions, now: Timestamp) -> Result<Self, Error> {
        let signing = Signing::open(store.clone(), now).await?;
        let passwords = Passwords::new(options.password_cost).await?;
        let who = Who::new(store.clone());
        Ok(Self(Arc::new(Inner { store, options, passwords, signing, who, personal: Personal::default() })))
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

    async fn bearer(&self, token: &str, now: Timestamp) -> Result<Option<Access>, Error> {
        match self.read_access_token(token, now).await? {
            Some(claims) => self.who.access(claims.sub, now).await,
            None => Ok(None),
        }
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

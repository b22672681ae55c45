//! Which application a token talks to.

use std::sync::Arc;
use std::time::Duration;

use baton_store::TokenKind;
use moka::sync::Cache;
use serde_json::Value;
use uuid::Uuid;

use crate::{Error, Runtime};

/// How long a token is believed without asking the store again: a turn on a warm node reads nothing, and a token
/// that was rotated on another node stops working within this time.
const BELIEVED: Duration = Duration::from_secs(1);

/// How long it is believed how an application speaks.
const SPOKEN: Duration = Duration::from_secs(5);

/// Whom a token lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The application.
    pub application: Uuid,
    /// The simulator's token or that of what was deployed.
    pub kind: TokenKind,
}

/// Tokens that were looked up a moment ago.
pub(crate) struct Tokens(Cache<String, Bearer>, Cache<Uuid, Arc<Value>>);

impl Tokens {
    pub(crate) fn new() -> Self {
        let speech = Cache::builder().max_capacity(10_000).time_to_live(SPOKEN).build();
        Self(Cache::builder().max_capacity(10_000).time_to_live(BELIEVED).build(), speech)
    }
}

impl Runtime {
    /// Believes no token any more without asking the store: one was changed.
    pub fn forget_tokens(&self) {
        self.0.tokens.0.invalidate_all();
    }

    /// How an application speaks: the list that somebody saved, for channels. A turn on a warm node reads nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn speech(&self, application: Uuid) -> Result<Arc<Value>, Error> {
        if let Some(known) = self.0.tokens.1.get(&application) {
            return Ok(known);
        }
        let row = self.0.store.applications().get(application).await?;
        let speech = Arc::new(row.map(|row| row.tts_configuration).unwrap_or_default());
        self.0.tokens.1.insert(application, Arc::clone(&speech));
        Ok(speech)
    }

    /// Asks the store again how an application speaks: it was changed.
    pub fn forget_speech(&self, application: Uuid) {
        self.0.tokens.1.invalidate(&application);
    }

    /// Finds the application that a token talks to.
    ///
    /// # Errors
    /// [`Error::UnknownToken`].
    pub async fn bearer(&self, token: &str) -> Result<Bearer, Error> {
        if let Some(known) = self.0.tokens.0.get(token) {
            return Ok(known);
        }
        if token.is_empty() || token.len() > 200 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::UnknownToken);
        }
        let holder = self.0.store.applications().by_token(token).await?.ok_or(Error::UnknownToken)?;
        let bearer = Bearer { application: holder.id, kind: holder.kind };
        self.0.tokens.0.insert(token.to_owned(), bearer);
        Ok(bearer)
    }
}

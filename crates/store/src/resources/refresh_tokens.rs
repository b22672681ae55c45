//! Refresh tokens, which can each be used once.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// A refresh token. Those that came from one another make a family.
    RefreshToken in "refresh_tokens" {
        /// The hash of the token, or of its id.
        token_hash: String,
        /// Whose.
        user_id: Uuid,
        /// The family: one sign-in.
        family: String,
        /// Since when.
        created_at: Timestamp,
        /// Until when.
        expires_at: Timestamp,
        /// When it was exchanged.
        used_at: Option<Timestamp>,
        /// Taken back.
        revoked: bool,
    }
}

/// Refresh tokens.
pub struct RefreshTokens<'a>(pub(crate) Handle<'a>);

impl RefreshTokens<'_> {
    /// The token with this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, token_hash: &str) -> Result<Option<RefreshToken>, Error> {
        self.0.find(Arg::from(token_hash)).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the hash exists.
    pub async fn insert(mut self, token: &RefreshToken) -> Result<(), Error> {
        self.0.insert(token).await
    }

    /// Marks it as used. True for exactly one of many callers, and never for a token that was revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_used(mut self, token_hash: &str, now: Timestamp) -> Result<bool, Error> {
        let sql = "UPDATE refresh_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND NOT revoked";
        Ok(self.0.execute(sql, args![token_hash, now]).await? > 0)
    }

    /// Takes back a whole family. Answers how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_family(mut self, family: &str) -> Result<u64, Error> {
        self.0.execute("UPDATE refresh_tokens SET revoked = TRUE WHERE family = $1", args![family]).await
    }

    /// Takes back all of a user.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_user(mut self, user: Uuid) -> Result<u64, Error> {
        self.0.execute("UPDATE refresh_tokens SET revoked = TRUE WHERE user_id = $1", args![user]).await
    }

    /// Removes those that expired before this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_expired(mut self, before: Timestamp) -> Result<u64, Error> {
        self.0.execute("DELETE FROM refresh_tokens WHERE expires_at < $1", args![before]).await
    }
}

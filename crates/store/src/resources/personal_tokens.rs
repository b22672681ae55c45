//! Personal access tokens.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// A personal access token: a user's right in one group, for a program to use.
    PersonalToken in "personal_tokens" {
        /// Its id.
        id: Uuid,
        /// The hash of the token, unique.
        token_hash: String,
        /// Whose.
        user_id: Uuid,
        /// Where it works.
        group_name: String,
        /// What its owner calls it.
        name: String,
        /// Until when; `None`: for ever.
        expires_at: Option<Timestamp>,
        /// When it was taken back.
        revoked_at: Option<Timestamp>,
        /// Since when.
        created_at: Timestamp,
        /// When it was last used, roughly.
        last_used_at: Option<Timestamp>,
    }
}

/// Personal access tokens.
pub struct PersonalTokens<'a>(pub(crate) Handle<'a>);

impl PersonalTokens<'_> {
    /// The token with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<PersonalToken>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// The token with this hash, also when it has expired or was revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_hash(mut self, token_hash: &str) -> Result<Option<PersonalToken>, Error> {
        self.0.one("SELECT * FROM personal_tokens WHERE token_hash = $1", args![token_hash]).await
    }

    /// All of a user, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_user(mut self, user: Uuid) -> Result<Vec<PersonalToken>, Error> {
        self.0
            .all("SELECT * FROM personal_tokens WHERE user_id = $1 ORDER BY created_at, id", args![user])
            .await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the hash exists, [`Error::Reference`] when the user or the group does not.
    pub async fn insert(mut self, token: &PersonalToken) -> Result<(), Error> {
        self.0.insert(token).await
    }

    /// Takes it back. False when it was not there or was taken back before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke(mut self, id: Uuid, now: Timestamp) -> Result<bool, Error> {
        let sql = "UPDATE personal_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        Ok(self.0.execute(sql, args![id, now]).await? > 0)
    }

    /// Notes that it was used, at most once in a minute: every request may call this.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch(mut self, id: Uuid, now: Timestamp) -> Result<(), Error> {
        let sql = "UPDATE personal_tokens SET last_used_at = $2
                   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)";
        self.0.execute(sql, args![id, now, now.plus_seconds(-60)]).await.map(drop)
    }
}

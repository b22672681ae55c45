//! Personal access tokens: a user's right in one group, for a program to use.

use std::time::Duration;

use baton_model::Timestamp;
use baton_store::PersonalToken;
use moka::sync::Cache;
use uuid::Uuid;

use crate::who::FRESH_SECONDS;
use crate::{Access, Auth, Error, secrets};

/// Every token begins with this, so that it is recognised where it should not be.
const PREFIX: &str = "bpat_";
const SECRET_BYTES: usize = 32;
const LONGEST_NAME: usize = 255;
const TOKENS_KEPT: u64 = 10_000;
const KEPT: Duration = Duration::from_secs(60);
const TOUCH_SECONDS: i64 = 60;

/// A personal access token to be made.
#[derive(Debug, Clone)]
pub struct NewPersonalToken {
    /// What its owner calls it.
    pub name: String,
    /// The group where it works.
    pub group: String,
    /// Until when; `None`: until it is revoked.
    pub expires_at: Option<Timestamp>,
}

/// A personal access token just made, the only time its secret is known.
#[derive(Debug, Clone)]
pub struct ShownPersonalToken {
    /// What is kept of it.
    pub row: PersonalToken,
    /// The secret.
    pub token: String,
}

/// Tokens seen in the last seconds, by hash.
pub(crate) struct Personal {
    seen: Cache<String, (Timestamp, PersonalToken)>,
}

impl Default for Personal {
    fn default() -> Self {
        Self { seen: Cache::builder().max_capacity(TOKENS_KEPT).time_to_live(KEPT).build() }
    }
}

impl Auth {
    /// Makes a personal access token for the caller in a group they see.
    ///
    /// # Errors
    /// [`Error::Rule`] when the name or the expiry is not usable, [`Error::Unknown`] for a group they can't see.
    pub async fn make_personal_token(
        &self,
        access: &Access,
        new: NewPersonalToken,
        now: Timestamp,
    ) -> Result<ShownPersonalToken, Error> {
        access.require_sign_in()?;
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Error::Rule("Give the token a name of 1 to 255 characters."));
        }
        if new.expires_at.is_some_and(|expires_at| expires_at <= now) {
            return Err(Error::Rule("The token would have expired already. Give a later moment, or none."));
        }
        if access.role_in(&new.group).is_none() {
            return Err(Error::Unknown { what: "group", name: new.group });
        }
        let token = format!("{PREFIX}{}", secrets::random_text(SECRET_BYTES)?);
        let row = PersonalToken {
            id: secrets::random_id(),
            token_hash: secrets::sha256(&token),
            user_id: access.user()?,
            group_name: new.group,
            name: name.to_owned(),
            expires_at: new.expires_at,
            revoked_at: None,
            created_at: now,
            last_used_at: None,
        };
        self.store.personal_tokens().insert(&row).await?;
        Ok(ShownPersonalToken { row, token })
    }

    /// The caller's personal access tokens, also those that work no more.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn personal_tokens(&self, access: &Access) -> Result<Vec<PersonalToken>, Error> {
        Ok(self.store.personal_tokens().of_user(access.user()?).await?)
    }

    /// Takes back one of the caller's tokens. It stays in the list. False when they have no such token.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn revoke_personal_token(
        &self,
        access: &Access,
        id: Uuid,
        now: Timestamp,
    ) -> Result<bool, Error> {
        access.require_sign_in()?;
        let row = self.store.personal_tokens().get(id).await?;
        let user = access.user()?;
        let Some(row) = row.filter(|row| row.user_id == user) else { return Ok(false) };
        self.store.personal_tokens().revoke(row.id, now).await?;
        self.personal.seen.invalidate(&row.token_hash);
        Ok(true)
    }

    /// Who shows this token, limited to its group. `None` when it is unknown, expired or revoked, or its owner may
    /// not sign in or has left the group.
    pub(crate) async fn personal_token(&self, token: &str, now: Timestamp) -> Result<Option<Access>, Error> {
        if !token.starts_with(PREFIX) {
            return Ok(None);
        }
        let Some(row) = self.find_personal_token(secrets::sha256(token), now).await? else { return Ok(None) };
        let expired = row.expires_at.is_some_and(|expires_at| expires_at <= now);
        if expired || row.revoked_at.is_some() {
            return Ok(None);
        }
        let access = self.who.access(row.user_id, now).await?;
        Ok(access
            .map(|access| access.only_in(&row.group_name))
            .filter(|access| access.groups().next().is_some()))
    }

    async fn find_personal_token(
        &self,
        hash: String,
        now: Timestamp,
    ) -> Result<Option<PersonalToken>, Error> {
        if let Some((since, row)) = self.personal.seen.get(&hash)
            && now < since.plus_seconds(FRESH_SECONDS)
        {
            return Ok(Some(row));
        }
        let Some(row) = self.store.personal_tokens().by_hash(&hash).await? else { return Ok(None) };
        if row.last_used_at.is_none_or(|last| last.plus_seconds(TOUCH_SECONDS) <= now) {
            self.store.personal_tokens().touch(row.id, now).await?;
        }
        self.personal.seen.insert(hash, (now, row.clone()));
        Ok(Some(row))
    }
}

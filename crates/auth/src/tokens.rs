//! Access and refresh tokens of the built-in issuer.

use std::sync::atomic::Ordering;

use baton_model::Timestamp;
use baton_store::RefreshToken;
use uuid::Uuid;

use crate::claims::{self, AccessClaims, RefreshClaims};
use crate::{Access, Auth, Error, secrets};

/// How often expired refresh tokens are forgotten.
const PURGE_SECONDS: i64 = 600;

/// What somebody gets who has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// How long it lives, in seconds.
    pub expires_in: i64,
    /// The refresh token, which works once.
    pub refresh_token: String,
    /// How long that lives, in seconds.
    pub refresh_expires_in: i64,
    /// The session that both belong to.
    pub session: Uuid,
    /// The scope.
    pub scope: &'static str,
}

impl Auth {
    /// Tokens for a user who has proved who they are, in a new session.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such user or they may not sign in; [`Error::Store`].
    pub async fn issue(&self, user: Uuid, now: Timestamp) -> Result<Issued, Error> {
        let access = self.who.access(user, now).await?;
        let access = access.ok_or_else(|| Error::Unknown { what: "user", name: user.to_string() })?;
        let (issued, row) = self.make(user, &access, secrets::random_id(), now)?;
        self.store.refresh_tokens().insert(&row).await?;
        self.purge(now).await?;
        Ok(issued)
    }

    /// Tokens in a session, and the row of the refresh token, which is yet to be kept.
    pub(crate) fn make(
        &self,
        user: Uuid,
        access: &Access,
        session: Uuid,
        now: Timestamp,
    ) -> Result<(Issued, RefreshToken), Error> {
        let built_in = &self.options.built_in;
        let (refresh_token, row) = self.new_refresh_token(user, session, now)?;
        let issued = Issued {
            access_token: self.new_access_token(user, access, session, now)?,
            expires_in: built_in.access_seconds,
            refresh_token,
            refresh_expires_in: built_in.refresh_seconds,
            session,
            scope: claims::SCOPE,
        };
        Ok((issued, row))
    }

    fn new_access_token(
        &self,
        user: Uuid,
        access: &Access,
        session: Uuid,
        now: Timestamp,
    ) -> Result<String, Error> {
        let built_in = &self.options.built_in;
        self.signing.sign(&AccessClaims {
            exp: seconds(now.plus_seconds(built_in.access_seconds)),
            iat: seconds(now),
            jti: secrets::random_id(),
            iss: built_in.issuer(),
            aud: built_in.client.clone(),
            sub: user,
            typ: claims::ACCESS.to_owned(),
            azp: built_in.client.clone(),
            session_state: session,
            sid: session,
            scope: claims::SCOPE.to_owned(),
            preferred_username: access.username.clone(),
            groups: access.groups().take(claims::GROUPS_NAMED).map(str::to_owned).collect(),
        })
    }

    fn new_refresh_token(
        &self,
        user: Uuid,
        session: Uuid,
        now: Timestamp,
    ) -> Result<(String, RefreshToken), Error> {
        let built_in = &self.options.built_in;
        let expires_at = now.plus_seconds(built_in.refresh_seconds);
        let token = self.signing.sign(&RefreshClaims {
            exp: seconds(expires_at),
            iat: seconds(now),
            jti: secrets::random_id(),
            iss: built_in.issuer(),
            aud: built_in.issuer(),
            sub: user,
            typ: claims::REFRESH.to_owned(),
            azp: built_in.client.clone(),
            session_state: session,
            sid: session,
            scope: claims::SCOPE.to_owned(),
        })?;
        let row = RefreshToken {
            token_hash: secrets::sha256(&token),
            user_id: user,
            family: session.to_string(),
            created_at: now,
            expires_at,
            used_at: None,
            revoked: false,
        };
        Ok((token, row))
    }

    /// Forgets refresh tokens that have expired, now and then.
    async fn purge(&self, now: Timestamp) -> Result<(), Error> {
        let due = self.purged_at.load(Ordering::Relaxed).saturating_add(PURGE_SECONDS * 1_000_000);
        if due <= now.0 {
            self.purged_at.store(now.0, Ordering::Relaxed);
            self.store.refresh_tokens().remove_expired(now).await?;
        }
        Ok(())
    }

    /// The claims of an access token that is valid now.
    pub(crate) async fn read_access_token(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<AccessClaims>, Error> {
        let built_in = &self.options.built_in;
        let claims: Option<AccessClaims> =
            self.signing.verify(token, &built_in.issuer(), &built_in.client, now).await?;
        Ok(claims.filter(|claims| {
            claims.typ == claims::ACCESS && seconds(now) < claims.exp && !self.ended.contains_key(&claims.sid)
        }))
    }
}

/// Whole seconds since 1970, as tokens count them.
pub(crate) fn seconds(moment: Timestamp) -> i64 {
    moment.0.div_euclid(1_000_000)
}

//! Signing in with a password, going on with a refresh token, signing out.

use std::net::IpAddr;

use baton_model::Timestamp;
use uuid::Uuid;

use crate::claims::{self, RefreshClaims};
use crate::tokens::seconds;
use crate::{Auth, Error, Issued, secrets};

/// Why no tokens were given.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// There is no such user, or the password is wrong: which of the two is not said.
    #[error("Invalid user credentials")]
    Credentials,
    /// The password is right and the user may not sign in.
    #[error("Account disabled")]
    Disabled,
    /// Too many failures.
    #[error("Too many failed attempts. Try again in {wait_seconds} seconds.")]
    SlowDown {
        /// How long to wait.
        wait_seconds: i64,
    },
    /// Not a refresh token of this issuer.
    #[error("Invalid refresh token")]
    NotARefreshToken,
    /// A refresh token that has expired.
    #[error("Token is not active")]
    Expired,
    /// A refresh token that was used before: its whole session has ended now.
    #[error("Maximum allowed refresh token reuse exceeded")]
    Reused,
    /// The session was ended.
    #[error("Session not active")]
    Ended,
    /// Another issuer is trusted here.
    #[error("Tokens of {0} are taken here. Sign in there.")]
    Elsewhere(String),
    /// Anything that is not the caller's fault.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<baton_store::Error> for SignInError {
    fn from(error: baton_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Auth {
    /// Tokens for a name and a password.
    ///
    /// # Errors
    /// [`SignInError`].
    pub async fn sign_in(
        &self,
        username: &str,
        password: String,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<Issued, SignInError> {
        self.check_built_in()?;
        let attempt = self.slow_down.attempt(username, address);
        let may_try = || match self.slow_down.wait(attempt, now) {
            Some(wait_seconds) => Err(SignInError::SlowDown { wait_seconds }),
            None => Ok(()),
        };
        may_try()?;
        let user = self.store.users().by_name(username).await?;
        let turn = self.passwords.turn().await?;
        // Asked again, since others may have failed meanwhile: many at once get no more guesses than one by one.
        may_try()?;
        let hash = user.as_ref().map(|user| user.password_hash.clone());
        let (right, _turn) = self.passwords.matches(turn, password, hash).await?;
        match user {
            Some(user) if right && !user.disabled => Ok(self.issue(user.id, now).await?),
            Some(user) if right && user.disabled => Err(SignInError::Disabled),
            _ => {
                self.slow_down.failed(attempt, now);
                Err(SignInError::Credentials)
            }
        }
    }

    /// New tokens for a refresh token, which works once: one that comes again ends the session, since either its
    /// owner or somebody who stole it has used it before.
    ///
    /// # Errors
    /// [`SignInError`].
    pub async fn refresh(&self, token: &str, now: Timestamp) -> Result<Issued, SignInError> {
        self.check_built_in()?;
        let claims = self.read_refresh_token(token, now).await?;
        let hash = secrets::sha256(token);
        let row = self.store.refresh_tokens().get(&hash).await?.ok_or(SignInError::NotARefreshToken)?;
        if row.used_at.is_some() {
            self.end_session(claims.session_state).await?;
            return Err(SignInError::Reused);
        }
        if row.revoked {
            return Err(SignInError::Ended);
        }
        let access = self.who.access(row.user_id, now).await?.ok_or(SignInError::Disabled)?;
        let (issued, next) = self.make(row.user_id, &access, claims.session_state, now)?;
        let mut tx = self.store.begin().await?;
        if !tx.refresh_tokens().mark_used(&hash, now).await? {
            tx.rollback().await?;
            self.end_session(claims.session_state).await?;
            return Err(SignInError::Reused);
        }
        tx.refresh_tokens().insert(&next).await?;
        tx.commit().await?;
        Ok(issued)
    }

    /// Ends the session of a refresh token, also one that has expired or was used.
    ///
    /// # Errors
    /// [`SignInError::NotARefreshToken`], [`SignInError::Failed`].
    pub async fn sign_out(&self, token: &str, now: Timestamp) -> Result<(), SignInError> {
        let claims = match self.read_refresh_token(token, now).await {
            Err(SignInError::Expired) => return Ok(()),
            other => other?,
        };
        Ok(self.end_session(claims.session_state).await?)
    }

    /// Nobody signs in here while another issuer is trusted.
    fn check_built_in(&self) -> Result<(), SignInError> {
        match self.other_issuer() {
            Some(issuer) => Err(SignInError::Elsewhere(issuer.to_owned())),
            None => Ok(()),
        }
    }

    async fn read_refresh_token(&self, token: &str, now: Timestamp) -> Result<RefreshClaims, SignInError> {
        let issuer = self.options.built_in.issuer();
        let claims: Option<RefreshClaims> = self.signing.verify(token, &issuer, &issuer, now).await?;
        let claims = claims.filter(|claims| claims.typ == claims::REFRESH);
        let claims = claims.ok_or(SignInError::NotARefreshToken)?;
        if claims.exp <= seconds(now) { Err(SignInError::Expired) } else { Ok(claims) }
    }

    /// No refresh token of this session works any more, and on this node no access token either.
    async fn end_session(&self, session: Uuid) -> Result<(), Error> {
        self.ended.insert(session, ());
        let family = session.to_string();
        // A refresh that commits at the same time may add one more token: until nothing was added, it is done again.
        let mut revoked = None;
        loop {
            let count = self.store.refresh_tokens().revoke_family(&family).await?;
            if revoked.replace(count) == Some(count) {
                return Ok(());
            }
        }
    }
}

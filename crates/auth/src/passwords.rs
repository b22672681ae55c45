//! Passwords, hashed with argon2id.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Error, PasswordCost, secrets};

/// In place of a hash: nobody signs in with a password.
pub(crate) const NO_PASSWORD: &str = "!";

/// A place among those whose passwords are hashed now. Whoever counts what failed holds it until that is counted, so that
/// the next one is looked at only then.
pub(crate) struct Turn(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// Hashes and checks passwords, a few at a time and off the threads that serve.
#[derive(Clone)]
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    at_once: Arc<Semaphore>,
    /// What the password of somebody unknown is checked against, so that it takes as long as for somebody known.
    nobody: Arc<str>,
}

impl Passwords {
    pub(crate) async fn new(cost: PasswordCost) -> Result<Self, Error> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)
            .map_err(|_| Error::Crypto("setting the cost of passwords"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let at_once = Arc::new(Semaphore::new(cost.at_once.max(1)));
        let mut passwords = Self { argon2, at_once, nobody: Arc::from(NO_PASSWORD) };
        passwords.nobody = Arc::from(passwords.hash(secrets::random_text(16)?).await?);
        Ok(passwords)
    }

    /// The hash to keep of a password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Error> {
        let argon2 = self.argon2.clone();
        let (hash, _turn) = off_thread(self.turn().await?, move || {
            let hash = argon2.hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string()).map_err(|_| Error::Crypto("hashing a password"))
        })
        .await?;
        hash
    }

    /// Waits until one of the few places is free.
    pub(crate) async fn turn(&self) -> Result<Turn, Error> {
        let turn = Arc::clone(&self.at_once).acquire_owned().await;
        turn.map(Turn).map_err(|_| Error::Crypto("waiting for a password's turn"))
    }

    /// Whether the password has this hash. `None`: there is no such user, which takes as long to find out.
    pub(crate) async fn matches(
        &self,
        turn: Turn,
        password: String,
        hash: Option<String>,
    ) -> Result<(bool, Turn), Error> {
        let known = hash.as_deref().is_some_and(|hash| hash != NO_PASSWORD);
        let hash = if known { hash.unwrap_or_default() } else { self.nobody.to_string() };
        let argon2 = self.argon2.clone();
        let (same, turn) = off_thread(turn, move || {
            let hash = PasswordHash::new(&hash).map_err(|_| Error::Crypto("reading a password's hash"))?;
            Ok::<_, Error>(argon2.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await?;
        Ok((same? && known, turn))
    }
}

/// The turn goes along with the work and comes back with what it came to: when nobody waits for that any more, it ends
/// with the work.
async fn off_thread<T: Send + 'static>(
    turn: Turn,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<(T, Turn), Error> {
    let work = move || (work(), turn);
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Crypto("hashing a password"))
}

#[cfg(test)]
mod tests {
    use super::{NO_PASSWORD, Passwords};
    use crate::PasswordCost;

    #[tokio::test]
    async fn only_the_right_password_of_somebody_known_matches() {
        let passwords = Passwords::new(PasswordCost::least()).await.unwrap();
        let hash = passwords.hash("open sesame".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        for (password, hash, matches) in [
            ("open sesame", Some(hash.as_str()), true),
            ("open barley", Some(hash.as_str()), false),
            ("open sesame", None, false),
            (NO_PASSWORD, Some(NO_PASSWORD), false),
        ] {
            let turn = passwords.turn().await.unwrap();
            let (found, _turn) =
                passwords.matches(turn, password.into(), hash.map(Into::into)).await.unwrap();
            assert_eq!(found, matches, "{password} against {hash:?}");
        }
    }
}

//! The first user of an empty store.

use baton_model::Timestamp;

use crate::{Auth, Error, NewUser, secrets};

/// How many random bytes a password has that is made up.
const MADE_UP_BYTES: usize = 12;

impl Auth {
    /// Makes the first user of an empty store: an `OrgAdmin`, with an organization and a group of the same name.
    /// Answers their password, made up unless one is given; `None` when there is somebody already.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Username`], [`Error::Password`], [`Error::Store`].
    pub async fn add_first_user(
        &self,
        username: &str,
        password: Option<String>,
        now: Timestamp,
    ) -> Result<Option<String>, Error> {
        if !self.is_empty().await? {
            return Ok(None);
        }
        let password = match password {
            Some(password) => password,
            None => made_up_password()?,
        };
        let organization = match self.store.organizations().by_name(username).await? {
            Some(organization) => organization,
            None => self.add_organization(username).await?,
        };
        let new =
            NewUser { username: username.to_owned(), password: Some(password.clone()), org_admin: true };
        match self.add_user(organization.id, new, now).await {
            Ok(_) => Ok(Some(password)),
            // Another node that starts at the same time was first.
            Err(Error::Taken(_)) if !self.is_empty().await? => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A password for somebody who gave none.
///
/// # Errors
/// [`Error::Crypto`] when there is no randomness.
pub fn made_up_password() -> Result<String, Error> {
    secrets::random_text(MADE_UP_BYTES)
}

//! The first user of an empty store.

use baton_model::{GroupName, Timestamp};
use baton_store::{Organization, Store};

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
        let organization = self.organization_named(username).await?;
        let new =
            NewUser { username: username.to_owned(), password: Some(password.clone()), org_admin: true };
        match self.add_user(organization.id, new, now).await {
            Ok(_) => Ok(Some(password)),
            // Another node that starts at the same time was first.
            Err(Error::Taken(_)) if !self.is_empty().await? => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The organization with this name, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Store`].
    pub async fn organization_named(&self, name: &str) -> Result<Organization, Error> {
        organization_named(&self.store, name).await
    }
}

pub(crate) async fn organization_named(store: &Store, name: &str) -> Result<Organization, Error> {
    let name = GroupName::parse(name)?;
    if let Some(organization) = store.organizations().by_name(name.as_str()).await? {
        return Ok(organization);
    }
    let new = Organization { id: secrets::random_id(), name: name.to_string() };
    match store.organizations().insert(&new).await {
        // Somebody made it at the same time.
        Err(taken @ baton_store::Error::Taken(_)) => {
            Ok(store.organizations().by_name(name.as_str()).await?.ok_or(taken)?)
        }
        done => Ok(done.map(|()| new)?),
    }
}

/// A password for somebody who gave none.
///
/// # Errors
/// [`Error::Crypto`] when there is no randomness.
pub fn made_up_password() -> Result<String, Error> {
    secrets::random_text(MADE_UP_BYTES)
}

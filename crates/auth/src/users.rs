//! Users and the groups named after them.

use std::net::{IpAddr, Ipv4Addr};

use baton_model::{GroupName, Timestamp};
use baton_store::{Group, Membership, Organization, Tx, User};
use uuid::Uuid;

use crate::{Access, Auth, Error, Role, passwords, secrets};

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// What they sign in with; their own group has the same name.
    pub username: String,
    /// `None`: they can't sign in with a password.
    pub password: Option<String>,
    /// May do everything in the organization.
    pub org_admin: bool,
}

/// What is to change about a user.
#[derive(Debug, Clone, Copy, Default)]
pub struct UserChanges {
    /// They may not sign in, and none of their tokens works.
    pub disabled: Option<bool>,
    /// They may do everything in the organization.
    pub org_admin: Option<bool>,
}

impl Auth {
    /// True when there is nobody yet.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.store.users().is_empty().await?)
    }

    /// Makes an organization.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Taken`], [`Error::Store`].
    pub async fn add_organization(&self, name: &str) -> Result<Organization, Error> {
        let name = GroupName::parse(name)?;
        let organization = Organization { id: secrets::random_id(), name: name.to_string() };
        self.store
            .organizations()
            .insert(&organization)
            .await
            .map_err(|error| taken(error, name.as_str()))?;
        Ok(organization)
    }

    /// Makes a group.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Taken`], [`Error::Store`].
    pub async fn add_group(&self, organization: Uuid, name: &str) -> Result<Group, Error> {
        let name = GroupName::parse(name)?;
        let group = Group { name: name.to_string(), organization_id: organization };
        self.store.groups().insert(&group).await.map_err(|error| taken(error, name.as_str()))?;
        self.forget();
        Ok(group)
    }

    /// Makes a user with a group of their own, which they own.
    ///
    /// # Errors
    /// [`Error::Username`], [`Error::Password`], [`Error::Taken`] also when a group has that name, [`Error::Store`].
    pub async fn add_user(&self, organization: Uuid, new: NewUser, now: Timestamp) -> Result<User, Error> {
        let name = GroupName::parse(&new.username).map_err(|_| Error::Username)?;
        let user = User {
            id: secrets::random_id(),
            username: name.to_string(),
            password_hash: self.hash_password(new.password).await?,
            organization_id: organization,
            org_admin: new.org_admin,
            disabled: false,
            created_at: now,
        };
        let mut tx = self.store.begin().await?;
        insert_with_group(&mut tx, &user).await.map_err(|error| taken(error, name.as_str()))?;
        tx.commit().await?;
        self.forget();
        Ok(user)
    }

    /// The users of the caller's organization, by name, which is for its `OrgAdmin`s to see.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Store`].
    pub async fn users(&self, access: &Access) -> Result<Vec<User>, Error> {
        access.require_org_admin()?;
        Ok(self.store.users().of_organization(access.organization()?).await?)
    }

    /// A user of the caller's organization: themselves, or anybody for an `OrgAdmin`.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`], [`Error::Store`].
    pub async fn user(&self, access: &Access, id: Uuid) -> Result<User, Error> {
        if access.user()? != id {
            access.require_org_admin()?;
        }
        let user = self.store.users().get(id).await?;
        self.of_the_same_organization(access, user, &id.to_string())
    }

    /// Makes a user in the caller's organization, which is for its `OrgAdmin`s to do.
    ///
    /// # Errors
    /// [`Error::Refused`] and as [`Auth::add_user`].
    pub async fn create_user(&self, access: &Access, new: NewUser, now: Timestamp) -> Result<User, Error> {
        access.require_org_admin()?;
        self.add_user(access.organization()?, new, now).await
    }

    /// Changes a user, which is for an `OrgAdmin` to do, and not on themselves: somebody must remain.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`], [`Error::Rule`] on oneself, [`Error::Store`].
    pub async fn change_user(&self, access: &Access, id: Uuid, changes: UserChanges) -> Result<User, Error> {
        access.require_org_admin()?;
        self.user(access, id).await?;
        if access.user()? == id && (changes.disabled == Some(true) || changes.org_admin == Some(false)) {
            return Err(Error::Rule("You can't shut yourself out. Another OrgAdmin can."));
        }
        self.set_changes(id, changes).await?;
        self.user(access, id).await
    }

    /// Gives a user another password: an `OrgAdmin` to anybody, everybody else to themselves with the one they
    /// have. All their sessions end; their personal access tokens stay.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`], [`Error::Password`], [`Error::PresentPassword`],
    /// [`Error::SlowDown`], [`Error::Store`].
    pub async fn change_password(
        &self,
        access: &Access,
        id: Uuid,
        present: Option<String>,
        new: String,
        now: Timestamp,
    ) -> Result<(), Error> {
        access.require_sign_in()?;
        let user = self.user(access, id).await?;
        if access.user()? == id {
            self.check_present(user, present.unwrap_or_default(), now).await?;
        }
        self.set_password(id, new).await
    }

    /// Whoever holds a token of somebody's for a moment must not find out their password: failures slow down here,
    /// too.
    async fn check_present(&self, user: User, present: String, now: Timestamp) -> Result<(), Error> {
        let attempt = self.slow_down.attempt(&user.username, IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let turn = self.passwords.turn().await?;
        if let Some(wait_seconds) = self.slow_down.wait(attempt, now) {
            return Err(Error::SlowDown { wait_seconds });
        }
        let (right, _turn) = self.passwords.matches(turn, present, Some(user.password_hash)).await?;
        if right {
            return Ok(());
        }
        self.slow_down.failed(attempt, now);
        Err(Error::PresentPassword)
    }

    /// Gives a user another password, whoever asks. All their sessions end.
    ///
    /// # Errors
    /// [`Error::Password`], [`Error::Store`].
    pub async fn set_password(&self, id: Uuid, new: String) -> Result<(), Error> {
        let hash = self.hash_password(Some(new)).await?;
        self.store.users().set_password(id, &hash).await?;
        self.store.refresh_tokens().revoke_user(id).await?;
        Ok(())
    }

    /// Disables or enables a user, makes them an `OrgAdmin` or one no more, whoever asks.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn set_changes(&self, id: Uuid, changes: UserChanges) -> Result<(), Error> {
        let mut tx = self.store.begin().await?;
        if let Some(disabled) = changes.disabled {
            tx.users().set_disabled(id, disabled).await?;
        }
        if changes.disabled == Some(true) {
            tx.refresh_tokens().revoke_user(id).await?;
        }
        if let Some(org_admin) = changes.org_admin {
            tx.users().set_org_admin(id, org_admin).await?;
        }
        tx.commit().await?;
        self.forget();
        Ok(())
    }

    pub(crate) async fn hash_password(&self, password: Option<String>) -> Result<String, Error> {
        match password {
            None => Ok(passwords::NO_PASSWORD.to_owned()),
            Some(password) if !(8..=256).contains(&password.chars().count()) => Err(Error::Password),
            Some(password) => self.passwords.hash(password).await,
        }
    }
}

async fn insert_with_group(tx: &mut Tx, user: &User) -> Result<(), baton_store::Error> {
    tx.users().insert(user).await?;
    let group = Group { name: user.username.clone(), organization_id: user.organization_id };
    tx.groups().insert(&group).await?;
    let membership = Membership { user_id: user.id, group_name: group.name, role: Role::Owner.to_string() };
    tx.memberships().put(&membership).await
}

/// A violated uniqueness is said with the name that was asked for.
pub(crate) fn taken(error: baton_store::Error, name: &str) -> Error {
    match error {
        baton_store::Error::Taken(_) => Error::Taken(name.to_owned()),
        other => Error::Store(other),
    }
}

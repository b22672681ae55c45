//! Users and the groups named after them.

use baton_model::{GroupName, Timestamp};
use baton_store::{Group, Membership, Organization, Tx, User};
use uuid::Uuid;

use crate::{Auth, Error, Role, passwords, secrets};

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
        self.who.forget();
        Ok(group)
    }

    /// Makes a user with a group of their own, which they own.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Password`], [`Error::Taken`] also when a group has that name, [`Error::Store`].
    pub async fn add_user(&self, organization: Uuid, new: NewUser, now: Timestamp) -> Result<User, Error> {
        let name = GroupName::parse(&new.username)?;
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
        self.who.forget();
        Ok(user)
    }

    /// Gives a user a role in a group, instead of the one they had there.
    ///
    /// # Errors
    /// [`Error::Rule`] for the role `OrgAdmin`, which belongs to the user; [`Error::Store`].
    pub async fn set_role(&self, user: Uuid, group: &str, role: Role) -> Result<(), Error> {
        if role == Role::OrgAdmin {
            return Err(Error::Rule("OrgAdmin is a role in the whole organization. Set it on the user."));
        }
        let membership = Membership { user_id: user, group_name: group.to_owned(), role: role.to_string() };
        self.store.memberships().put(&membership).await?;
        self.who.forget();
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

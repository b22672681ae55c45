//! Users, groups and organizations for whoever has the store in their hands: the command line.

use baton_store::{Group, Membership, Organization, User};

use crate::{Auth, Error};

impl Auth {
    /// All organizations, by name.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn organizations(&self) -> Result<Vec<Organization>, Error> {
        Ok(self.store.organizations().all().await?)
    }

    /// The users of an organization, by name, each with their roles.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn users_of(&self, organization: &Organization) -> Result<Vec<(User, Vec<Membership>)>, Error> {
        let mut users = Vec::new();
        for user in self.store.users().of_organization(organization.id).await? {
            let roles = self.store.memberships().of_user(user.id).await?;
            users.push((user, roles));
        }
        Ok(users)
    }

    /// The user with this name.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Store`].
    pub async fn user_named(&self, name: &str) -> Result<User, Error> {
        let user = self.store.users().by_name(name).await?;
        user.ok_or_else(|| Error::Unknown { what: "user", name: name.to_owned() })
    }

    /// The group with this name in a user's organization.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Store`].
    pub async fn group_for(&self, user: &User, name: &str) -> Result<Group, Error> {
        let group = self.store.groups().get(name).await?;
        let group = group.filter(|group| group.organization_id == user.organization_id);
        group.ok_or_else(|| Error::Unknown { what: "group", name: name.to_owned() })
    }

    /// Takes a user out of a group, whoever asks. False when they were not in it.
    ///
    /// # Errors
    /// [`Error::Rule`] for a user's own group, [`Error::Store`].
    pub async fn take_out(&self, user: &User, group: &str) -> Result<bool, Error> {
        if user.username == group {
            return Err(Error::Rule("Everybody stays the Owner of the group named after them."));
        }
        let removed = self.store.memberships().delete(user.id, group).await?;
        self.forget();
        Ok(removed)
    }
}

//! Groups and their members, as those may manage them who call.

use baton_store::{
    ApplicationFilter, ApplicationKind, Group, Membership, MiniAppFilter, Organization, Page, User,
};
use uuid::Uuid;

use crate::users::taken;
use crate::{Access, Auth, Error, Role};
use baton_model::GroupName;

/// Somebody with a role in a group.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Their role.
    pub role: Role,
}

impl Auth {
    /// The caller's organization.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn organization(&self, access: &Access) -> Result<Option<Organization>, Error> {
        Ok(self.store.organizations().get(access.organization()?).await?)
    }

    /// Gives the caller's organization another name, which is for its `OrgAdmin`s to do.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Name`], [`Error::Taken`], [`Error::Store`].
    pub async fn rename_organization(&self, access: &Access, name: &str) -> Result<(), Error> {
        access.require_org_admin()?;
        let name = GroupName::parse(name)?;
        let renamed = self.store.organizations().rename(access.organization()?, name.as_str()).await;
        renamed.map_err(|error| taken(error, name.as_str())).map(drop)
    }

    /// Makes a group in the caller's organization, which is for its `OrgAdmin`s to do.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Name`], [`Error::Taken`], [`Error::Store`].
    pub async fn create_group(&self, access: &Access, name: &str) -> Result<Group, Error> {
        access.require_org_admin()?;
        self.add_group(access.organization()?, name).await
    }

    /// Removes a group with its memberships and personal tokens, which is for `OrgAdmin`s to do.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::InUse`] while it holds something or a user has its name, [`Error::Store`].
    pub async fn delete_group(&self, access: &Access, name: &str) -> Result<(), Error> {
        access.require(name, Role::Viewer)?;
        access.require_org_admin()?;
        if self.store.users().by_name(name).await?.is_some() {
            return Err(Error::InUse("This is a user's own group. It stays as long as the user does."));
        }
        let one = Page { limit: 1, offset: 0 };
        for kind in [ApplicationKind::App, ApplicationKind::Flow] {
            let found =
                self.store.applications().page(kind, &[name], ApplicationFilter::default(), one).await?;
            if found.total > 0 {
                return Err(Error::InUse("The group still holds apps or flows. Delete them first."));
            }
        }
        if self.store.mini_apps().page(&[name], MiniAppFilter::default(), one).await?.total > 0 {
            return Err(Error::InUse("The group still holds miniApps. Delete them first."));
        }
        self.store.groups().delete(name).await?;
        self.forget();
        Ok(())
    }

    /// Who has which role in a group, by name. `OrgAdmin`s are not listed: they have every group.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Store`].
    pub async fn members(&self, access: &Access, group: &str) -> Result<Vec<Member>, Error> {
        access.require(group, Role::Viewer)?;
        let mut members = Vec::new();
        for membership in self.store.memberships().of_group(group).await? {
            let user = self.store.users().get(membership.user_id).await?;
            let role = Role::parse(&membership.role);
            members.extend(user.zip(role).map(|(user, role)| Member { user, role }));
        }
        members.sort_by(|a, b| a.user.username.cmp(&b.user.username));
        Ok(members)
    }

    /// Gives somebody of the caller's organization a role in a group, which is for its `Owner`s to do.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`] user, [`Error::Rule`] for the role `OrgAdmin`, [`Error::Store`].
    pub async fn put_member(
        &self,
        access: &Access,
        group: &str,
        username: &str,
        role: Role,
    ) -> Result<Member, Error> {
        let user = self.to_manage_member(access, group, username).await?;
        self.set_role(user.id, group, role).await?;
        Ok(Member { user, role })
    }

    /// Takes somebody out of a group, which is for its `Owner`s to do. False when they were not in it.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Unknown`] user, [`Error::Rule`] for a user's own group, [`Error::Store`].
    pub async fn remove_member(&self, access: &Access, group: &str, username: &str) -> Result<bool, Error> {
        let user = self.to_manage_member(access, group, username).await?;
        let removed = self.store.memberships().delete(user.id, group).await?;
        self.forget();
        Ok(removed)
    }

    async fn to_manage_member(&self, access: &Access, group: &str, username: &str) -> Result<User, Error> {
        access.require(group, Role::Owner)?;
        access.require_sign_in()?;
        if username == group {
            return Err(Error::Rule("Everybody stays the Owner of the group named after them."));
        }
        self.of_the_same_organization(access, self.store.users().by_name(username).await?, username)
    }

    /// A user whom the caller may know of.
    pub(crate) fn of_the_same_organization(
        &self,
        access: &Access,
        user: Option<User>,
        name: &str,
    ) -> Result<User, Error> {
        let own = access.organization()?;
        let user = user.filter(|user| user.organization_id == own);
        user.ok_or_else(|| Error::Unknown { what: "user", name: name.to_owned() })
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
        self.forget();
        Ok(())
    }

    /// What was known of users, roles and groups counts no more on this node; the others see it in a few seconds.
    pub(crate) fn forget(&self) {
        self.who.forget();
    }
}

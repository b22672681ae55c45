//! The one place that knows the caller's groups.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{Error, Role};

/// Somebody who has proved who they are, with their role in each group they can see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The user's id.
    pub user_id: String,
    /// The name they sign in with; also the name of their own group.
    pub username: String,
    /// The organization they belong to.
    pub organization_id: String,
    /// May do everything in the organization.
    pub org_admin: bool,
    /// The group of the personal access token that was shown; `None` for somebody who signed in.
    pub limited_to: Option<String>,
    groups: BTreeMap<String, Role>,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The caller can't see the group: to them the thing does not exist.
    #[error("Not found.")]
    Invisible,
    /// The caller sees it and may not do this.
    #[error("You need the role {needed} or higher in this group.")]
    Forbidden {
        /// The weakest role that may.
        needed: Role,
    },
    /// Only an `OrgAdmin` may.
    #[error("You need the role OrgAdmin in your organization.")]
    NotOrgAdmin,
    /// A personal access token does not do for this.
    #[error("A personal access token does not manage users, groups and tokens. Sign in.")]
    SignInFirst,
}

impl Access {
    /// Somebody with these roles. An `OrgAdmin` has every group of the organization here.
    #[must_use]
    pub fn new(
        user_id: String,
        username: String,
        organization_id: String,
        groups: BTreeMap<String, Role>,
    ) -> Self {
        Self { user_id, username, organization_id, org_admin: false, limited_to: None, groups }
    }

    /// The organization's id as the store knows it.
    pub(crate) fn organization(&self) -> Result<Uuid, Error> {
        let unknown = |_| Error::Unknown { what: "organization", name: self.organization_id.clone() };
        self.organization_id.parse().map_err(unknown)
    }

    /// The user's id as the store knows it.
    pub(crate) fn user(&self) -> Result<Uuid, Error> {
        self.user_id.parse().map_err(|_| Error::Unknown { what: "user", name: self.user_id.clone() })
    }

    /// The groups whose things the caller sees, in order.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// The caller's role in a group they see.
    #[must_use]
    pub fn role_in(&self, group: &str) -> Option<Role> {
        self.groups.get(group).copied()
    }

    /// Lets the caller pass who has at least this role in the group.
    ///
    /// # Errors
    /// [`Refused::Invisible`] when they can't see the group, [`Refused::Forbidden`] when their role is weaker.
    pub fn require(&self, group: &str, needed: Role) -> Result<(), Refused> {
        match self.role_in(group) {
            None => Err(Refused::Invisible),
            Some(role) if role < needed => Err(Refused::Forbidden { needed }),
            Some(_) => Ok(()),
        }
    }

    /// Lets the caller pass who may do everything in the organization.
    ///
    /// # Errors
    /// [`Refused::SignInFirst`], [`Refused::NotOrgAdmin`].
    pub fn require_org_admin(&self) -> Result<(), Refused> {
        self.require_sign_in()?;
        if self.org_admin { Ok(()) } else { Err(Refused::NotOrgAdmin) }
    }

    /// Lets the caller pass who has signed in, and not only shown a personal access token.
    ///
    /// # Errors
    /// [`Refused::SignInFirst`].
    pub fn require_sign_in(&self) -> Result<(), Refused> {
        if self.limited_to.is_none() { Ok(()) } else { Err(Refused::SignInFirst) }
    }

    /// The same access within one group only: what a personal access token of that group gives.
    #[must_use]
    pub fn only_in(mut self, group: &str) -> Self {
        self.groups.retain(|name, _| name == group);
        self.org_admin = false;
        self.limited_to = Some(group.to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Access, Refused};
    use crate::Role;

    #[test]
    fn a_group_that_is_not_seen_does_not_exist() {
        let groups = BTreeMap::from([("demo".to_owned(), Role::Viewer)]);
        let access = Access::new("1".into(), "ann".into(), "org".into(), groups);
        assert_eq!(access.require("other", Role::Viewer), Err(Refused::Invisible));
        assert_eq!(
            access.require("demo", Role::Developer),
            Err(Refused::Forbidden { needed: Role::Developer })
        );
        assert_eq!(access.require("demo", Role::Viewer), Ok(()));
    }
}

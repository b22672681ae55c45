//! A user's access, looked up and kept for a few seconds.

use std::collections::BTreeMap;
use std::time::Duration;

use baton_model::Timestamp;
use baton_store::{Store, User};
use moka::sync::Cache;
use uuid::Uuid;

use crate::{Access, Error, Role};

/// How long another node's change of a user, a role or a token may go unnoticed, in seconds.
pub(crate) const FRESH_SECONDS: i64 = 5;
const USERS_KEPT: u64 = 10_000;
const KEPT: Duration = Duration::from_secs(60);

/// What is known of users, for a few seconds. A change on this node takes effect at once.
pub(crate) struct Who {
    store: Store,
    known: Cache<Uuid, Known>,
}

#[derive(Clone)]
struct Known {
    since: Timestamp,
    /// `None`: there is no such user, or they may not sign in.
    access: Option<Access>,
}

impl Who {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, known: Cache::builder().max_capacity(USERS_KEPT).time_to_live(KEPT).build() }
    }

    /// What this user may do. `None` when there is no such user or they may not sign in.
    pub(crate) async fn access(&self, user: Uuid, now: Timestamp) -> Result<Option<Access>, Error> {
        if let Some(known) = self.known.get(&user)
            && now < known.since.plus_seconds(FRESH_SECONDS)
        {
            return Ok(known.access);
        }
        let row = self.store.users().get(user).await?.filter(|user| !user.disabled);
        let access = match row {
            Some(row) => Some(look_up(&self.store, row).await?),
            None => None,
        };
        self.known.insert(user, Known { since: now, access: access.clone() });
        Ok(access)
    }

    /// Forgets everybody: something about users, groups or roles has changed.
    pub(crate) fn forget(&self) {
        self.known.invalidate_all();
    }
}

async fn look_up(store: &Store, user: User) -> Result<Access, Error> {
    let mut groups = BTreeMap::new();
    for membership in store.memberships().of_user(user.id).await? {
        if let Some(role) = Role::parse(&membership.role) {
            groups.insert(membership.group_name, role);
        }
    }
    if user.org_admin {
        let all = store.groups().of_organization(user.organization_id).await?;
        groups.extend(all.into_iter().map(|group| (group.name, Role::OrgAdmin)));
    }
    let mut access =
        Access::new(user.id.to_string(), user.username, user.organization_id.to_string(), groups);
    access.org_admin = user.org_admin;
    Ok(access)
}

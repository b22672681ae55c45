//! Users of another issuer, kept here from when they are first seen: what they make needs an owner, and their personal
//! tokens need roles.

use std::collections::BTreeMap;
use std::time::Duration;

use baton_model::Timestamp;
use baton_store::{Group, Membership, Store, Tx, User};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::Seen;
use super::mapping::Mapped;
use crate::{Error, Role, passwords};

const USERS_KEPT: u64 = 10_000;
const KEPT: Duration = Duration::from_secs(60);
const LONGEST_NAME: usize = 200;

pub(super) struct Sight {
    store: Store,
    organization: Uuid,
    /// What was kept of whom, with the moment their token was issued at.
    kept: Cache<Uuid, (i64, Mapped)>,
    /// One at a time: the first requests of somebody new come together.
    keeping: Mutex<()>,
}

/// The id of a user: the issuer's where that is a UUID, else made from its name for them.
pub(super) fn user_id(issuer: &str, subject: &str) -> Uuid {
    if let Ok(id) = subject.parse() {
        return id;
    }
    let digest: [u8; 32] = Sha256::digest(format!("{issuer}\n{subject}")).into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl Sight {
    pub(super) fn new(store: Store, organization: Uuid) -> Self {
        let kept = Cache::builder().max_capacity(USERS_KEPT).time_to_live(KEPT).build();
        Self { store, organization, kept, keeping: Mutex::new(()) }
    }

    /// Keeps a user with the roles that their token says. True when something was written. A token older than
    /// one that was seen a moment ago changes nothing.
    pub(super) async fn keep(&self, seen: &Seen, now: Timestamp) -> Result<bool, Error> {
        if self.is_known(seen) {
            return Ok(false);
        }
        let _alone = self.keeping.lock().await;
        if self.is_known(seen) {
            return Ok(false);
        }
        let written = match self.write(seen, now).await {
            // Another node keeps the same user or group at the same time: once more, over what it wrote.
            Err(Error::Store(baton_store::Error::Taken(_))) => self.write(seen, now).await?,
            other => other?,
        };
        self.kept.insert(seen.id, (seen.issued_at, seen.mapped.clone()));
        Ok(written)
    }

    fn is_known(&self, seen: &Seen) -> bool {
        self.kept
            .get(&seen.id)
            .is_some_and(|(issued_at, mapped)| mapped == seen.mapped || seen.issued_at < issued_at)
    }

    async fn write(&self, seen: &Seen, now: Timestamp) -> Result<bool, Error> {
        let mut tx = self.store.begin().await?;
        let known = tx.users().get(seen.id).await?;
        let (user, new) = match known {
            Some(user) => (user, false),
            None => (self.add(&mut tx, seen, now).await?, true),
        };
        if user.organization_id != self.organization {
            return Err(Error::Rule("A user of another organization has this id."));
        }
        let changed = self.set_roles(&mut tx, &user, &seen.mapped).await?;
        if new || changed {
            tx.commit().await?
        } else {
            tx.rollback().await?
        }
        Ok(new || changed)
    }

    async fn add(&self, tx: &mut Tx, seen: &Seen, now: Timestamp) -> Result<User, Error> {
        let user = User {
            id: seen.id,
            username: free_name(tx, seen).await?,
            password_hash: passwords::NO_PASSWORD.to_owned(),
            organization_id: self.organization,
            org_admin: false,
            disabled: false,
            created_at: now,
        };
        tx.users().insert(&user).await?;
        let own = Group { name: user.username.clone(), organization_id: self.organization };
        tx.groups().insert(&own).await?;
        Ok(user)
    }

    async fn set_roles(&self, tx: &mut Tx, user: &User, mapped: &Mapped) -> Result<bool, Error> {
        let mut wanted = mapped.roles.clone();
        wanted.insert(user.username.clone(), Role::Owner);
        let memberships = tx.memberships().of_user(user.id).await?;
        let mut present: BTreeMap<String, String> =
            memberships.into_iter().map(|membership| (membership.group_name, membership.role)).collect();
        let mut changed = user.org_admin != mapped.org_admin;
        if changed {
            tx.users().set_org_admin(user.id, mapped.org_admin).await?;
        }
        for (group_name, role) in wanted {
            let unchanged = present.remove(&group_name).is_some_and(|known| known == role.as_str());
            if unchanged || !self.has_group(tx, &group_name).await? {
                continue;
            }
            changed = true;
            tx.memberships()
                .put(&Membership { user_id: user.id, group_name, role: role.to_string() })
                .await?;
        }
        for group in present.into_keys() {
            changed |= tx.memberships().delete(user.id, &group).await?;
        }
        Ok(changed)
    }

    /// Makes a group that the issuer names and nobody has. False when it is another organization's.
    async fn has_group(&self, tx: &mut Tx, name: &str) -> Result<bool, Error> {
        match tx.groups().get(name).await? {
            Some(group) => Ok(group.organization_id == self.organization),
            None => {
                let group = Group { name: name.to_owned(), organization_id: self.organization };
                tx.groups().insert(&group).await?;
                Ok(true)
            }
        }
    }
}

/// The name that the issuer gives, as far as it can be a group's, too; with a part of the id when it is taken.
async fn free_name(tx: &mut Tx, seen: &Seen) -> Result<String, Error> {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = seen.username.chars().take(LONGEST_NAME).map(allowed).collect();
    let taken = tx.users().by_name(&name).await?.is_some() || tx.groups().get(&name).await?.is_some();
    Ok(if taken { format!("{name}-{}", seen.id.simple()) } else { name })
}

//! Where else than the installation allows the applications of an organization may call: what its `OrgAdmin`s say.

use baton_outbound::Allowed;
use baton_store::Store;
use uuid::Uuid;

use crate::{Error, Runtime};

/// The most entries of a list.
const MOST: usize = 100;

/// A list that can't be kept.
#[derive(Debug, thiserror::Error)]
pub enum NotAllowed {
    /// It is too long.
    #[error("A list has at most {MOST} entries; join some of them to ranges.")]
    TooMany,
    /// An entry is neither a name nor a range of addresses.
    #[error("{0}")]
    Unreadable(#[from] baton_outbound::NotAnAddress),
    /// An entry goes beyond what organizations may allow.
    #[error("{0:?} is not for an organization to allow; whoever runs the server can, in its settings.")]
    NotGrantable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Runtime {
    /// Where else the applications of an organization may call, as it was written.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn allowed_addresses(&self, organization: Uuid) -> Result<Vec<String>, Error> {
        written(&self.0.store, organization).await
    }

    /// Lets the applications of an organization call these places, and no others that it allowed before. It counts
    /// from the next call on, at every node.
    ///
    /// # Errors
    /// [`NotAllowed`] names the entry that can't be kept.
    pub async fn allow_addresses(&self, organization: Uuid, entries: &[String]) -> Result<(), NotAllowed> {
        if entries.len() > MOST {
            return Err(NotAllowed::TooMany);
        }
        for entry in entries {
            let allowed: Allowed = entry.trim().parse()?;
            if !self.0.performer.may_be_granted(&allowed) {
                return Err(NotAllowed::NotGrantable(entry.clone()));
            }
        }
        let entries: Vec<&str> = entries.iter().map(|entry| entry.trim()).collect();
        let text = entries.join("\n");
        self.0.store.settings().put(&setting(organization), &text).await.map_err(Error::from)?;
        Ok(())
    }
}

/// Where else an application may call. When nobody can tell, nowhere.
pub(crate) async fn of_application(store: &Store, application: Uuid) -> Vec<Allowed> {
    match of_its_organization(store, application).await {
        Ok(entries) => entries.iter().filter_map(|entry| entry.parse().ok()).collect(),
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "where an application may call can't be read");
            Vec::new()
        }
    }
}

/// Where else what is sent from a group may go: what its organization allows.
pub(crate) async fn of_group(store: &Store, group: &str) -> Result<Vec<Allowed>, Error> {
    let Some(group) = store.groups().get(group).await? else { return Ok(Vec::new()) };
    let entries = written(store, group.organization_id).await?;
    Ok(entries.iter().filter_map(|entry| entry.parse().ok()).collect())
}

async fn of_its_organization(store: &Store, application: Uuid) -> Result<Vec<String>, Error> {
    let Some(application) = store.applications().get(application).await? else { return Ok(Vec::new()) };
    let Some(group) = store.groups().get(&application.group_name).await? else { return Ok(Vec::new()) };
    written(store, group.organization_id).await
}

async fn written(store: &Store, organization: Uuid) -> Result<Vec<String>, Error> {
    let text = store.settings().get(&setting(organization)).await?.unwrap_or_default();
    Ok(text.lines().map(str::to_owned).collect())
}

fn setting(organization: Uuid) -> String {
    format!("allowed_addresses {organization}")
}

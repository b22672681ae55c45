//! What whoever follows the journal remembers: nothing that can't be read again.

use std::collections::HashMap;

use baton_records::{About, Projection, Told};
use baton_store::FeedEntry;
use tokio::sync::{Mutex, watch};

use crate::dialogs::entry_owner;
use crate::programs::Runnable;
use crate::{Error, Runtime};

/// The most dialogs under way that are remembered; others are read from their journals again.
const MOST_REMEMBERED: usize = 50_000;

/// The one of this node that follows the journal.
pub(crate) struct Following {
    /// How the lease names it.
    pub(super) holder: String,
    pub(super) known: Mutex<Known>,
    /// The position of the last record that was made here, for whoever waits for more.
    pub(crate) made: watch::Sender<i64>,
}

impl Following {
    pub(crate) fn new() -> Self {
        let holder = hex::encode(crate::outside::random::<16>());
        Self { holder, known: Mutex::new(Known::default()), made: watch::Sender::default() }
    }
}

/// What it remembers.
#[derive(Default)]
pub(super) struct Known {
    projections: HashMap<String, Projection>,
    /// Of each group: the id and the name of its organization.
    organizations: HashMap<String, (String, String)>,
}

impl Known {
    /// Forgets everything: what it remembers is of a piece that was not written.
    pub(super) fn forget(&mut self) {
        self.projections.clear();
        self.organizations.clear();
    }
}

impl Runtime {
    /// What is told of one entry.
    pub(super) async fn told(
        &self,
        known: &mut Known,
        row: &FeedEntry,
        runnable: &Runnable,
    ) -> Result<Told, Error> {
        let key = self.0.sealer.key().await?;
        let clear = key.open(&row.entry, &entry_owner(&row.dialog_id, row.step))?;
        let entry: baton_dialog::Entry = serde_json::from_slice(&clear)
            .map_err(|error| Error::unreadable(&format!("step {}", row.step), &error))?;
        let (organization_id, organization) = self.organization(known, &runnable.program.group).await?;
        let about = About {
            program: &runnable.program,
            program_hash: &row.program_hash,
            application_id: &row.application_id,
            organization_id: &organization_id,
            organization: &organization,
            version: env!("CARGO_PKG_VERSION"),
        };
        let mut projection = match known.projections.remove(&row.dialog_id) {
            _ if entry.step == 1 => Projection::default(),
            Some(projection) if projection.step().saturating_add(1) == entry.step => projection,
            _ => self.again(&about, &row.dialog_id, entry.step).await?,
        };
        let told = projection.take(&about, &entry);
        if entry.turn.ended.is_none() {
            if known.projections.len() >= MOST_REMEMBERED {
                known.projections.clear();
            }
            known.projections.insert(row.dialog_id.clone(), projection);
        }
        Ok(told)
    }

    /// Reads what came before a step.
    async fn again(&self, about: &About<'_>, dialog_id: &str, step: u32) -> Result<Projection, Error> {
        let mut projection = Projection::default();
        let rows = self.0.store.turns().journal(dialog_id).await?;
        for entry in self.read_entries(rows).await? {
            if entry.step < step {
                projection.take(about, &entry);
            }
        }
        Ok(projection)
    }

    async fn organization(&self, known: &mut Known, group: &str) -> Result<(String, String), Error> {
        if let Some(found) = known.organizations.get(group) {
            return Ok(found.clone());
        }
        let id = self.0.store.groups().get(group).await?.map(|group| group.organization_id);
        let found = match id {
            Some(id) => self.0.store.organizations().get(id).await?,
            None => None,
        };
        let found =
            found.map(|organization| (organization.id.to_string(), organization.name)).unwrap_or_default();
        known.organizations.insert(group.to_owned(), found.clone());
        Ok(found)
    }
}

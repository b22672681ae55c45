//! What whoever follows the journal remembers: nothing that can't be read again.

use std::collections::HashMap;
use std::sync::Arc;

use baton_dialog::Entry;
use baton_records::{About, Indexed, Projection};
use tokio::sync::{Mutex, watch};

use super::follow::Recorded;
use super::fresh::FreshTurns;
use super::reading::Telling;
use crate::programs::Runnable;
use crate::{Error, Runtime};

/// The most dialogs under way that are remembered; others are read from their journals again.
pub(super) const MOST_REMEMBERED: usize = 50_000;

/// The one of this node that follows the journal.
pub(crate) struct Following {
    /// How the lease names it.
    pub(super) holder: String,
    pub(super) known: Mutex<Known>,
    /// The position of the last record that was made here, for whoever waits for more.
    pub(crate) made: watch::Sender<i64>,
    /// What this node wrote and is not recorded yet.
    pub(crate) fresh: FreshTurns,
    /// How far dialogs were told.
    pub(super) telling: Telling,
}

impl Following {
    pub(crate) fn new() -> Self {
        let holder = hex::encode(crate::outside::random::<16>());
        Self {
            holder,
            known: Mutex::default(),
            made: watch::Sender::default(),
            fresh: FreshTurns::default(),
            telling: Telling::new(),
        }
    }
}

/// What it remembers.
#[derive(Default)]
pub(super) struct Known {
    projections: HashMap<String, Projection>,
    /// Of each group: the id and the name of its organization.
    organizations: HashMap<String, Arc<(String, String)>>,
}

impl Known {
    /// Forgets everything: what it remembers is of a piece that was not written.
    pub(super) fn forget(&mut self) {
        self.projections.clear();
        self.organizations.clear();
    }
}

impl Runtime {
    /// By what a turn that was read is found and counted.
    pub(super) async fn indexed(
        &self,
        known: &mut Known,
        turn: &Recorded,
        entry: &Entry,
    ) -> Result<Indexed, Error> {
        let Recorded { dialog_id, runnable, .. } = turn;
        let about = about_nobody(runnable);
        let mut projection = match known.projections.remove(dialog_id) {
            _ if entry.step == 1 => Projection::default(),
            Some(projection) if projection.step().saturating_add(1) == entry.step => projection,
            _ => self.again(&about, dialog_id, entry.step).await?,
        };
        let indexed = projection.index(&about, entry);
        if entry.turn.ended.is_none() {
            if known.projections.len() >= MOST_REMEMBERED {
                known.projections.clear();
            }
            known.projections.insert(dialog_id.clone(), projection);
        }
        Ok(indexed)
    }

    /// Reads what came before a step.
    async fn again(&self, about: &About<'_>, dialog_id: &str, step: u32) -> Result<Projection, Error> {
        let mut projection = Projection::default();
        let rows = self.0.store.turns().journal(dialog_id).await?;
        for entry in self.read_entries(rows).await? {
            if entry.step < step {
                projection.index(about, &entry);
            }
        }
        Ok(projection)
    }

    /// What runs in a dialog, and whose it is; `None` when there is no such dialog.
    pub(super) async fn running(&self, known: &mut Known, dialog: &str) -> Result<Option<RunsIn>, Error> {
        let Some(row) = self.0.store.turns().load_dialog(dialog).await? else { return Ok(None) };
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let organization = self.organization(known, &runnable.program.group).await?;
        Ok(Some(RunsIn { runnable, application_id: row.application_id.to_string(), organization }))
    }

    /// The id and the name of a group's organization.
    pub(super) async fn organization(
        &self,
        known: &mut Known,
        group: &str,
    ) -> Result<Arc<(String, String)>, Error> {
        if let Some(found) = known.organizations.get(group) {
            return Ok(Arc::clone(found));
        }
        let id = self.0.store.groups().get(group).await?.map(|group| group.organization_id);
        let found = match id {
            Some(id) => self.0.store.organizations().get(id).await?,
            None => None,
        };
        let found =
            found.map(|organization| (organization.id.to_string(), organization.name)).unwrap_or_default();
        let found = Arc::new(found);
        known.organizations.insert(group.to_owned(), Arc::clone(&found));
        Ok(found)
    }
}

/// What runs in a dialog, and whose it is.
pub(super) struct RunsIn {
    runnable: Arc<Runnable>,
    application_id: String,
    organization: Arc<(String, String)>,
}

impl RunsIn {
    /// What records tell of it.
    pub(super) fn about(&self) -> About<'_> {
        about(&self.runnable, &self.application_id, &self.organization)
    }
}

/// What a turn is found by does not depend on whose it is: that stands in records.
pub(super) fn about_nobody(runnable: &Runnable) -> About<'_> {
    const NOBODY: &(String, String) = &(String::new(), String::new());
    about(runnable, "", NOBODY)
}

/// What records tell of the application and whose it is.
fn about<'a>(
    runnable: &'a Runnable,
    application_id: &'a str,
    organization: &'a (String, String),
) -> About<'a> {
    About {
        program: &runnable.program,
        program_hash: &runnable.hash,
        application_id,
        organization_id: &organization.0,
        organization: &organization.1,
        version: env!("CARGO_PKG_VERSION"),
    }
}

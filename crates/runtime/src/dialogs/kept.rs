//! A dialog between its turns: in memory, and as a row.

use std::sync::Arc;

use baton_dialog::{Awaits, Dialog, Entry};
use baton_model::Timestamp;
use baton_store::{DialogCommit, DialogRow, DialogStatus, JournalRow};
use serde::Serialize;
use uuid::Uuid;

use super::Entries;
use crate::programs::Runnable;
use crate::seal::Key;
use crate::{Error, Runtime};

/// A dialog under way, with the program it began with.
#[derive(Clone)]
pub(crate) struct UnderWay {
    pub(crate) dialog: Arc<Dialog>,
    pub(crate) runnable: Arc<Runnable>,
    pub(crate) application: Uuid,
    pub(crate) started_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// The version that is on disk, or about to be.
    pub(crate) version: i64,
}

impl UnderWay {
    pub(crate) fn id(&self) -> &str {
        self.dialog.id()
    }

    /// What is to be written when the dialog has become this. `expected` is the version it was made from.
    pub(crate) fn commit(&self, expected: Option<i64>, key: &Key) -> Result<DialogCommit, Error> {
        let mut state = json(&*self.dialog)?;
        if self.runnable.is_sensitive() {
            state = key.seal(&state, self.id())?;
        }
        let row = DialogRow {
            id: self.id().to_owned(),
            group_id: self.id().to_owned(),
            application_id: self.application,
            program_hash: self.runnable.hash.clone(),
            version: self.version,
            status: match (self.dialog.is_ended(), self.dialog.awaits()) {
                (false, _) => DialogStatus::Open,
                (true, Awaits::EndHandlers) => DialogStatus::Ending,
                (true, _) => DialogStatus::Ended,
            },
            channel: self.dialog.channel().as_str().to_owned(),
            test_mode: self.dialog.is_test(),
            started_at: self.started_at,
            updated_at: self.updated_at,
            state,
        };
        Ok(DialogCommit { row, expected_version: expected })
    }

    /// The entries of its journal as rows.
    pub(crate) fn journal(&self, entries: &Entries, key: &Key) -> Result<Vec<JournalRow>, Error> {
        let row = |entry: &Entry| {
            let mut blob = json(entry)?;
            if self.runnable.is_sensitive() {
                blob = key.seal(&blob, &entry_owner(self.id(), i64::from(entry.step)))?;
            }
            Ok(JournalRow {
                dialog_id: self.id().to_owned(),
                step: i64::from(entry.step),
                time: entry.time,
                entry: blob,
            })
        };
        entries.iter().map(row).collect()
    }
}

/// What a sealed entry of the journal belongs to.
pub(crate) fn entry_owner(dialog: &str, step: i64) -> String {
    format!("{dialog}/{step}")
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(2048);
    serde_json::to_writer(&mut bytes, value).map_err(|error| Error::unreadable("a dialog", &error))?;
    Ok(bytes)
}

impl Runtime {
    /// Reads a dialog that is under way.
    pub(crate) async fn load_dialog(&self, id: &str) -> Result<UnderWay, Error> {
        self.load_in(id, DialogStatus::Open).await
    }

    /// Reads a dialog that has ended and has handlers left to run.
    pub(crate) async fn load_ending(&self, id: &str) -> Result<UnderWay, Error> {
        self.load_in(id, DialogStatus::Ending).await
    }

    async fn load_in(&self, id: &str, status: DialogStatus) -> Result<UnderWay, Error> {
        let row = self.0.store.turns().load_dialog(id).await?.ok_or(Error::UnknownDialog)?;
        if row.status != status {
            return Err(Error::UnknownDialog);
        }
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let key = self.0.sealer.key().await?;
        let dialog: Dialog = serde_json::from_slice(&key.open(&row.state, id)?)
            .map_err(|error| Error::unreadable(id, &error))?;
        Ok(UnderWay {
            dialog: Arc::new(dialog),
            runnable,
            application: row.application_id,
            started_at: row.started_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

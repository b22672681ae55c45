//! Looks back on a dialog.

use baton_dialog::Entry;
use baton_store::{DialogRow, JournalRow};

use crate::dialogs::{entry_owner, is_dialog_id};
use crate::{Error, Runtime};

impl Runtime {
    /// A dialog as it is kept, also when it is over.
    ///
    /// # Errors
    /// [`Error::UnknownDialog`]
    pub async fn dialog(&self, dialog_id: &str) -> Result<DialogRow, Error> {
        if !is_dialog_id(dialog_id) {
            return Err(Error::UnknownDialog);
        }
        self.0.store.turns().load_dialog(dialog_id).await?.ok_or(Error::UnknownDialog)
    }

    /// The record of a dialog after a step, at most `limit` entries, in order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when the record can't be read.
    pub async fn entries(&self, dialog_id: &str, after: u32, limit: u32) -> Result<Vec<Entry>, Error> {
        let rows = self.0.store.turns().journal_after(dialog_id, i64::from(after), i64::from(limit)).await?;
        self.read_entries(rows).await
    }

    /// Opens and reads rows of a journal.
    pub(crate) async fn read_entries(&self, rows: Vec<JournalRow>) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(self.read_entry(row).await?);
        }
        Ok(entries)
    }

    /// Opens and reads a row of a journal.
    pub(crate) async fn read_entry(&self, row: &JournalRow) -> Result<Entry, Error> {
        let key = self.0.sealer.key().await?;
        let clear = key.open(&row.entry, &entry_owner(&row.dialog_id, row.step))?;
        serde_json::from_slice(&clear)
            .map_err(|error| Error::unreadable(&format!("step {}", row.step), &error))
    }
}

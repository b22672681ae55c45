//! Runs a dialog again from its journal.

use baton_dialog::{Diverged, Entry, Turn};

use crate::{Error, Runtime};

/// What replaying gave.
pub struct Replayed {
    /// The record.
    pub entries: Vec<Entry>,
    /// The same turns again, or where they came out differently.
    pub result: Result<Vec<Turn>, Diverged>,
}

impl Runtime {
    /// Runs a dialog again from its journal, with the program it ran on, and compares every entry byte for byte.
    ///
    /// # Errors
    /// [`Error::UnknownDialog`]; [`Error::Unreadable`] when the record can't be read.
    pub async fn replay(&self, dialog_id: &str) -> Result<Replayed, Error> {
        let turns = self.0.store.turns();
        let row = turns.load_dialog(dialog_id).await?.ok_or(Error::UnknownDialog)?;
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let entries = self.read_entries(turns.journal(dialog_id).await?).await?;
        let program = std::sync::Arc::clone(&runnable.program);
        let again = move || {
            let result = baton_dialog::replay(&program, &entries);
            Replayed { entries, result }
        };
        Ok(tokio::task::spawn_blocking(again).await?)
    }
}

//! Reads what was told.

use baton_store::RecordedDialog;

use crate::{Error, Runtime};

impl Runtime {
    /// The log of a dialog: readable text. That of a part of a tree has what happened in it and below it.
    ///
    /// # Errors
    /// When the store fails; [`Error::Unreadable`].
    pub async fn log(&self, dialog: &RecordedDialog) -> Result<String, Error> {
        let rows = self.0.store.turns().journal(&dialog.group_id).await?;
        let entries = self.read_entries(rows).await?;
        Ok(baton_records::log_of(&dialog.id, &entries))
    }
}

//! Removes what is told of somebody, or of a time that is over.

use baton_model::Timestamp;

use super::Records;
use super::feed::set_back;
use crate::Error;
use crate::sql::{Arg, Handle, args};

/// All that is kept of a dialog, but for its chat.
pub(crate) const OF_DIALOG: &[&str] = &[
    "DELETE FROM journal WHERE dialog_id = $1",
    "DELETE FROM recorded_turns WHERE group_id = $1",
    "DELETE FROM held_dialogs WHERE group_id = $1",
    "DELETE FROM recorded_dialogs WHERE group_id = $1",
    "DELETE FROM dialogs WHERE id = $1",
];

impl Records<'_> {
    /// Erases a dialog that is over with everything that was kept of it: journal, records, and what a chat was told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase(self, group_id: &str, connection_id: &str) -> Result<(), Error> {
        let mut tx = self.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        for sql in OF_DIALOG {
            handle.execute(*sql, vec![Arg::from(group_id)]).await?;
        }
        if !connection_id.is_empty() {
            // A chat session's id is the connection id of its dialogs, and each event names its dialog.
            let sql = "DELETE FROM chat_events WHERE session_id = $1 AND body LIKE $2";
            handle.execute(sql, args![connection_id, format!("%\"{group_id}\"%")]).await?;
        }
        set_back(&mut handle).await?;
        tx.commit().await
    }

    /// Removes what was counted before this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_old_counts(self, before: Timestamp) -> Result<usize, Error> {
        let sql = "DELETE FROM record_counts WHERE bucket < $1";
        let removed = self.0.handle().execute(sql, args![crate::turns::touched(before)]).await?;
        Ok(usize::try_from(removed).unwrap_or(usize::MAX))
    }
}

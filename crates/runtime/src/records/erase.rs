//! Erases what was kept of somebody.

use baton_store::DialogStatus;

use crate::{Error, Runtime};

impl Runtime {
    /// Erases a whole tree by its root: journal, state, records, what a chat was told. False, and nothing is erased,
    /// while it is under way.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn erase_dialog(&self, group_id: &str, connection_id: &str) -> Result<bool, Error> {
        let row = self.0.store.turns().load_dialog(group_id).await?;
        if row.is_some_and(|row| row.status == DialogStatus::Open) {
            return Ok(false);
        }
        self.0.store.records().erase(group_id, connection_id).await?;
        self.0.following.telling.forget(group_id);
        tracing::info!(dialog = group_id, "dialog erased");
        Ok(true)
    }
}

//! Removes what is over and old: a few rows at a time, so that turns hardly wait. What is under way is never touched.

use baton_model::Timestamp;

use crate::records::{OF_DIALOG, set_back};
use crate::sql::{Arg, Handle, Text, args};
use crate::turns::touched;
use crate::{Error, Store};

/// Removes what is old. Each call is a small transaction; it answers how many it removed, and less than `most` once
/// nothing more is old.
pub struct Removal<'a>(pub(crate) &'a Store);

impl Removal<'_> {
    /// Dialogs that ended before this moment, each with its journal and its records.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dialogs(self, before: Timestamp, most: u32) -> Result<usize, Error> {
        let sql =
            "SELECT id AS text FROM dialogs WHERE status <> 'open' AND touched <= $1 AND updated_at < $2
                   ORDER BY touched LIMIT $3";
        let ids = self.old(sql, before, most).await?;
        self.all_of(&ids, OF_DIALOG).await
    }

    /// Chat sessions that ended before this moment, each with all that was told in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn chat_sessions(self, before: Timestamp, most: u32) -> Result<usize, Error> {
        let sql = "SELECT id AS text FROM chat_sessions WHERE status <> 'open' AND touched <= $1 AND updated_at < $2
                   ORDER BY touched LIMIT $3";
        let ids = self.old(sql, before, most).await?;
        let parts =
            ["DELETE FROM chat_events WHERE session_id = $1", "DELETE FROM chat_sessions WHERE id = $1"];
        self.all_of(&ids, &parts).await
    }

    /// Deployments before this moment whose program is no longer the one that runs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deployments(self, before: Timestamp, most: u32) -> Result<usize, Error> {
        let sql = "DELETE FROM deployments WHERE (application_id, created_at) IN
                   (SELECT application_id, created_at FROM deployments WHERE created_at < $1 AND NOT EXISTS
                       (SELECT 1 FROM applications
                        WHERE applications.id = deployments.application_id
                          AND applications.deployed_program = deployments.program_hash)
                    LIMIT $2)";
        self.execute(sql, before, most).await
    }

    /// Programs that nobody kept since this moment, that no application runs, and that no deployment and no dialog
    /// names any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn programs(self, before: Timestamp, most: u32) -> Result<usize, Error> {
        let sql = "DELETE FROM programs WHERE hash IN
                   (SELECT hash FROM programs WHERE created_at < $1
                      AND NOT EXISTS (SELECT 1 FROM applications WHERE applications.deployed_program = programs.hash)
                      AND NOT EXISTS (SELECT 1 FROM deployments WHERE deployments.program_hash = programs.hash)
                      AND NOT EXISTS (SELECT 1 FROM dialogs WHERE dialogs.program_hash = programs.hash)
                    LIMIT $2)";
        self.execute(sql, before, most).await
    }

    async fn old(&self, sql: &'static str, before: Timestamp, most: u32) -> Result<Vec<String>, Error> {
        let rows = self.0.handle().all::<Text>(sql, args![touched(before), before, i64::from(most)]).await?;
        let mut ids: Vec<String> = rows.into_iter().map(|text| text.0).collect();
        // Of two nodes that remove the same, both go through it in one order.
        ids.sort_unstable();
        Ok(ids)
    }

    /// Each row with what belongs to it, all in one transaction.
    async fn all_of(&self, ids: &[String], parts: &[&'static str]) -> Result<usize, Error> {
        if ids.is_empty() {
            return Ok(0);
        }
        let mut tx = self.0.begin().await?;
        for id in ids {
            for sql in parts {
                Handle::Tx(&mut tx).execute(*sql, vec![Arg::from(id.as_str())]).await?;
            }
        }
        set_back(&mut Handle::Tx(&mut tx)).await?;
        tx.commit().await?;
        Ok(ids.len())
    }

    async fn execute(&self, sql: &'static str, before: Timestamp, most: u32) -> Result<usize, Error> {
        let removed = self.0.handle().execute(sql, args![before, i64::from(most)]).await?;
        Ok(usize::try_from(removed).unwrap_or(usize::MAX))
    }
}

impl Store {
    /// Removing what is over and old.
    #[must_use]
    pub fn removal(&self) -> Removal<'_> {
        Removal(self)
    }
}

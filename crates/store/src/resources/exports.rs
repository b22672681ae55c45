//! Records that somebody asked for as a file.

use baton_model::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::Page;
use crate::Error;
use crate::sql::{Arg, Handle, args, json_list, table};

table! {
    /// An export.
    Export in "exports" {
        /// Its id.
        id: Uuid,
        /// Of which group.
        group_name: String,
        /// Which kinds of record: a JSON array.
        types: Value,
        /// From when.
        from_time: Timestamp,
        /// To when.
        to_time: Timestamp,
        /// `pending`, `completed`, `failed`, `expired`.
        status: String,
        /// Why it failed.
        failure: String,
        /// How many records are in it.
        records: i64,
        /// How large the file is.
        bytes: i64,
        /// Since when.
        created_at: Timestamp,
        /// When the node that works on it last said that it lives.
        alive_at: Timestamp,
    }
}

table! {
    /// A piece of an export's file.
    ExportPart in "export_parts" {
        /// Of which.
        export_id: Uuid,
        /// Which piece, from 0.
        part: i64,
        /// The bytes.
        body: Vec<u8>,
    }
}

/// Exports.
pub struct Exports<'a>(pub(crate) Handle<'a>);

impl Exports<'_> {
    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] while the group has one under way.
    pub async fn insert(mut self, export: &Export) -> Result<(), Error> {
        self.0.insert(export).await
    }

    /// Writes it, over what was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(mut self, export: &Export) -> Result<(), Error> {
        self.0.put(export, &["id"]).await
    }

    /// The one with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<Export>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// Those of these groups, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_groups(mut self, groups: &[String], page: Page) -> Result<Vec<Export>, Error> {
        let within = self.0.dialect().in_list("$1");
        let sql = format!(
            "SELECT * FROM exports WHERE group_name {within} ORDER BY created_at DESC, id LIMIT $2 OFFSET $3"
        );
        self.0.all(sql, args![json_list(groups), page.limit, page.offset]).await
    }

    /// Adds a piece of the file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_part(mut self, part: &ExportPart) -> Result<(), Error> {
        self.0.insert(part).await
    }

    /// A piece of the file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn part(mut self, id: Uuid, part: i64) -> Result<Option<ExportPart>, Error> {
        self.0.one("SELECT * FROM export_parts WHERE export_id = $1 AND part = $2", args![id, part]).await
    }

    /// Says that whoever works on it lives.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alive(mut self, id: Uuid, now: Timestamp) -> Result<(), Error> {
        self.0.execute("UPDATE exports SET alive_at = $2 WHERE id = $1", args![id, now]).await.map(drop)
    }

    /// Settles what is over: those of whose node nothing was heard since `dead` have failed; the files of those older
    /// than `old` go, and they are expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle(mut self, dead: Timestamp, old: Timestamp) -> Result<(), Error> {
        let failed = "UPDATE exports SET status = 'failed',
                             failure = 'The server was restarted before it was done. Ask for it again.'
                      WHERE status = 'pending' AND alive_at < $1";
        self.0.execute(failed, args![dead]).await?;
        let parts = "DELETE FROM export_parts WHERE export_id IN
                     (SELECT id FROM exports WHERE created_at < $1 AND status <> 'pending')";
        self.0.execute(parts, args![old]).await?;
        let expired = "UPDATE exports SET status = 'expired' WHERE created_at < $1 AND status = 'completed'";
        self.0.execute(expired, args![old]).await.map(drop)
    }
}

//! Results of what runs behind a request, such as an asynchronous deployment.

use baton_model::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// A result, or the place where it will be.
    TaskResult in "results" {
        /// Its id.
        id: Uuid,
        /// What it is about.
        application_id: Uuid,
        /// How far it is, such as `pending`.
        status: String,
        /// The result.
        body: Value,
        /// Since when.
        created_at: Timestamp,
        /// When the node that works on it last said that it lives.
        alive_at: Timestamp,
    }
}

/// How long a result is kept, in seconds.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// Results.
pub struct TaskResults<'a>(pub(crate) Handle<'a>);

impl TaskResults<'_> {
    /// The result with this id, unless it is older than 24 hours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid, now: Timestamp) -> Result<Option<TaskResult>, Error> {
        let found: Option<TaskResult> = self.0.find(Arg::from(id)).await?;
        Ok(found.filter(|result| result.created_at >= now.plus_seconds(-KEPT_SECONDS)))
    }

    /// Writes it, over what was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(mut self, result: &TaskResult) -> Result<(), Error> {
        self.0.put(result, &["id"]).await
    }

    /// Says that whoever works on it lives.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alive(mut self, id: Uuid, now: Timestamp) -> Result<(), Error> {
        self.0.execute("UPDATE results SET alive_at = $2 WHERE id = $1", args![id, now]).await.map(drop)
    }

    /// Gives all results of one status of whose node nothing was heard since `before` another status and body: what
    /// a node that stopped left unfinished.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle(
        mut self,
        status: &str,
        before: Timestamp,
        new_status: &str,
        body: &Value,
    ) -> Result<u64, Error> {
        let sql = "UPDATE results SET status = $3, body = $4 WHERE status = $1 AND alive_at < $2";
        self.0.execute(sql, args![status, before, new_status, body]).await
    }

    /// Removes those older than 24 hours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_old(mut self, now: Timestamp) -> Result<u64, Error> {
        self.0
            .execute("DELETE FROM results WHERE created_at < $1", args![now.plus_seconds(-KEPT_SECONDS)])
            .await
    }
}

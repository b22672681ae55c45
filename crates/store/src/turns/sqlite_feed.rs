//! Reads the journal on SQLite for whoever follows it: many rows at once, on a connection of its own, without handing each row
//! from thread to thread.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use baton_model::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::Error;
use crate::records::{FeedEntry, FeedKey};
use crate::store::BUSY_TIMEOUT;

/// The connection; `None` once the store is closed.
#[derive(Clone)]
pub(super) struct FeedReader(Arc<Mutex<Option<Connection>>>);

impl FeedReader {
    pub(super) fn open(file: &Path) -> Result<Self, Error> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "query_only", "on")?;
        Ok(Self(Arc::new(Mutex::new(Some(connection)))))
    }

    /// What was committed after an entry, in order, at most so many.
    pub(super) async fn after(&self, tx: i64, seq: i64, limit: i64) -> Result<Vec<FeedEntry>, Error> {
        self.read(move |connection| entries(connection, tx, seq, limit)).await
    }

    /// Which entries those are, without what is in them.
    pub(super) async fn keys_after(&self, tx: i64, seq: i64, limit: i64) -> Result<Vec<FeedKey>, Error> {
        self.read(move |connection| keys(connection, tx, seq, limit)).await
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let reader = self.clone();
        let read = move || {
            let held = reader.0.lock().unwrap_or_else(PoisonError::into_inner);
            let connection = held.as_ref().ok_or(Error::Closed)?;
            Ok(query(connection)?)
        };
        tokio::task::spawn_blocking(read).await.map_err(|error| Error::Records(error.to_string()))?
    }

    /// Closes the connection, once nobody reads.
    pub(super) fn close(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

fn entries(connection: &Connection, tx: i64, seq: i64, limit: i64) -> rusqlite::Result<Vec<FeedEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT j.rowid, j.dialog_id, j.step, j.time, j.entry, d.application_id, d.program_hash
         FROM journal j JOIN dialogs d ON d.id = j.dialog_id
         WHERE j.rowid > ?1 ORDER BY j.rowid LIMIT ?2",
    )?;
    let rows = statement.query_map(params![seq, limit], |row| {
        Ok(FeedEntry {
            tx,
            seq: row.get(0)?,
            dialog_id: row.get(1)?,
            step: row.get(2)?,
            time: Timestamp(row.get(3)?),
            entry: row.get(4)?,
            application_id: id(row, 5)?,
            program_hash: row.get(6)?,
        })
    })?;
    rows.collect()
}

fn keys(connection: &Connection, tx: i64, seq: i64, limit: i64) -> rusqlite::Result<Vec<FeedKey>> {
    let mut statement = connection.prepare_cached(
        "SELECT rowid, dialog_id, step FROM journal WHERE rowid > ?1 ORDER BY rowid LIMIT ?2",
    )?;
    let rows = statement.query_map(params![seq, limit], |row| {
        Ok(FeedKey { tx, seq: row.get(0)?, dialog_id: row.get(1)?, step: row.get(2)? })
    })?;
    rows.collect()
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

//! The path of a turn: load a dialog, commit what the turn made of it. Small, and the only part of the store that
//! is written once for each database.
//!
//! A commit is answered when it is on disk, and not before. It happens whole or not at all. A dialog and a chat
//! session are each written by one turn at a time: a commit names the version it was made from, and is refused as
//! stale when that is no longer the one kept.

mod checkpoint;
mod postgres;
mod read;
mod rows;
mod sqlite;
mod sqlite_feed;
mod sqlite_records;
mod sqlite_writer;

pub(crate) use rows::touched;
pub use rows::{
    ChatEventRow, ChatSessionRow, DialogCommit, DialogRow, DialogStatus, JournalRow, SessionCommit,
    SessionStatus, TurnCommit,
};

use std::path::Path;
use std::sync::Arc;

use sqlx::PgPool;
use tokio::sync::Mutex;

use crate::Error;
use crate::records::{FeedEntry, FeedKey, RecordBatch};
use crate::sql::{Handle, Pools};
use sqlite_writer::SqliteWriter;

/// Why a turn was not committed. Nothing of it was written, but for [`CommitError::Lost`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// Another turn was quicker: the dialog or the session is no longer the one this turn was made from.
    #[error("the dialog has gone on in between")]
    Stale,
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// The database can't be reached now.
    #[error("{0}")]
    Away(String),
    /// The database refused.
    #[error("the turn could not be written: {0}")]
    Failed(String),
    /// The database went away while it was writing. Whether the turn is kept shows when the dialog is loaded again.
    #[error("the database went away while the turn was written: {0}")]
    Lost(String),
}

/// Loads and commits dialogs.
#[derive(Clone, Copy)]
pub struct Turns<'a> {
    pub(crate) pools: &'a Pools,
    pub(crate) writer: &'a TurnWriter,
}

impl<'a> Turns<'a> {
    /// Writes a turn: the dialog, its journal, and what a chat was told. Answers once all of it is on disk. When the
    /// future is dropped before it answers, the turn may still be written.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when another turn was quicker; see there for the others.
    pub async fn commit(self, turn: TurnCommit) -> Result<(), CommitError> {
        turn.check()?;
        match self.writer {
            TurnWriter::Sqlite(writer) => writer.commit(turn).await,
            TurnWriter::Postgres(pool) => postgres::commit(pool, turn).await,
        }
    }

    fn handle(self) -> Handle<'a> {
        Handle::Pools(self.pools)
    }
}

/// What commits turns, for either database.
pub(crate) enum TurnWriter {
    Sqlite(SqliteWriter),
    Postgres(PgPool),
}

impl TurnWriter {
    pub(crate) fn sqlite(file: &Path, gate: Arc<Mutex<()>>) -> Result<Self, Error> {
        SqliteWriter::start(file, gate).map(Self::Sqlite)
    }

    pub(crate) fn postgres(pool: PgPool) -> Self {
        Self::Postgres(pool)
    }

    /// Writes what was made of a piece of the journal together with the turns that wait; given back on PostgreSQL, where turns
    /// do not wait for each other.
    pub(crate) async fn records(&self, batch: RecordBatch) -> Result<Result<bool, CommitError>, RecordBatch> {
        match self {
            Self::Sqlite(writer) => Ok(writer.records(batch).await),
            Self::Postgres(_) => Err(batch),
        }
    }

    /// What was committed after an entry of the journal; `None` on PostgreSQL.
    pub(crate) async fn journal_after(
        &self,
        tx: i64,
        seq: i64,
        limit: i64,
    ) -> Option<Result<Vec<FeedEntry>, Error>> {
        match self {
            Self::Sqlite(writer) => Some(writer.reader.after(tx, seq, limit).await),
            Self::Postgres(_) => None,
        }
    }

    /// Which entries those are, without what is in them; `None` on PostgreSQL.
    pub(crate) async fn journal_keys_after(
        &self,
        tx: i64,
        seq: i64,
        limit: i64,
    ) -> Option<Result<Vec<FeedKey>, Error>> {
        match self {
            Self::Sqlite(writer) => Some(writer.reader.keys_after(tx, seq, limit).await),
            Self::Postgres(_) => None,
        }
    }

    /// Writes what waits, and takes no more.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(writer) => writer.close().await,
            // The pool, which is closed next, waits for the statements that run.
            Self::Postgres(_) => {}
        }
    }
}

//! What can go wrong with what is kept.

use std::path::PathBuf;

/// Why the store could not do as it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the database is neither a file nor PostgreSQL's.
    #[error(
        "`{0}` is not a database; give an address that begins with postgres://, or none for SQLite in the data directory"
    )]
    Address(String),
    /// The data directory can't be made.
    #[error("the data directory {path} can't be used; check that it may be written: {source}")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row with that name, id or token exists.
    #[error("it exists already: {0}")]
    Taken(String),
    /// Something still refers to the row, or the row refers to something that is not there.
    #[error("something refers to it, or what it refers to is not there: {0}")]
    Reference(String),
    /// Another change of the same rows was in the way; nothing of this one was written, and it can be made again.
    #[error("another change of the same rows was in the way: {0}")]
    Crossed(String),
    /// A text holds the character NUL, which PostgreSQL can't keep; so neither database is given one.
    #[error("a text holds the character NUL, which can't be kept; leave it out")]
    Nul,
    /// What was kept can't be read.
    #[error("column {column} holds something that can't be read: {reason}")]
    Column {
        /// The column.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// PostgreSQL can't be reached, or does not let us in.
    #[error("{0}")]
    Connect(String),
    /// The tables can't be brought to this version's shape.
    #[error("the tables can't be brought up to date: {0}")]
    Migration(String),
    /// Any other failure of the database.
    #[error("{}", said(.0))]
    Database(sqlx::Error),
    /// Any other failure of SQLite on the turn path.
    #[error("SQLite refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What was made of the journal could not be written.
    #[error("records could not be written: {0}")]
    Records(String),
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
}

impl Error {
    /// Whether the database can't be reached now: what was asked may be asked again in a moment.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Closed | Self::Connect(_) => true,
            Self::Database(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Protocol(_)) => true,
            Self::Database(sqlx::Error::Database(refusal)) => {
                refusal.code().is_some_and(|code| AWAY.iter().any(|away| code.starts_with(away)))
            }
            _ => false,
        }
    }
}

/// Classes and codes of PostgreSQL's: a broken connection, too many of them, and a server that stops or begins.
const AWAY: &[&str] = &["08", "53300", "57P01", "57P02", "57P03"];

/// PostgreSQL's codes of a change that gave way to another (`serialization_failure`, `deadlock_detected`), and SQLite's of
/// a file that another process writes (`SQLITE_BUSY`, `SQLITE_BUSY_SNAPSHOT`).
const CROSSED: &[&str] = &["40001", "40P01", "5", "517"];

/// What the database said, in its words alone: where in its own source it says so helps nobody here.
pub(crate) fn said(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refusal) => format!("the database refused: {}", refusal.message()),
        sqlx::Error::PoolTimedOut => {
            "no connection to the database in time: it is down, or takes no more connections, or all are in use".to_owned()
        }
        sqlx::Error::Io(error) => format!("the database can't be reached: {error}"),
        other => format!("the database refused: {other}"),
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refusal) if refusal.is_unique_violation() => {
                Self::Taken(refusal.message().to_owned())
            }
            sqlx::Error::Database(refusal) if refusal.is_foreign_key_violation() => {
                Self::Reference(refusal.message().to_owned())
            }
            sqlx::Error::Database(refusal)
                if refusal.code().is_some_and(|code| CROSSED.contains(&code.as_ref())) =>
            {
                Self::Crossed(refusal.message().to_owned())
            }
            sqlx::Error::PoolClosed => Self::Closed,
            _ => Self::Database(error),
        }
    }
}

//! The store: opened once, cloned freely.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgPool, Postgres, Transaction};
use tokio::sync::Mutex;

use crate::resources::nothing_remembered;
use crate::sql::{Dialect, Handle, Pools, enter};
use crate::turns::{TurnWriter, Turns};
use crate::tx::{Running, Tx};
use crate::{Database, Error, migrations, postgres};

/// How long a writer waits for another process that writes to the same file.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a query waits for a free connection to SQLite.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);
/// And to PostgreSQL, which may be away: a caller on the phone waits for the answer.
const POSTGRES_ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 4;
pub(crate) const POSTGRES_CONNECTIONS: u32 = 20;
const STATEMENTS_CACHED: usize = 256;

/// What is kept, in either database. A clone is the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    pools: Pools,
    turns: TurnWriter,
}

impl Store {
    /// Opens the database, makes it if it is not there, and brings its tables up to date. The data directory holds
    /// SQLite's file; PostgreSQL does not use it.
    ///
    /// # Errors
    /// When the directory or the database can't be reached, or holds tables of a newer version.
    pub async fn open(database: &Database, data_directory: &Path) -> Result<Self, Error> {
        let inner = match database {
            Database::Sqlite => open_sqlite(data_directory).await?,
            Database::Postgres(url) => open_postgres(url).await?,
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let running = match &self.0.pools {
            Pools::Sqlite { writer, gate, .. } => {
                let held = enter(gate).await?;
                Running::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?, held)
            }
            Pools::Postgres(pool) => Running::Postgres(begin_whole(pool).await?),
        };
        Ok(Tx { running })
    }

    /// The path of a turn: loading and committing dialogs.
    #[must_use]
    pub fn turns(&self) -> Turns<'_> {
        Turns { pools: &self.0.pools, writer: &self.0.turns }
    }

    /// Says whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.handle().all::<crate::sql::Number>("SELECT CAST(1 AS BIGINT) AS number", vec![]).await.map(drop)
    }

    /// Writes every turn that waits, then closes all connections. Later calls answer [`Error::Closed`].
    pub async fn close(&self) {
        self.0.turns.close().await;
        match &self.0.pools {
            Pools::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) fn postgres(&self) -> Option<&PgPool> {
        match &self.0.pools {
            Pools::Postgres(pool) => Some(pool),
            Pools::Sqlite { .. } => None,
        }
    }

    pub(crate) fn handle(&self) -> Handle<'_> {
        Handle::Pools(&self.0.pools)
    }
}

/// Begins to the end, whether or not whoever asked still waits: sqlx 0.9.0 undoes only what has begun, so a connection
/// that is given back while PostgreSQL says so would stay in the transaction, and the next turn on it would be answered
/// and never kept.
async fn begin_whole(pool: &PgPool) -> Result<Transaction<'static, Postgres>, Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin().await }).await;
    Ok(begun.map_err(|_| Error::Closed)??)
}

/// The name of SQLite's file in the data directory.
pub(crate) const FILE_NAME: &str = "baton.sqlite";
/// The name of the empty file that whoever makes tables holds. Not SQLite's own: to lock and close that one would
/// undo SQLite's locks.
const LOCK_NAME: &str = "baton.lock";

async fn open_sqlite(directory: &Path) -> Result<Inner, Error> {
    let unusable = |source| Error::Directory { path: PathBuf::from(directory), source };
    private(directory).map_err(unusable)?;
    let file = directory.join(FILE_NAME);
    let _alone = alone(directory).await.map_err(unusable)?;
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS_CACHED);
    let one = SqlitePoolOptions::new().max_connections(1).acquire_timeout(ACQUIRE_TIMEOUT);
    let writer = one.connect_with(options.clone()).await?;
    migrations::of(Dialect::Sqlite).run(&writer).await.map_err(|error| migrations::refused(&error))?;
    let readers = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    let gate = Arc::new(Mutex::new(()));
    let turns = TurnWriter::sqlite(&file, Arc::clone(&gate))?;
    Ok(Inner { pools: Pools::Sqlite { readers, writer, gate, lists: nothing_remembered() }, turns })
}

/// Waits until nobody else makes tables in this directory: of several who open a new one at the same moment, one makes
/// them and the others find them. It ends with the value, and with the process.
async fn alone(directory: &Path) -> std::io::Result<std::fs::File> {
    let file = std::fs::OpenOptions::new().append(true).create(true).open(directory.join(LOCK_NAME))?;
    let lock = move || file.lock().map(|()| file);
    tokio::task::spawn_blocking(lock).await.map_err(std::io::Error::other)?
}

/// Makes the directory and the file for their owner alone: they hold tokens and what callers said. What is there
/// already keeps the rights it has. SQLite gives its other files the rights of the first.
fn private(directory: &Path) -> std::io::Result<()> {
    let mut directories = std::fs::DirBuilder::new();
    let mut file = std::fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        directories.mode(0o700);
        file.mode(0o600);
    }
    directories.recursive(true).create(directory)?;
    file.append(true).create(true).open(directory.join(FILE_NAME)).map(drop)
}

async fn open_postgres(url: &str) -> Result<Inner, Error> {
    let options = postgres::options(url)?.statement_cache_capacity(STATEMENTS_CACHED);
    // The pool would try for as long as it may wait and then say only that it waited.
    postgres::connect(&options).await?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(POSTGRES_ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await?;
    migrations::of(Dialect::Postgres).run(&pool).await.map_err(|error| migrations::refused(&error))?;
    postgres::number_anew(&pool).await?;
    Ok(Inner { turns: TurnWriter::postgres(pool.clone()), pools: Pools::Postgres(pool) })
}

//! Runs a query on a pool or in a transaction, of either database.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Executor, PgPool, SqlSafeStr, SqlitePool};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::row::{AnyRow, FromRow};
use super::{Arg, Dialect};
use crate::Error;
use crate::resources::Remembered;
use crate::tx::{Running, Tx};

/// The connections.
pub(crate) enum Pools {
    Sqlite {
        /// Never write.
        readers: SqlitePool,
        /// One connection, for all that is not a turn.
        writer: SqlitePool,
        /// SQLite has one writer at a time. Whoever writes holds this, in the order of asking, so that nobody
        /// runs into `SQLITE_BUSY` and nobody starves.
        gate: Arc<Mutex<()>>,
        /// Where long lists can be entered.
        lists: Remembered,
    },
    Postgres(PgPool),
}

impl Pools {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// How long a writer waits for the others. Whoever holds the gate and waits for somebody who wants it would wait for
/// ever; this ends it with an error.
const GATE_TIMEOUT: Duration = Duration::from_secs(30);

/// Waits for the turn to write to SQLite.
pub(crate) async fn enter(gate: &Arc<Mutex<()>>) -> Result<Gate, Error> {
    let entered = tokio::time::timeout(GATE_TIMEOUT, Arc::clone(gate).lock_owned()).await;
    entered.map_err(|_| Error::Database(sqlx::Error::PoolTimedOut))
}

/// Where a query runs: by itself, or within a transaction.
pub(crate) enum Handle<'a> {
    Pools(&'a Pools),
    Tx(&'a mut Tx),
}

macro_rules! bound {
    (sqlite $sql:expr, $arguments:expr) => {
        $arguments
            .into_iter()
            .fold(sqlx::query(AssertSqlSafe($sql).into_sql_str()), |query, arg| arg.bind_sqlite(query))
    };
    (postgres $sql:expr, $arguments:expr) => {
        $arguments
            .into_iter()
            .fold(sqlx::query(AssertSqlSafe($sql).into_sql_str()), |query, arg| arg.bind_postgres(query))
    };
}

impl Handle<'_> {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Pools(pools) => pools.dialect(),
            Self::Tx(tx) => tx.dialect(),
        }
    }

    /// All rows.
    pub(crate) async fn all<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Arg<'_>>,
    ) -> Result<Vec<T>, Error> {
        let sql = checked(sql, &arguments)?;
        match self {
            Self::Pools(Pools::Sqlite { readers, .. }) => {
                from_sqlite(readers.fetch_all(bound!(sqlite sql, arguments)).await?)
            }
            Self::Pools(Pools::Postgres(pool)) => {
                from_postgres(pool.fetch_all(bound!(postgres sql, arguments)).await?)
            }
            Self::Tx(tx) => match &mut tx.running {
                Running::Sqlite(tx, _) => {
                    from_sqlite((&mut **tx).fetch_all(bound!(sqlite sql, arguments)).await?)
                }
                Running::Postgres(tx) => {
                    from_postgres((&mut **tx).fetch_all(bound!(postgres sql, arguments)).await?)
                }
            },
        }
    }

    /// The first row, if any.
    pub(crate) async fn one<T: FromRow>(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Arg<'_>>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(sql, arguments).await?.into_iter().next())
    }

    /// Writes, and answers how many rows it touched.
    pub(crate) async fn execute(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Arg<'_>>,
    ) -> Result<u64, Error> {
        let sql = checked(sql, &arguments)?;
        Ok(match self {
            Self::Pools(Pools::Sqlite { writer, gate, .. }) => {
                let _held = enter(gate).await?;
                writer.execute(bound!(sqlite sql, arguments)).await?.rows_affected()
            }
            Self::Pools(Pools::Postgres(pool)) => {
                pool.execute(bound!(postgres sql, arguments)).await?.rows_affected()
            }
            Self::Tx(tx) => match &mut tx.running {
                Running::Sqlite(tx, _) => {
                    (&mut **tx).execute(bound!(sqlite sql, arguments)).await?.rows_affected()
                }
                Running::Postgres(tx) => {
                    (&mut **tx).execute(bound!(postgres sql, arguments)).await?.rows_affected()
                }
            },
        })
    }
}

/// The text to run, unless an argument can't be kept by both databases.
fn checked(sql: impl Into<Cow<'static, str>>, arguments: &[Arg<'_>]) -> Result<String, Error> {
    match arguments.iter().any(Arg::holds_nul) {
        true => Err(Error::Nul),
        false => Ok(sql.into().into_owned()),
    }
}

fn from_sqlite<T: FromRow>(rows: Vec<sqlx::sqlite::SqliteRow>) -> Result<Vec<T>, Error> {
    rows.into_iter().map(|row| T::from_row(&AnyRow::Sqlite(row))).collect()
}

fn from_postgres<T: FromRow>(rows: Vec<sqlx::postgres::PgRow>) -> Result<Vec<T>, Error> {
    rows.into_iter().map(|row| T::from_row(&AnyRow::Postgres(row))).collect()
}

/// Held by a transaction on SQLite for as long as it lasts.
pub(crate) type Gate = OwnedMutexGuard<()>;

//! A database for one test.

use std::path::Path;
use std::thread;

use baton_store::{Database, Store};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::cluster;

/// A database that belongs to one test, empty at first and gone at the end.
pub struct TestDatabase {
    database: Database,
    directory: TempDir,
    /// The PostgreSQL server, and the database to remove from it.
    created: Option<(String, String)>,
}

impl TestDatabase {
    /// SQLite in a directory of its own.
    #[must_use]
    pub fn sqlite() -> Self {
        Self { database: Database::Sqlite, directory: directory(), created: None }
    }

    /// A database of its own in PostgreSQL; `None` when `BATON_SKIP_POSTGRES=1` says to do without.
    ///
    /// # Panics
    /// When there is no PostgreSQL.
    pub async fn postgres() -> Option<Self> {
        if std::env::var("BATON_SKIP_POSTGRES").is_ok_and(|value| value == "1") {
            return None;
        }
        let server = cluster::address().await;
        let name = format!("baton_{}", Uuid::new_v4().simple());
        let mut connection = PgConnection::connect(&server).await.expect("PostgreSQL answers");
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        connection.execute(create).await.expect("a database can be created");
        connection.close().await.expect("the connection closes");
        let database = Database::Postgres(with_database(&server, &name));
        Some(Self { database, directory: directory(), created: Some((server, name)) })
    }

    /// Opens it. Opened again, it holds what was left in it.
    ///
    /// # Panics
    /// When it can't be opened.
    pub async fn store(&self) -> Store {
        Store::open(&self.database, self.directory()).await.expect("the store opens")
    }

    /// What to open, for those who open it by themselves.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Its address, as the setting `database` takes it; empty for SQLite.
    #[must_use]
    pub fn address(&self) -> &str {
        match &self.database {
            Database::Sqlite => "",
            Database::Postgres(address) => address,
        }
    }

    /// What waits until everything that was committed can be followed. See [`Quiet`].
    #[must_use]
    pub fn quiet(&self) -> Quiet {
        let address = Some(self.address().to_owned()).filter(|address| !address.is_empty());
        Quiet { address, connection: Mutex::default() }
    }

    /// The data directory.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}

/// On PostgreSQL, whoever follows the journal waits for transactions that began before, in the whole cluster: so also for
/// those of other tests.
#[derive(Default)]
pub struct Quiet {
    address: Option<String>,
    connection: Mutex<Option<PgConnection>>,
}

impl Quiet {
    /// Waits until no transaction is under way that began before now.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn wait(&self) {
        let Some(address) = &self.address else { return };
        let mut kept = self.connection.lock().await;
        let connection = match &mut *kept {
            Some(connection) => connection,
            none => none.insert(PgConnection::connect(address).await.expect("PostgreSQL answers")),
        };
        let now = sqlx::query_scalar::<_, i64>("SELECT pg_current_xact_id()::text::bigint");
        let now = now.fetch_one(&mut *connection).await.expect("a transaction has a number");
        let oldest = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
        while sqlx::query_scalar::<_, i64>(oldest).fetch_one(&mut *connection).await.expect("a snapshot")
            <= now
        {
            tokio::task::yield_now().await;
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some((server, name)) = self.created.take() else { return };
        // A test may end within a runtime, where nothing can be waited for; so another thread does.
        let removal = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                if let Ok(mut connection) = PgConnection::connect(&server).await {
                    let drop = AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                    // What is left over goes with the server.
                    let _ = connection.execute(drop).await;
                }
            });
        });
        let _ = removal.join();
    }
}

fn directory() -> TempDir {
    tempfile::Builder::new().prefix("baton-test-").tempdir().expect("a directory for the test")
}

/// The server's address with another database in it.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, ""), |(address, query)| (address, query));
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split_once('/').map_or(host, |(host, _)| host);
    let separator = if query.is_empty() { "" } else { "?" };
    format!("postgres://{host}/{name}{separator}{query}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_changes_in_an_address() {
        assert_eq!(with_database("postgres://me@host:5/old?a=b", "new"), "postgres://me@host:5/new?a=b");
        assert_eq!(with_database("postgresql://me@host", "new"), "postgres://me@host/new");
    }
}

//! Coming to a PostgreSQL server: why it does not let us in, whether Baton's tables are there, and what has to be done where the
//! database came from another server.

use std::io::ErrorKind;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool, Row};

use crate::Error;
use crate::store::POSTGRES_CONNECTIONS;

/// What an address looks like.
const WRITTEN: &str = "postgres://user:password@host:5432/database, and @, :, /, # and % in a password as %40, %3A, %2F, %23 and %25";
/// What a node takes at most: its pool, what it hears other nodes with, and the first to see whether it is let in.
const CONNECTIONS: u32 = POSTGRES_CONNECTIONS + 2;

/// How to connect.
pub(crate) fn options(url: &str) -> Result<PgConnectOptions, Error> {
    let options = PgConnectOptions::from_str(url).map_err(|error| {
        Error::Connect(format!("the address of the database can't be read ({error}); write it as {WRITTEN}"))
    })?;
    Ok(options.application_name("baton"))
}

/// Connects, or says in a sentence why that can't be done.
pub(crate) async fn connect(options: &PgConnectOptions) -> Result<PgConnection, Error> {
    options.connect().await.map_err(|error| refused(options, &error))
}

fn refused(options: &PgConnectOptions, error: &sqlx::Error) -> Error {
    let (host, port) = (options.get_host(), options.get_port());
    let (user, database) = (options.get_username(), options.get_database().unwrap_or(options.get_username()));
    let server = format!("PostgreSQL at {host}:{port}");
    let sentence = match error {
        sqlx::Error::Database(refusal) => {
            let message = refusal.message();
            match refusal.code().as_deref() {
                Some("28P01" | "28000") => format!(
                    "{server} does not let the user {user} in ({message}); check the user and the password: in the address, or in PGPASSWORD"
                ),
                Some("3D000") => {
                    format!("{server} has no database {database}; make it: CREATE DATABASE {database}")
                }
                Some("53300") => format!(
                    "{server} takes no more connections ({message}); raise max_connections there: every node needs {CONNECTIONS}"
                ),
                _ => format!("{server} refused: {message}"),
            }
        }
        sqlx::Error::Tls(error) => no_tls(&server, error),
        sqlx::Error::Io(error) if error.kind() == ErrorKind::InvalidData => no_tls(&server, error),
        sqlx::Error::Io(error) => format!(
            "{server} does not answer ({error}); check that it runs, and the host and port in the address, which is written as {WRITTEN}"
        ),
        other => format!("{server} can't be reached: {other}"),
    };
    Error::Connect(sentence)
}

fn no_tls(server: &str, error: &dyn std::fmt::Display) -> String {
    format!(
        "{server} and Baton do not agree on TLS ({error}); docs/operations.md says what `sslmode` and `sslrootcert` in the address do"
    )
}

/// Whether Baton has made its tables there.
pub(crate) async fn has_tables(url: &str) -> Result<bool, Error> {
    let mut connection = connect(&options(url)?).await?;
    let found =
        sqlx::query("SELECT to_regclass('_sqlx_migrations') IS NOT NULL AS found").fetch_one(&mut connection);
    let found = found.await?.try_get("found")?;
    connection.close().await?;
    Ok(found)
}

/// Entries of the journal are numbered by their transactions, which each server counts for itself: those that a backup brought from
/// another server may lie ahead of all that come, and would hold up who follows the journal for ever. They are numbered
/// anew then: what was recorded first, what was not after it, both before all that comes.
pub(crate) async fn number_anew(pool: &PgPool) -> Result<(), Error> {
    let mut tx = pool.begin().await?;
    // Of several nodes that begin at once, one does it.
    sqlx::query("SELECT 1 FROM record_feed WHERE name = 'journal' FOR UPDATE").execute(&mut *tx).await?;
    let ahead = sqlx::query(
        "SELECT GREATEST((SELECT MAX(tx) FROM journal), (SELECT tx FROM record_feed WHERE name = 'journal'))
                > pg_current_xact_id()::text::bigint AS ahead",
    );
    if ahead.fetch_one(&mut *tx).await?.try_get::<Option<bool>, _>("ahead")? != Some(true) {
        return Ok(tx.rollback().await?);
    }
    let entries = sqlx::query(
        "UPDATE journal SET tx = CASE WHEN EXISTS (
             SELECT 1 FROM recorded_turns told WHERE told.group_id = journal.dialog_id AND told.step = journal.step
         ) THEN 0 ELSE 1 END",
    );
    let entries = entries.execute(&mut *tx).await?.rows_affected();
    sqlx::query(
        "UPDATE record_feed SET tx = 0, seq = (SELECT COALESCE(MAX(seq), 0) FROM journal WHERE tx = 0)
         WHERE name = 'journal'",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    tracing::warn!(entries, "the database came from another server: its journal was numbered anew");
    Ok(())
}

//! The tables, and how they change from one version to the next. A migration that was released is never edited.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::Error;
use crate::error::said;
use crate::sql::Dialect;

/// Number, name and text. Read by both databases: see [`in_dialect`].
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "identity", include_str!("../migrations/0001_identity.sql")),
    (2, "applications", include_str!("../migrations/0002_applications.sql")),
    (3, "deployments", include_str!("../migrations/0003_deployments.sql")),
    (4, "dialogs", include_str!("../migrations/0004_dialogs.sql")),
    (6, "results_alive", include_str!("../migrations/0006_results_alive.sql")),
    (7, "removal", include_str!("../migrations/0007_removal.sql")),
    (12, "deployed_canvases", include_str!("../migrations/0012_deployed_canvases.sql")),
    (20, "records", include_str!("../migrations/0020_records.sql")),
    (22, "numbers", include_str!("../migrations/0022_numbers.sql")),
    (23, "exports", include_str!("../migrations/0023_exports.sql")),
    (24, "subscriptions", include_str!("../migrations/0024_subscriptions.sql")),
    (30, "ending_dialogs", include_str!("../migrations/0030_ending_dialogs.sql")),
    (31, "records_told_when_read", include_str!("../migrations/0031_records_told_when_read.sql")),
    (33, "slim_indexes_of_records", include_str!("../migrations/0033_slim_indexes_of_records.sql")),
];

/// Those that PostgreSQL does not need.
const SQLITE_ONLY: &[(i64, &str, &str)] = &[
    (5, "listings", include_str!("../migrations/0005_listings.sqlite.sql")),
    (25, "said", include_str!("../migrations/0025_said.sqlite.sql")),
    (32, "turns_by_position", include_str!("../migrations/0032_turns_by_position.sqlite.sql")),
];

/// Those that SQLite does not need.
const POSTGRES_ONLY: &[(i64, &str, &str)] =
    &[(21, "journal_feed", include_str!("../migrations/0021_journal_feed.postgres.sql"))];

/// The migrations in a database's own words.
pub(crate) fn of(dialect: Dialect) -> Migrator {
    let own = if dialect == Dialect::Sqlite { SQLITE_ONLY } else { POSTGRES_ONLY };
    let migrations = MIGRATIONS.iter().chain(own).map(|(version, name, text)| {
        let sql = AssertSqlSafe(in_dialect(text, dialect)).into_sql_str();
        Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, sql, false)
    });
    let mut migrations: Vec<Migration> = migrations.collect();
    migrations.sort_by_key(|migration| migration.version);
    Migrator::with_migrations(migrations)
}

/// The tables are written once, in SQLite's words. PostgreSQL calls bytes `BYTEA`, and would order text by the
/// language of its operating system if it were not told to compare bytes, as SQLite does.
fn in_dialect(text: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => text.to_owned(),
        Dialect::Postgres => text.replace(" TEXT", " TEXT COLLATE \"C\"").replace(" BLOB", " BYTEA"),
    }
}

/// Why the tables can't be brought up to date, and what to do about it.
pub(crate) fn refused(error: &MigrateError) -> Error {
    Error::Migration(match error {
        MigrateError::VersionMissing(number) | MigrateError::VersionTooNew(number, _) => format!(
            "a newer Baton has changed them (its migration {number} is not known here); run that version, or restore a backup from before"
        ),
        MigrateError::VersionMismatch(number) => format!(
            "migration {number} is not the one of this version; run the version that made these tables, or restore a backup"
        ),
        MigrateError::Dirty(number) => {
            format!("migration {number} was left half done; restore a backup from before it")
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            let rights = match error {
                sqlx::Error::Database(refusal) if refusal.code().as_deref() == Some("42501") => {
                    "; make the database its user's own, or GRANT CREATE, USAGE ON SCHEMA public to it"
                }
                _ => "",
            };
            format!("{}{rights}", said(error))
        }
        other => other.to_string(),
    })
}

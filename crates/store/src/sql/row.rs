//! Rows of either database, read column by column.

use baton_model::Timestamp;
use serde_json::Value;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row as _, Sqlite};
use uuid::Uuid;

use crate::Error;

/// A row that came back.
pub(crate) enum AnyRow {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl AnyRow {
    /// The value of a column.
    pub(crate) fn get<T: Column>(&self, column: &str) -> Result<T, Error> {
        T::read(self, column)
    }

    fn raw<T>(&self, column: &str) -> Result<T, Error>
    where
        T: for<'r> sqlx::Decode<'r, Sqlite> + sqlx::Type<Sqlite>,
        T: for<'r> sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres>,
    {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }
}

/// What can be made of a row.
pub(crate) trait FromRow: Sized {
    fn from_row(row: &AnyRow) -> Result<Self, Error>;
}

/// What can stand in a column.
pub(crate) trait Column: Sized {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error>;
}

macro_rules! plain_columns {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
                row.raw(column)
            }
        }
    )*};
}
plain_columns!(String, Option<String>, i64, Option<i64>, bool, Vec<u8>);

impl Column for Timestamp {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
        row.raw(column).map(Self)
    }
}

impl Column for Option<Timestamp> {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
        Ok(row.raw::<Option<i64>>(column)?.map(Timestamp))
    }
}

impl Column for Uuid {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
        parsed(column, &row.raw::<String>(column)?, Self::try_parse)
    }
}

impl Column for Option<Uuid> {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
        let text = row.raw::<Option<String>>(column)?;
        text.map(|text| parsed(column, &text, Uuid::try_parse)).transpose()
    }
}

impl Column for Value {
    fn read(row: &AnyRow, column: &str) -> Result<Self, Error> {
        parsed(column, &row.raw::<String>(column)?, |text| serde_json::from_str(text))
    }
}

/// Text that has a form; it is the store's own writing, so a failure means damage.
pub(crate) fn parsed<T, E: std::fmt::Display>(
    column: &str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Error> {
    parse(text).map_err(|reason| Error::Column { column: column.to_owned(), reason: reason.to_string() })
}

/// One number, from a query that names it `number`.
pub(crate) struct Number(pub i64);

impl FromRow for Number {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        row.get("number").map(Self)
    }
}

/// One text, from a query that names it `text`.
pub(crate) struct Text(pub String);

impl FromRow for Text {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        row.get("text").map(Self)
    }
}

//! Arguments of a query.

use std::borrow::Cow;

use baton_model::Timestamp;
use serde_json::Value;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// One argument. Ids and JSON are kept as text, moments as whole numbers, in both databases.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arg<'a> {
    Text(Option<Cow<'a, str>>),
    Int(Option<i64>),
    Flag(bool),
    Bytes(&'a [u8]),
}

impl Arg<'_> {
    pub(crate) fn holds_nul(&self) -> bool {
        matches!(self, Self::Text(Some(text)) if text.contains('\0'))
    }

    pub(crate) fn bind_sqlite(
        self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Query<'_, Sqlite, SqliteArguments> {
        match self {
            Self::Text(text) => query.bind(text.map(Cow::into_owned)),
            Self::Int(number) => query.bind(number),
            Self::Flag(flag) => query.bind(flag),
            Self::Bytes(bytes) => query.bind(bytes.to_vec()),
        }
    }

    pub(crate) fn bind_postgres(
        self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Query<'_, Postgres, PgArguments> {
        match self {
            Self::Text(text) => query.bind(text.map(Cow::into_owned)),
            Self::Int(number) => query.bind(number),
            Self::Flag(flag) => query.bind(flag),
            Self::Bytes(bytes) => query.bind(bytes.to_vec()),
        }
    }
}

/// `args![id, name]`: anything that has a place in a column.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Arg::from($value)),*] };
}
pub(crate) use args;

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(Cow::Owned(text)))
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Text(text.as_deref().map(Cow::Borrowed))
    }
}

impl From<&Uuid> for Arg<'_> {
    fn from(id: &Uuid) -> Self {
        Self::Text(Some(Cow::Owned(id.to_string())))
    }
}

impl From<Uuid> for Arg<'_> {
    fn from(id: Uuid) -> Self {
        Self::from(&id)
    }
}

impl From<&Option<Uuid>> for Arg<'_> {
    fn from(id: &Option<Uuid>) -> Self {
        Self::Text(id.map(|id| Cow::Owned(id.to_string())))
    }
}

impl From<&Value> for Arg<'_> {
    fn from(value: &Value) -> Self {
        Self::Text(Some(Cow::Owned(value.to_string())))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<&i64> for Arg<'_> {
    fn from(number: &i64) -> Self {
        Self::Int(Some(*number))
    }
}

impl From<Timestamp> for Arg<'_> {
    fn from(moment: Timestamp) -> Self {
        Self::Int(Some(moment.0))
    }
}

impl From<&Timestamp> for Arg<'_> {
    fn from(moment: &Timestamp) -> Self {
        Self::Int(Some(moment.0))
    }
}

impl From<&Option<Timestamp>> for Arg<'_> {
    fn from(moment: &Option<Timestamp>) -> Self {
        Self::Int(moment.map(|moment| moment.0))
    }
}

impl From<bool> for Arg<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&bool> for Arg<'_> {
    fn from(flag: &bool) -> Self {
        Self::Flag(*flag)
    }
}

impl<'a> From<&'a Vec<u8>> for Arg<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a [u8]> for Arg<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

//! A table and the struct of its rows, said once.

use super::row::FromRow;
use super::{Arg, Dialect, Handle};
use crate::Error;

/// A struct whose fields are the columns of a table, the key first.
pub(crate) trait Table: FromRow {
    const NAME: &'static str;
    const COLUMNS: &'static [&'static str];

    /// The values, in the order of [`Table::COLUMNS`].
    fn values(&self) -> Vec<Arg<'_>>;
}

/// Defines the struct, and how it is read from a row and written to one.
macro_rules! table {
    (
        $(#[$about:meta])*
        $name:ident in $table:literal {
            $($(#[$field_about:meta])* $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_about])* pub $field: $type,)*
        }

        // Rows hold hashes, keys and what callers said: a log that shows one shows its key alone.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let key = <Self as $crate::sql::Table>::values(self).into_iter().next();
                f.debug_tuple(stringify!($name)).field(&key).finish()
            }
        }

        impl $crate::sql::FromRow for $name {
            fn from_row(row: &$crate::sql::AnyRow) -> Result<Self, $crate::Error> {
                Ok(Self { $($field: row.get($crate::sql::column_name(stringify!($field)))?,)* })
            }
        }

        impl $crate::sql::Table for $name {
            const NAME: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($crate::sql::column_name(stringify!($field))),*];

            fn values(&self) -> Vec<$crate::sql::Arg<'_>> {
                vec![$($crate::sql::Arg::from(&self.$field)),*]
            }
        }
    };
}
pub(crate) use table;

/// The column of a field: its name, but that Rust keeps `type` for itself.
pub(crate) const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"r#type" => "type",
        _ => field,
    }
}

/// A closed set of words that stands in a column of text.
macro_rules! words {
    (
        $(#[$about:meta])*
        $name:ident { $($(#[$word_about:meta])* $word:ident = $text:literal,)* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$word_about])* $word,)*
        }

        impl $name {
            /// The word, as it is kept and shown.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)*
                }
            }

            #[allow(dead_code, reason = "not every set of words is read back by hand")]
            pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
                match text {
                    $($text => Ok(Self::$word),)*
                    _ => Err("an unknown word"),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::sql::Column for $name {
            fn read(row: &$crate::sql::AnyRow, column: &str) -> Result<Self, $crate::Error> {
                $crate::sql::parsed(column, &row.get::<String>(column)?, Self::parse)
            }
        }

        impl From<&$name> for $crate::sql::Arg<'_> {
            fn from(word: &$name) -> Self {
                $crate::sql::Arg::from(word.as_str())
            }
        }
    };
}
pub(crate) use words;

impl Handle<'_> {
    /// Writes a row that must not be there yet.
    pub(crate) async fn insert<T: Table>(&mut self, row: &T) -> Result<(), Error> {
        self.execute(insertion::<T>(), row.values()).await.map(drop)
    }

    /// Writes a row unless one with that key is there. True when it was written.
    pub(crate) async fn insert_if_absent<T: Table>(&mut self, row: &T) -> Result<bool, Error> {
        let sql = insertion::<T>() + " ON CONFLICT DO NOTHING";
        Ok(self.execute(sql, row.values()).await? > 0)
    }

    /// Writes a row, over the one with the same key if there is one.
    pub(crate) async fn put<T: Table>(&mut self, row: &T, key: &[&str]) -> Result<(), Error> {
        let others: Vec<String> = T::COLUMNS
            .iter()
            .filter(|column| !key.contains(column))
            .map(|column| format!("{column} = excluded.{column}"))
            .collect();
        let sql = format!(
            "{} ON CONFLICT ({}) DO UPDATE SET {}",
            insertion::<T>(),
            key.join(", "),
            others.join(", ")
        );
        self.execute(sql, row.values()).await.map(drop)
    }

    /// Writes many rows with few statements. `tail` says what is done with those that are there already.
    pub(crate) async fn insert_all<T: Table>(&mut self, rows: &[T], tail: &str) -> Result<(), Error> {
        let mut rest = rows;
        for together in [64, 16, 4, 1] {
            while rest.len() >= together {
                let (now, later) = rest.split_at(together);
                let values = now.iter().flat_map(Table::values).collect();
                self.execute(insertion_of::<T>(together) + tail, values).await?;
                rest = later;
            }
        }
        Ok(())
    }

    /// The row whose first column is this.
    pub(crate) async fn find<T: Table>(&mut self, key: Arg<'_>) -> Result<Option<T>, Error> {
        self.one(selection::<T>(), vec![key]).await
    }

    /// The same, held until the transaction ends. On SQLite a transaction that writes is alone anyway.
    pub(crate) async fn find_held<T: Table>(&mut self, key: Arg<'_>) -> Result<Option<T>, Error> {
        let held = if self.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
        self.one(selection::<T>() + held, vec![key]).await
    }

    /// Removes the row whose first column is this. True when it was there.
    pub(crate) async fn remove<T: Table>(&mut self, key: Arg<'_>) -> Result<bool, Error> {
        let sql = format!("DELETE FROM {} WHERE {} = $1", T::NAME, first(T::COLUMNS));
        Ok(self.execute(sql, vec![key]).await? > 0)
    }
}

fn first(columns: &[&'static str]) -> &'static str {
    columns.first().copied().unwrap_or_default()
}

/// Reads the row with a key.
fn selection<T: Table>() -> String {
    format!("SELECT * FROM {} WHERE {} = $1", T::NAME, first(T::COLUMNS))
}

/// Writes one row.
pub(crate) fn insertion<T: Table>() -> String {
    insertion_of::<T>(1)
}

/// Writes so many rows.
fn insertion_of<T: Table>(rows: usize) -> String {
    let columns = T::COLUMNS.len();
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns).map(|place| format!("${}", row * columns + place)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {} ({}) VALUES {}", T::NAME, T::COLUMNS.join(", "), rows.join(", "))
}

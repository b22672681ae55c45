//! One text of SQL for both databases: arguments, rows, tables, and the handle that runs a query on a pool or in
//! a transaction of either. The turn path has its own way (`turns`).

mod arg;
mod changes;
mod handle;
mod row;
mod table;

pub(crate) use arg::{Arg, args};
pub(crate) use changes::{Changes, changes};
pub(crate) use handle::{Gate, Handle, Pools, enter};
pub(crate) use row::{AnyRow, Column, FromRow, Number, Text, parsed};
pub(crate) use table::{Table, column_name, insertion, table, words};

/// Which of the two a query is for, where their words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The texts of a JSON array as rows with a column `value`: any number of them is one argument, and the query
    /// one text.
    pub(crate) fn each(self, argument: &str) -> String {
        match self {
            Self::Sqlite => format!("json_each({argument})"),
            Self::Postgres => format!("json_array_elements_text({argument}::json) AS listed(value)"),
        }
    }

    /// Is one of the texts of such an array. On PostgreSQL it is no join: so an index that has the order of a page is read
    /// in it, also before the database has counted anything.
    pub(crate) fn in_list(self, argument: &str) -> String {
        match self {
            Self::Sqlite => format!("IN (SELECT value FROM {})", self.each(argument)),
            Self::Postgres => {
                format!("= ANY (ARRAY(SELECT json_array_elements_text({argument}::json)))")
            }
        }
    }

    /// `LIKE` that does not tell `a` from `A`.
    pub(crate) fn like(self) -> &'static str {
        match self {
            Self::Sqlite => "LIKE",
            Self::Postgres => "ILIKE",
        }
    }
}

/// The pattern for "contains this text", whatever wildcards the text holds.
pub(crate) fn containing(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// A list of texts as the one argument that [`Dialect::in_list`] reads.
pub(crate) fn json_list<T: AsRef<str>>(texts: &[T]) -> String {
    serde_json::Value::from(texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>()).to_string()
}

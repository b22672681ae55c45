//! Pages of what lies in the groups that somebody sees.

use crate::Error;
use crate::sql::{Arg, Dialect, Handle, Number, Table, containing, json_list};

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

/// A part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOf<T> {
    /// How many there are in all.
    pub total: i64,
    /// The part.
    pub rows: Vec<T>,
}

/// When fewer than this many rows are seen, they are found by group and sorted; else the index in the order of
/// names is walked until the page is full.
const SORTED_AT_MOST: i64 = 1_000;

/// Conditions on a table with the columns `name` and `group_name`.
pub(crate) struct Listing<'a> {
    conditions: String,
    arguments: Vec<Arg<'a>>,
    dialect: Dialect,
}

impl<'a> Listing<'a> {
    /// Rows of these groups.
    pub(crate) fn in_groups<G: AsRef<str>>(dialect: Dialect, groups: &[G]) -> Self {
        let conditions = format!("group_name {}", dialect.in_list("$1"));
        Self { conditions, arguments: vec![Arg::from(json_list(groups))], dialect }
    }

    /// Those, too, for which `condition` holds; `$` in it stands for the value.
    pub(crate) fn and(mut self, condition: &str, value: Arg<'a>) -> Self {
        self.arguments.push(value);
        let condition = condition.replace('$', &format!("${}", self.arguments.len()));
        self.conditions = format!("{} AND {condition}", self.conditions);
        self
    }

    /// The same, when there is a value.
    pub(crate) fn and_maybe(self, condition: &str, value: Option<&'a str>) -> Self {
        match value {
            Some(value) => self.and(condition, Arg::from(value)),
            None => self,
        }
    }

    /// Rows whose name contains a text, in any letter case.
    pub(crate) fn and_name_contains(self, text: Option<&str>) -> Self {
        let like = self.dialect.like();
        match text {
            Some(text) if !text.is_empty() => {
                self.and(&format!("name {like} $ ESCAPE '\\'"), Arg::from(containing(text)))
            }
            _ => self,
        }
    }

    /// All rows, by name.
    pub(crate) async fn all<T: Table>(self, handle: &mut Handle<'_>) -> Result<Vec<T>, Error> {
        let sql =
            format!("SELECT * FROM {} WHERE {} ORDER BY name, group_name, id", T::NAME, self.conditions);
        handle.all(sql, self.arguments).await
    }

    /// How many rows.
    pub(crate) async fn count<T: Table>(&self, handle: &mut Handle<'_>) -> Result<i64, Error> {
        let sql = format!("SELECT count(*) AS number FROM {} WHERE {}", T::NAME, self.conditions);
        Ok(handle.one::<Number>(sql, self.arguments.clone()).await?.map_or(0, |number| number.0))
    }

    /// A page, by name. `by_name` is the table's index in that order.
    pub(crate) async fn page<T: Table>(
        mut self,
        handle: &mut Handle<'_>,
        page: Page,
        by_name: &str,
    ) -> Result<PageOf<T>, Error> {
        let total = self.count::<T>(handle).await?;
        if total <= page.offset {
            return Ok(PageOf { total, rows: Vec::new() });
        }
        // SQLite has no statistics to choose by; PostgreSQL has.
        let index = match self.dialect {
            Dialect::Sqlite if total > SORTED_AT_MOST => format!(" INDEXED BY {by_name}"),
            Dialect::Sqlite | Dialect::Postgres => String::new(),
        };
        let (limit, offset) = (self.arguments.len() + 1, self.arguments.len() + 2);
        self.arguments.extend([Arg::from(page.limit), Arg::from(page.offset)]);
        // Ids first: the index holds them, so that the rows before the page are never read.
        let sql = format!(
            "SELECT * FROM {table} WHERE id IN (
                 SELECT id FROM {table}{index} WHERE {conditions} ORDER BY name, group_name, id LIMIT ${limit} OFFSET ${offset})
             ORDER BY name, group_name, id",
            table = T::NAME,
            conditions = self.conditions,
        );
        Ok(PageOf { total, rows: handle.all(sql, self.arguments).await? })
    }
}

//! Pages of what lies in the groups that somebody sees.

use crate::Error;
use crate::sql::{AnyRow, Arg, Dialect, FromRow, Handle, Number, Table, args, containing, json_list};

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

/// Up to so many rows are found by group, counted and sorted here; for more, the index in the order of names is walked
/// until the page is full.
const SORTED_AT_MOST: usize = 1_000;

/// A row's place in the list.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    name: String,
    group_name: String,
    id: String,
}

impl FromRow for Place {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { name: row.get("name")?, group_name: row.get("group_name")?, id: row.get("id")? })
    }
}

/// Conditions on a table with the columns `name` and `group_name`, and with two indexes: `<table>_by_group` begins
/// with the group (after what all rows are told apart by), `<table>_by_name` is in the order of the list.
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

    /// A page, by name.
    pub(crate) async fn page<T: Table>(
        self,
        handle: &mut Handle<'_>,
        page: Page,
    ) -> Result<PageOf<T>, Error> {
        let mut places = self.some_places::<T>(handle).await?;
        if places.len() > SORTED_AT_MOST {
            return self.walked(handle, page).await;
        }
        places.sort_unstable();
        let total = i64::try_from(places.len()).unwrap_or(i64::MAX);
        let skipped = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let ids: Vec<&str> = places
            .iter()
            .skip(skipped)
            .take(usize::try_from(page.limit).unwrap_or(0))
            .map(|place| place.id.as_str())
            .collect();
        let sql = format!(
            "SELECT * FROM {} WHERE id {} ORDER BY name, group_name, id",
            T::NAME,
            self.dialect.in_list("$1")
        );
        Ok(PageOf { total, rows: handle.all(sql, args![json_list(&ids)]).await? })
    }

    /// The first rows that are found, in no order, and one more than [`SORTED_AT_MOST`] when there are more.
    async fn some_places<T: Table>(&self, handle: &mut Handle<'_>) -> Result<Vec<Place>, Error> {
        let limit = SORTED_AT_MOST + 1;
        let sql =
            format!("SELECT id, name, group_name FROM {} WHERE {} LIMIT {limit}", T::NAME, self.conditions);
        handle.all(sql, self.arguments.clone()).await
    }

    async fn walked<T: Table>(mut self, handle: &mut Handle<'_>, page: Page) -> Result<PageOf<T>, Error> {
        let (table, conditions) = (self.table::<T>("by_group"), &self.conditions);
        let count = format!("SELECT count(*) AS number FROM {table} WHERE {conditions}");
        let total = handle.one::<Number>(count, self.arguments.clone()).await?.map_or(0, |number| number.0);
        if total <= page.offset {
            return Ok(PageOf { total, rows: Vec::new() });
        }
        let table = self.table::<T>("by_name");
        let (limit, offset) = (self.arguments.len() + 1, self.arguments.len() + 2);
        self.arguments.extend(args![page.limit, page.offset]);
        // Ids first: the index holds them, so that the rows before the page are never read.
        let sql = format!(
            "SELECT * FROM {} WHERE id IN (
                 SELECT id FROM {table} WHERE {conditions} ORDER BY name, group_name, id
                 LIMIT ${limit} OFFSET ${offset})
             ORDER BY name, group_name, id",
            T::NAME
        );
        Ok(PageOf { total, rows: handle.all(sql, self.arguments).await? })
    }

    /// The table, by way of one of its two indexes. SQLite has no statistics to choose by; PostgreSQL has.
    fn table<T: Table>(&self, way: &str) -> String {
        match self.dialect {
            Dialect::Sqlite => format!("{0} INDEXED BY {0}_{way}", T::NAME),
            Dialect::Postgres => T::NAME.to_owned(),
        }
    }
}

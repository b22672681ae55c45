//! Pages of what lies in the groups that somebody sees.

use std::sync::Arc;

use super::landmarks::{self, Landmarks, Place};
use crate::Error;
use crate::sql::{Arg, Dialect, Handle, Number, Table, args, containing, json_list};

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

impl Page {
    /// Which page of its size it is, or begins in; the first is 1.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self.offset.checked_div(self.limit) {
            Some(before) => before + 1,
            None => 1,
        }
    }

    /// This part of a list.
    pub fn cut<T>(self, list: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        let count = |number| usize::try_from(number).unwrap_or(if number < 0 { 0 } else { usize::MAX });
        list.into_iter().skip(count(self.offset)).take(count(self.limit))
    }
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
/// until the page is full, from the nearest landmark where there is one.
const SORTED_AT_MOST: usize = 1_000;

/// Conditions on a table with the columns `name` and `group_name`, and with two indexes: `<table>_by_group` begins
/// with the group (after what all rows are told apart by), `<table>_by_name` is in the order of the list.
pub(crate) struct Listing<'a> {
    conditions: String,
    arguments: Vec<Arg<'a>>,
    dialect: Dialect,
    /// Columns that a list does not read, each with what stands in its place.
    left_out: &'static [(&'static str, &'static str)],
}

impl<'a> Listing<'a> {
    /// Rows of these groups.
    pub(crate) fn in_groups<G: AsRef<str>>(dialect: Dialect, groups: &[G]) -> Self {
        let conditions = format!("group_name {}", dialect.in_list("$1"));
        Self { conditions, arguments: vec![Arg::from(json_list(groups))], dialect, left_out: &[] }
    }

    /// Rows without these columns: a list of large documents would take as much memory as all of them together.
    pub(crate) fn without(mut self, left_out: &'static [(&'static str, &'static str)]) -> Self {
        self.left_out = left_out;
        self
    }

    fn columns<T: Table>(&self) -> String {
        let column = |name: &&str| match self.left_out.iter().find(|(left_out, _)| left_out == name) {
            Some((_, instead)) => format!("'{instead}' AS {name}"),
            None => (*name).to_owned(),
        };
        T::COLUMNS.iter().map(column).collect::<Vec<_>>().join(", ")
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

    /// Rows whose name is one of these, in any letter case.
    pub(crate) fn and_named(self, names: Option<&[String]>) -> Self {
        let Some(names) = names else { return self };
        let lower: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        let one_of = format!("lower(name) {}", self.dialect.in_list("$"));
        self.and(&one_of, Arg::from(json_list(&lower)))
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
        let (columns, conditions) = (self.columns::<T>(), &self.conditions);
        let sql =
            format!("SELECT {columns} FROM {} WHERE {conditions} ORDER BY name, group_name, id", T::NAME);
        handle.all(sql, self.arguments).await
    }

    /// A page, by name.
    pub(crate) async fn page<T: Table>(
        self,
        handle: &mut Handle<'_>,
        page: Page,
    ) -> Result<PageOf<T>, Error> {
        let signature = self.signature::<T>();
        let revision = landmarks::revision::<T>(handle).await?;
        if let Some(known) = landmarks::known(handle, &signature, revision) {
            return self.beginning_at_landmark(handle, &known, page).await;
        }
        let mut places = self.some_places::<T>(handle).await?;
        if places.len() > SORTED_AT_MOST {
            return match revision {
                Some(revision) => {
                    let found = Arc::new(self.survey::<T>(handle, revision).await?);
                    landmarks::remember(handle, signature, &found);
                    self.beginning_at_landmark(handle, &found, page).await
                }
                None => self.walked(handle, page).await,
            };
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
            "SELECT {} FROM {} WHERE id {} ORDER BY name, group_name, id",
            self.columns::<T>(),
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

    /// What the list is of: lists of the same signature hold the same rows until the table's revision rises.
    fn signature<T: Table>(&self) -> String {
        format!("{} {} {:?}", T::NAME, self.conditions, self.arguments)
    }

    /// Goes once over the whole list and remembers where it can be entered.
    async fn survey<T: Table>(&self, handle: &mut Handle<'_>, revision: i64) -> Result<Landmarks, Error> {
        let (table, conditions, apart) = (self.table::<T>("by_name"), &self.conditions, landmarks::APART);
        let sql = format!(
            "SELECT id, name, group_name FROM (
                 SELECT id, name, group_name, row_number() OVER (ORDER BY name, group_name, id) AS place
                 FROM {table} WHERE {conditions})
             WHERE place % {apart} = 1 ORDER BY place"
        );
        let every = handle.all(sql, self.arguments.clone()).await?;
        Ok(Landmarks { revision, total: self.total::<T>(handle).await?, every })
    }

    /// A page that begins at the last landmark before it.
    async fn beginning_at_landmark<T: Table>(
        mut self,
        handle: &mut Handle<'_>,
        landmarks: &Landmarks,
        page: Page,
    ) -> Result<PageOf<T>, Error> {
        let total = landmarks.total;
        let Some((place, offset)) = landmarks.before(page.offset).filter(|_| page.offset < total) else {
            return Ok(PageOf { total, rows: Vec::new() });
        };
        let first = self.arguments.len() + 1;
        self.arguments.extend(args![place.name.clone(), place.group_name.clone(), place.id.clone()]);
        let here = format!("(name, group_name, id) >= (${first}, ${}, ${})", first + 1, first + 2);
        self.conditions = format!("{} AND {here}", self.conditions);
        let rows = self.rows(handle, Page { limit: page.limit, offset }).await?;
        Ok(PageOf { total, rows })
    }

    async fn total<T: Table>(&self, handle: &mut Handle<'_>) -> Result<i64, Error> {
        let (table, conditions) = (self.table::<T>("by_group"), &self.conditions);
        let count = format!("SELECT count(*) AS number FROM {table} WHERE {conditions}");
        Ok(handle.one::<Number>(count, self.arguments.clone()).await?.map_or(0, |number| number.0))
    }

    async fn walked<T: Table>(self, handle: &mut Handle<'_>, page: Page) -> Result<PageOf<T>, Error> {
        let total = self.total::<T>(handle).await?;
        if total <= page.offset {
            return Ok(PageOf { total, rows: Vec::new() });
        }
        Ok(PageOf { total, rows: self.rows(handle, page).await? })
    }

    /// The rows of a page, in order.
    async fn rows<T: Table>(mut self, handle: &mut Handle<'_>, page: Page) -> Result<Vec<T>, Error> {
        let (table, conditions) = (self.table::<T>("by_name"), &self.conditions);
        let (limit, offset) = (self.arguments.len() + 1, self.arguments.len() + 2);
        // Ids first: the index holds them, so that the rows before the page are never read.
        let sql = format!(
            "SELECT {} FROM {} WHERE id IN (
                 SELECT id FROM {table} WHERE {conditions} ORDER BY name, group_name, id
                 LIMIT ${limit} OFFSET ${offset})
             ORDER BY name, group_name, id",
            self.columns::<T>(),
            T::NAME
        );
        self.arguments.extend(args![page.limit, page.offset]);
        handle.all(sql, self.arguments).await
    }

    /// The table, by way of one of its two indexes. SQLite has no statistics to choose by; PostgreSQL has.
    fn table<T: Table>(&self, way: &str) -> String {
        match self.dialect {
            Dialect::Sqlite => format!("{0} INDEXED BY {0}_{way}", T::NAME),
            Dialect::Postgres => T::NAME.to_owned(),
        }
    }
}

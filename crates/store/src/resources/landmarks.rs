//! Where long lists can be entered. Counting and skipping 100,000 rows takes longer than everything else about a page,
//! and lists change far less often than they are read: so each list that was walked is remembered by every so many
//! rows, until its table's revision rises. SQLite only (see the triggers of its migrations).

use std::sync::Arc;

use moka::sync::Cache;

use crate::Error;
use crate::sql::{AnyRow, Arg, FromRow, Handle, Number, Pools, Table};

/// Rows from one landmark to the next.
pub(crate) const APART: i64 = 256;
/// Lists that are remembered; of 100,000 rows, each holds 400 places.
const LISTS: u64 = 64;

/// A row's place in a list.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) group_name: String,
    pub(crate) id: String,
}

impl FromRow for Place {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { name: row.get("name")?, group_name: row.get("group_name")?, id: row.get("id")? })
    }
}

/// What is remembered of one list.
pub(crate) struct Landmarks {
    /// Of the table, from before the list was walked.
    pub(crate) revision: i64,
    /// How many rows it has.
    pub(crate) total: i64,
    /// The first row and every [`APART`]th after it.
    pub(crate) every: Vec<Place>,
}

impl Landmarks {
    /// The last landmark at or before a row, and how many rows lie between.
    pub(crate) fn before(&self, offset: i64) -> Option<(&Place, i64)> {
        let place = self.every.get(usize::try_from(offset / APART).ok()?)?;
        Some((place, offset % APART))
    }
}

/// All lists that are remembered, by what they are of.
pub(crate) type Remembered = Cache<String, Arc<Landmarks>>;

/// Nothing remembered yet.
pub(crate) fn nothing() -> Remembered {
    Cache::new(LISTS)
}

/// The revision of a table's lists; `None` where none is kept. Read before the list, so that what changes meanwhile
/// makes what was read too old, never too new.
pub(crate) async fn revision<T: Table>(handle: &mut Handle<'_>) -> Result<Option<i64>, Error> {
    match handle {
        Handle::Pools(Pools::Sqlite { .. }) => {
            let sql = "SELECT revision AS number FROM listings WHERE name = $1";
            Ok(handle.one::<Number>(sql, vec![Arg::from(T::NAME)]).await?.map(|number| number.0))
        }
        _ => Ok(None),
    }
}

/// What is remembered of a list, if the table is still as it was.
pub(crate) fn known(handle: &Handle<'_>, signature: &str, revision: Option<i64>) -> Option<Arc<Landmarks>> {
    let Handle::Pools(Pools::Sqlite { lists, .. }) = handle else { return None };
    lists.get(signature).filter(|known| Some(known.revision) == revision)
}

/// Remembers a list.
pub(crate) fn remember(handle: &Handle<'_>, signature: String, landmarks: &Arc<Landmarks>) {
    if let Handle::Pools(Pools::Sqlite { lists, .. }) = handle {
        lists.insert(signature, Arc::clone(landmarks));
    }
}

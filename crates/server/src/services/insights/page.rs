//! A page of dialogs, and where the next one begins.

use std::collections::HashSet;

use baton_model::Timestamp;
use baton_store::{DialogFilter, Error, RecordedDialog, Records};

use super::cursor::Place;
use super::walk::Walk;

/// How many dialogs are looked through at a time for what was said.
const TOGETHER: usize = 200;

/// A page.
pub struct Page {
    pub rows: Vec<RecordedDialog>,
    /// The place after which the next page begins; `None` on the last.
    pub after: Option<Place>,
    /// When the last dialog began that was looked at, when not all were.
    pub looked_to: Option<Timestamp>,
}

impl Page {
    /// What a search without words finds.
    pub fn of(rows: Vec<RecordedDialog>, filter: &DialogFilter) -> Self {
        let after = rows.last().filter(|_| is_full(&rows, filter)).map(place);
        Self { rows, after, looked_to: None }
    }

    fn looked_through(rows: Vec<RecordedDialog>, after: Option<Place>) -> Self {
        let looked_to = after.as_ref().map(|(began, _)| *began);
        Self { rows, after, looked_to }
    }
}

/// Those dialogs in which a caller said this: all that fit are looked through in the order of the page, until it is
/// full or enough turns were looked at. So whoever follows the pages comes to every dialog once, however seldom it was
/// said.
pub async fn page_saying(
    records: Records<'_>,
    filter: &DialogFilter,
    text: &str,
    enough: i64,
) -> Result<Page, Error> {
    let mut walk = Walk::through(records, filter, TOGETHER);
    let (mut rows, mut turns) = (Vec::new(), 0);
    loop {
        let mut some = Vec::with_capacity(TOGETHER);
        while some.len() < TOGETHER
            && let Some(row) = walk.next().await?
        {
            some.push(row);
        }
        let after = some.last().map(place).filter(|_| some.len() == TOGETHER);
        let roots: HashSet<&str> = some.iter().map(|row| row.group_id.as_str()).collect();
        let roots: Vec<&str> = roots.into_iter().collect();
        let (saying, looked_at) = records.saying(&roots, text).await?;
        turns += looked_at;
        for row in some.into_iter().filter(|row| saying.contains(&row.group_id)) {
            rows.push(row);
            if is_full(&rows, filter) {
                let after = rows.last().map(place);
                return Ok(Page::looked_through(rows, after));
            }
        }
        if after.is_none() || turns >= enough {
            return Ok(Page::looked_through(rows, after));
        }
    }
}

fn place(row: &RecordedDialog) -> Place {
    (row.started_at, row.id.clone())
}

fn is_full(rows: &[RecordedDialog], filter: &DialogFilter) -> bool {
    i64::try_from(rows.len()).unwrap_or(i64::MAX) >= filter.limit
}

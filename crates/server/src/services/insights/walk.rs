//! Goes through dialogs one by one, in the order of their pages.

use std::collections::VecDeque;

use baton_model::Timestamp;
use baton_store::{DialogFilter, Error, RecordedDialog, Records};

/// How many dialogs of a part are read at once, at least.
const FEW: usize = 20;

/// Dialogs in order. Each group or application is read by itself, and no more of it than is wanted: so somebody who sees
/// hundreds of groups goes through them about as fast.
pub struct Walk<'a> {
    records: Records<'a>,
    parts: Vec<Part>,
    oldest_first: bool,
}

struct Part {
    filter: DialogFilter,
    waiting: VecDeque<RecordedDialog>,
    is_over: bool,
}

impl<'a> Walk<'a> {
    /// All dialogs that fit, about so many of which are wanted at once.
    pub fn through(records: Records<'a>, filter: &DialogFilter, wanted: usize) -> Self {
        let by_group = filter.apps.is_empty();
        let mut names = if by_group { filter.ocp_groups.clone() } else { filter.apps.clone() };
        names.sort_unstable();
        names.dedup();
        let at_once = (wanted / names.len().max(1)).max(FEW);
        let part = |name: String| {
            let mut filter =
                DialogFilter { limit: i64::try_from(at_once).unwrap_or(i64::MAX), ..filter.clone() };
            *(if by_group { &mut filter.ocp_groups } else { &mut filter.apps }) = vec![name];
            Part { filter, waiting: VecDeque::new(), is_over: false }
        };
        let parts = names.into_iter().map(part).collect();
        Self { records, parts, oldest_first: filter.oldest_first }
    }

    /// The next one.
    pub async fn next(&mut self) -> Result<Option<RecordedDialog>, Error> {
        for part in &mut self.parts {
            part.fill(self.records).await?;
        }
        let heads = self.parts.iter_mut().filter(|part| !part.waiting.is_empty());
        let first = match self.oldest_first {
            true => heads.min_by(|one, other| one.place().cmp(&other.place())),
            false => heads.max_by(|one, other| one.place().cmp(&other.place())),
        };
        Ok(first.and_then(|part| part.waiting.pop_front()))
    }
}

impl Part {
    /// Where the next one stands.
    fn place(&self) -> Option<(Timestamp, &str)> {
        self.waiting.front().map(|row| (row.started_at, row.id.as_str()))
    }

    /// Reads on when nothing is waiting.
    async fn fill(&mut self, records: Records<'_>) -> Result<(), Error> {
        if self.is_over || !self.waiting.is_empty() {
            return Ok(());
        }
        let rows = records.dialogs(&self.filter).await?;
        self.is_over = i64::try_from(rows.len()).is_ok_and(|read| read < self.filter.limit);
        if let Some(last) = rows.last() {
            self.filter.after = Some((last.started_at, last.id.clone()));
        }
        self.waiting.extend(rows);
        Ok(())
    }
}

//! Reads the records of turns, which are made of the journal when they are read.

use std::collections::{HashMap, VecDeque};
use std::ops::RangeInclusive;
use std::time::Duration;

use baton_records::Projection;
use baton_store::{JournalRow, RecordRow};
use moka::sync::Cache;
use uuid::Uuid;

use super::AT_A_STRETCH;
use super::known::{Known, RunsIn};
use crate::{Error, Runtime};

/// How much is remembered of how far dialogs were told, in bytes.
const MOST_TOLD: u64 = 64 * 1024 * 1024;
/// For how long.
const TOLD_FOR: Duration = Duration::from_secs(120);
/// How many turns are read at once of what came before those that are told.
const TOGETHER: i64 = 64;

/// How far dialogs were told that go on, to each reader by itself: one that receives records as they are made asks for one turn
/// after the other, and what came before need not be read again each time.
pub(crate) struct Telling(Cache<(Uuid, String), Projection>);

impl Telling {
    pub(super) fn new() -> Self {
        let size = |_: &(Uuid, String), told: &Projection| u32::try_from(told.size()).unwrap_or(u32::MAX);
        let cache = Cache::builder().weigher(size).max_capacity(MOST_TOLD).time_to_idle(TOLD_FOR);
        Self(cache.support_invalidation_closures().build())
    }

    /// What was told to a reader of a dialog, when nothing of these steps was.
    fn before(&self, reader: Uuid, dialog: &str, first: i64) -> Option<Projection> {
        let told = self.0.remove(&(reader, dialog.to_owned()));
        told.filter(|told| i64::from(told.step()) < first)
    }

    /// Forgets a dialog.
    pub(super) fn forget(&self, dialog: &str) {
        let dialog = dialog.to_owned();
        // It was built with closures, so this does not fail.
        let _ = self.0.invalidate_entries_if(move |(_, other), _| *other == dialog);
    }
}

/// The records of one turn.
#[derive(Debug, Clone)]
pub struct ToldTurn {
    /// Of which turn.
    pub row: RecordRow,
    /// Each as JSON without a line break, in order.
    pub records: Vec<String>,
}

/// A dialog that is being told.
struct Told {
    runs: RunsIn,
    projection: Projection,
    /// Its turns that come next.
    entries: VecDeque<JournalRow>,
    goes_on: bool,
}

impl Runtime {
    /// The records of these turns, in their order. Of what was erased meanwhile there are none. A reader who will ask for what
    /// comes after them is named.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn told(&self, reader: Option<Uuid>, rows: Vec<RecordRow>) -> Result<Vec<ToldTurn>, Error> {
        let mut told = Vec::with_capacity(rows.len());
        let all = |turn| {
            told.push(turn);
            true
        };
        self.tell_while(reader, rows, all).await?;
        Ok(told)
    }

    /// Hands over the records of these turns, in their order, for as long as more are wanted. Whoever goes on from there does so
    /// without reading again what came before.
    pub(crate) async fn tell_while(
        &self,
        reader: Option<Uuid>,
        rows: Vec<RecordRow>,
        mut take: impl FnMut(ToldTurn) -> bool,
    ) -> Result<(), Error> {
        let mut asked: HashMap<&str, RangeInclusive<i64>> = HashMap::new();
        for row in &rows {
            let steps = asked.entry(row.group_id.as_str()).or_insert(row.step..=row.step);
            *steps = row.step.min(*steps.start())..=row.step.max(*steps.end());
        }
        let (mut known, mut dialogs) = (Known::default(), HashMap::new());
        for (dialog, steps) in asked {
            match self.begin_to_tell(&mut known, reader, dialog, steps).await {
                Ok(Some(told)) => drop(dialogs.insert(dialog.to_owned(), told)),
                Ok(None) => {}
                Err(error) => untold(dialog, error)?,
            }
        }
        for (index, row) in rows.into_iter().enumerate() {
            let records = match dialogs.get_mut(&row.group_id) {
                None => Vec::new(),
                Some(dialog) => match self.tell_turn(dialog, row.step).await {
                    Ok(records) => records,
                    Err(error) => {
                        untold(&row.group_id, error)?;
                        dialogs.remove(&row.group_id);
                        Vec::new()
                    }
                },
            };
            if !take(ToldTurn { row, records }) {
                break;
            }
            if index % AT_A_STRETCH == AT_A_STRETCH - 1 {
                tokio::task::yield_now().await;
            }
        }
        let telling = &self.0.following.telling;
        for (dialog, told) in dialogs {
            if let Some(reader) = reader.filter(|_| told.goes_on && told.projection.step() > 0) {
                telling.0.insert((reader, dialog), told.projection);
            }
        }
        Ok(())
    }

    /// Reads what came before the first of these steps, a piece at a time, and those steps.
    async fn begin_to_tell(
        &self,
        known: &mut Known,
        reader: Option<Uuid>,
        dialog: &str,
        steps: RangeInclusive<i64>,
    ) -> Result<Option<Told>, Error> {
        let turns = self.0.store.turns();
        let Some(runs) = self.running(known, dialog).await? else { return Ok(None) };
        let before = reader.and_then(|reader| {
            let telling = &self.0.following.telling;
            telling.before(reader, dialog, *steps.start())
        });
        let mut told =
            Told { runs, projection: before.unwrap_or_default(), entries: VecDeque::new(), goes_on: true };
        loop {
            let at = i64::from(told.projection.step());
            let missing = steps.start() - 1 - at;
            if missing <= 0 {
                told.entries = turns.journal_after(dialog, at, steps.end() - at).await?.into();
                return Ok(Some(told));
            }
            told.entries = turns.journal_after(dialog, at, missing.min(TOGETHER)).await?.into();
            let Some(last) = told.entries.back().map(|entry| entry.step) else { return Ok(None) };
            self.tell_turn(&mut told, last).await?;
        }
    }

    /// What is told of a turn, once all before it were told.
    async fn tell_turn(&self, told: &mut Told, step: i64) -> Result<Vec<String>, Error> {
        let mut records = Vec::new();
        while told.entries.front().is_some_and(|row| row.step <= step)
            && let Some(row) = told.entries.pop_front()
        {
            let entry = self.read_entry(&row).await?;
            told.goes_on = entry.turn.ended.is_none();
            let of_turn = told.projection.take(&told.runs.about(), &entry);
            if row.step == step {
                records = of_turn;
            }
        }
        Ok(records)
    }
}

/// What can't be read holds up nothing else.
fn untold(dialog: &str, error: Error) -> Result<(), Error> {
    if matches!(error, Error::Store(_)) {
        return Err(error);
    }
    let error = &error as &dyn std::error::Error;
    tracing::error!(dialog, error, "the records of a dialog can't be told: it can't be read");
    Ok(())
}

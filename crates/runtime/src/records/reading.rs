//! Reads the records of turns, which are made of the journal when they are read.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use baton_records::Projection;
use baton_store::RecordRow;
use moka::sync::Cache;

use super::known::{Known, about};
use crate::{Error, Runtime};

/// Of how many dialogs is remembered how far they were told.
const MOST_TOLD: u64 = 2_000;
/// For how long.
const TOLD_FOR: Duration = Duration::from_secs(120);

/// How far dialogs were told that go on: whoever receives records as they are made asks for one turn after the other, and what came
/// before need not be read again each time.
pub(crate) struct Telling(Cache<String, Projection>);

impl Telling {
    pub(super) fn new() -> Self {
        Self(Cache::builder().max_capacity(MOST_TOLD).time_to_idle(TOLD_FOR).build())
    }

    /// What was told of a dialog, when nothing of these steps was.
    fn before(&self, dialog: &str, steps: &RangeInclusive<i64>) -> Option<Projection> {
        self.0.remove(dialog).filter(|told| i64::from(told.step()) < *steps.start())
    }

    /// Forgets a dialog.
    pub(super) fn forget(&self, dialog: &str) {
        self.0.invalidate(dialog);
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

impl Runtime {
    /// The records of these turns, in their order. Of what was erased meanwhile there are none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn told(&self, rows: Vec<RecordRow>) -> Result<Vec<ToldTurn>, Error> {
        let mut asked: HashMap<&str, RangeInclusive<i64>> = HashMap::new();
        for row in &rows {
            let steps = asked.entry(row.group_id.as_str()).or_insert(row.step..=row.step);
            *steps = row.step.min(*steps.start())..=row.step.max(*steps.end());
        }
        let (mut known, mut made) = (Known::default(), HashMap::new());
        for (dialog, steps) in asked {
            match self.told_of(&mut known, dialog, steps).await {
                Ok(steps) => {
                    made.extend(steps.into_iter().map(|(step, records)| ((dialog.to_owned(), step), records)))
                }
                Err(error @ Error::Store(_)) => return Err(error),
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(dialog, error, "the records of a dialog can't be told: it can't be read");
                }
            }
        }
        let told = rows.into_iter().map(|row| {
            let records = made.remove(&(row.group_id.clone(), row.step)).unwrap_or_default();
            ToldTurn { row, records }
        });
        Ok(told.collect())
    }

    /// What is told of these turns of a dialog, and perhaps of some before them.
    async fn told_of(
        &self,
        known: &mut Known,
        dialog: &str,
        steps: RangeInclusive<i64>,
    ) -> Result<Vec<(i64, Vec<String>)>, Error> {
        let turns = self.0.store.turns();
        let Some(row) = turns.load_dialog(dialog).await? else { return Ok(Vec::new()) };
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let organization = self.organization(known, &runnable.program.group).await?;
        let application_id = row.application_id.to_string();
        let about = about(&runnable, &application_id, &organization);
        let telling = &self.0.following.telling;
        let mut projection = telling.before(dialog, &steps).unwrap_or_default();
        let from = i64::from(projection.step());
        let mut told = Vec::new();
        let mut goes_on = true;
        for row in turns.journal_after(dialog, from, steps.end() - from).await? {
            let entry = self.read_entry(&row).await?;
            goes_on = entry.turn.ended.is_none();
            told.push((row.step, projection.take(&about, &entry).records));
        }
        if goes_on {
            telling.0.insert(dialog.to_owned(), projection);
        }
        Ok(told)
    }
}

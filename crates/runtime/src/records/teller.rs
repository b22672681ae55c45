//! Tells a dialog from its beginning, a piece at a time: one of ten thousand turns takes no more memory than a short one.

use baton_dialog::Entry;
use baton_records::{Log, Projection};
use baton_store::RecordedDialog;

use super::known::{Known, RunsIn};
use crate::{Error, Runtime};

/// How many turns are read at once.
const TURNS: i64 = 64;

/// Which turns are told. Those before them are read, too, since what they say goes on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Only those after this one.
    pub after: u32,
    /// At most so many.
    pub limit: u32,
}

impl Steps {
    /// All of them.
    pub const ALL: Self = Self { after: 0, limit: u32::MAX };

    fn last(self) -> i64 {
        i64::from(self.after) + i64::from(self.limit)
    }
}

/// Reads the turns of a tree in order.
struct Turns {
    runtime: Runtime,
    tree: String,
    /// Only those after this one are told.
    after: u32,
    /// The turn that was read last.
    step: i64,
    /// The last that is read.
    last: i64,
}

impl Turns {
    async fn next(&mut self) -> Result<Vec<Entry>, Error> {
        let limit = TURNS.min(self.last - self.step);
        if limit <= 0 {
            return Ok(Vec::new());
        }
        let rows = self.runtime.0.store.turns().journal_after(&self.tree, self.step, limit).await?;
        self.step = rows.last().map_or(self.last, |row| row.step);
        self.runtime.read_entries(rows).await
    }
}

/// Tells something of a dialog.
pub trait Teller: Send + 'static {
    /// The next lines, each with its end, perhaps none; `None` at the end.
    ///
    /// # Errors
    /// When the store fails; [`Error::Unreadable`].
    fn next(&mut self) -> impl Future<Output = Result<Option<String>, Error>> + Send;
}

struct LogTeller {
    turns: Turns,
    log: Log,
}

impl Teller for LogTeller {
    async fn next(&mut self) -> Result<Option<String>, Error> {
        let entries = self.turns.next().await?;
        let mut text = String::new();
        for entry in &entries {
            let lines = self.log.take(entry);
            if entry.step > self.turns.after {
                text.push_str(&lines);
            }
        }
        Ok((!entries.is_empty()).then_some(text))
    }
}

struct RecordTeller {
    turns: Turns,
    /// The second key of every record that is told; `None`: all are.
    own: Option<String>,
    /// `None`: there is no such dialog any more.
    runs: Option<RunsIn>,
    projection: Projection,
}

impl RecordTeller {
    fn is_told(&self, record: &str) -> bool {
        self.own.as_ref().is_none_or(|own| record.get(..200).unwrap_or(record).contains(own))
    }
}

impl Teller for RecordTeller {
    async fn next(&mut self) -> Result<Option<String>, Error> {
        let Some(runs) = &self.runs else { return Ok(None) };
        let entries = self.turns.next().await?;
        if entries.is_empty() {
            return Ok(None);
        }
        let about = runs.about();
        let mut lines = String::new();
        for entry in &entries {
            let records = self.projection.take(&about, entry);
            let is_within = entry.step > self.turns.after;
            for record in records.iter().filter(|record| is_within && self.is_told(record)) {
                lines.push_str(record);
                lines.push('\n');
            }
        }
        Ok(Some(lines))
    }
}

impl Runtime {
    /// The log of a dialog: readable text. That of a part of a tree has what happened in it and below it.
    #[must_use]
    pub fn log(&self, dialog: &RecordedDialog, steps: Steps) -> impl Teller + use<> {
        let tree = dialog.group_id.clone();
        let turns = Turns { runtime: self.clone(), tree, after: steps.after, step: 0, last: steps.last() };
        LogTeller { turns, log: Log::of(&dialog.id) }
    }

    /// The records of a dialog as far as they are made, each as JSON in a line of its own; of a root, those of the whole tree.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn records(&self, dialog: &RecordedDialog, steps: Steps) -> Result<impl Teller + use<>, Error> {
        let tree = dialog.group_id.clone();
        let last = self.0.store.records().last_step(&tree).await?.min(steps.last());
        let own = (dialog.id != tree).then(|| format!("\"id\":\"{}\"", dialog.id));
        let turns = Turns { runtime: self.clone(), tree, after: steps.after, step: 0, last };
        let runs = self.running(&mut Known::default(), &dialog.group_id).await?;
        Ok(RecordTeller { turns, own, runs, projection: Projection::default() })
    }
}

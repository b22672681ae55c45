//! Reads what is told: logs, and records, which are made of the journal when they are read.

use std::collections::HashMap;

use baton_records::Projection;
use baton_store::{RecordRow, RecordedDialog};

use super::known::{Known, about};
use crate::{Error, Runtime};

/// The records of one turn.
#[derive(Debug, Clone)]
pub struct ToldTurn {
    /// Of which turn.
    pub row: RecordRow,
    /// Each as JSON without a line break, in order.
    pub records: Vec<String>,
}

impl Runtime {
    /// The log of a dialog: readable text. That of a part of a tree has what happened in it and below it.
    ///
    /// # Errors
    /// When the store fails; [`Error::Unreadable`].
    pub async fn log(&self, dialog: &RecordedDialog) -> Result<String, Error> {
        let rows = self.0.store.turns().journal(&dialog.group_id).await?;
        let entries = self.read_entries(rows).await?;
        Ok(baton_records::log_of(&dialog.id, &entries))
    }

    /// The records of a tree, turn by turn.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn records_of_tree(&self, group_id: &str) -> Result<Vec<ToldTurn>, Error> {
        let rows = self.0.store.records().of_tree(group_id).await?;
        self.told(rows).await
    }

    /// The records of these turns, in their order. Of what was erased meanwhile there are none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn told(&self, rows: Vec<RecordRow>) -> Result<Vec<ToldTurn>, Error> {
        let mut last: HashMap<&str, i64> = HashMap::new();
        for row in &rows {
            let step = last.entry(row.group_id.as_str()).or_default();
            *step = row.step.max(*step);
        }
        let (mut known, mut made) = (Known::default(), HashMap::new());
        for (dialog, step) in last {
            match self.told_until(&mut known, dialog, step).await {
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

    /// What is told of each turn of a dialog up to one.
    async fn told_until(
        &self,
        known: &mut Known,
        dialog: &str,
        until: i64,
    ) -> Result<Vec<(i64, Vec<String>)>, Error> {
        let turns = self.0.store.turns();
        let Some(row) = turns.load_dialog(dialog).await? else { return Ok(Vec::new()) };
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let organization = self.organization(known, &runnable.program.group).await?;
        let application_id = row.application_id.to_string();
        let about = about(&runnable, &application_id, &organization);
        let mut projection = Projection::default();
        let mut told = Vec::new();
        for row in turns.journal_after(dialog, 0, until).await? {
            let entry = self.read_entry(&row).await?;
            told.push((row.step, projection.take(&about, &entry).records));
        }
        Ok(told)
    }
}

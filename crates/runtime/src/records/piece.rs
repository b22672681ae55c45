//! What is made of a piece of the journal, before it is written.

use std::collections::HashMap;
use std::sync::Arc;

use baton_model::Timestamp;
use baton_model::program::Program;
use baton_records::{BeganDialog, Count, Counts, Indexed, OverDialog};
use baton_store::{CountRow, FeedHold, RecordBatch, RecordRow, RecordedDialog, RecordedEnd};

use super::follow::Recorded;
use crate::programs::Runnable;

/// What was made so far of a piece.
pub(super) struct Piece {
    pub(super) position: i64,
    records: Vec<RecordRow>,
    began: Vec<RecordedDialog>,
    over: Vec<RecordedEnd>,
    counted: Vec<Counted>,
}

/// What was counted in a turn.
struct Counted {
    time: Timestamp,
    runnable: Arc<Runnable>,
    counts: Counts,
}

impl Piece {
    pub(super) fn after(from: FeedHold) -> Self {
        Self {
            position: from.position,
            records: Vec::new(),
            began: Vec::new(),
            over: Vec::new(),
            counted: Vec::new(),
        }
    }

    /// Adds a turn.
    pub(super) fn add(&mut self, turn: Recorded, indexed: Indexed) {
        let Indexed { said, began, over, counts } = indexed;
        self.began.extend(began.into_iter().map(|dialog| dialog_row(&turn, dialog)));
        self.over.extend(over.into_iter().map(end_of));
        let Recorded { dialog_id, step, time, runnable, .. } = turn;
        self.position += 1;
        self.records.push(RecordRow {
            position: self.position,
            group_id: dialog_id,
            step,
            time,
            ocp_group: runnable.program.group.clone(),
            said: without_nul(said),
        });
        self.counted.push(Counted { time, runnable, counts });
    }

    pub(super) fn batch(mut self, from: FeedHold, (tx, seq): (i64, i64)) -> RecordBatch {
        self.end_what_began();
        RecordBatch {
            from,
            to: FeedHold { tx, seq, position: self.position },
            counts: sums(&self.counted),
            records: self.records,
            began: self.began,
            over: self.over,
        }
    }

    /// A dialog that began and ended in this piece is written once.
    fn end_what_began(&mut self) {
        let at: HashMap<&str, usize> =
            self.began.iter().enumerate().map(|(index, row)| (row.id.as_str(), index)).collect();
        let at: Vec<Option<usize>> = self.over.iter().map(|end| at.get(end.id.as_str()).copied()).collect();
        for (end, at) in std::mem::take(&mut self.over).into_iter().zip(at) {
            match at.and_then(|at| self.began.get_mut(at)) {
                Some(row) => {
                    row.ended_at = Some(end.ended_at);
                    row.duration_ms = end.duration_ms;
                    (row.end_type, row.result, row.reason) = (end.end_type, end.result, end.reason);
                    (row.steps, row.no_inputs, row.no_matches) = (end.steps, end.no_inputs, end.no_matches);
                }
                None => self.over.push(end),
            }
        }
    }
}

/// How often each thing was counted: by five minutes, group and application.
fn sums(counted: &[Counted]) -> Vec<CountRow> {
    let mut sums: HashMap<(i64, &str, &str), HashMap<Count<'_>, i64>> = HashMap::new();
    for Counted { time, runnable, counts } in counted {
        let Program { group, flow_app_id: app, .. } = &*runnable.program;
        let sums = sums.entry((time.0.div_euclid(5 * 60 * 1_000_000), group, app)).or_default();
        counts.iter().for_each(|count| *sums.entry(count).or_default() += 1);
    }
    let rows = sums.into_iter().flat_map(|((bucket, ocp_group, app), sums)| {
        sums.into_iter().map(move |(count, number)| CountRow {
            bucket,
            ocp_group: ocp_group.to_owned(),
            app: app.to_owned(),
            kind: if count.test { format!("{}/test", count.kind) } else { count.kind.to_owned() },
            of_component: count.of.to_owned(),
            item: count.key.to_owned(),
            number,
        })
    });
    rows.collect()
}

fn end_of(over: OverDialog) -> RecordedEnd {
    RecordedEnd {
        id: over.id,
        ended_at: over.ended_at,
        duration_ms: over.duration_ms,
        end_type: over.end_type,
        result: over.result,
        reason: without_nul(over.reason),
        steps: over.steps,
        no_inputs: over.no_inputs,
        no_matches: over.no_matches,
    }
}

fn dialog_row(turn: &Recorded, dialog: BeganDialog) -> RecordedDialog {
    RecordedDialog {
        id: dialog.id,
        group_id: turn.dialog_id.clone(),
        kind: dialog.kind.as_str().to_owned(),
        application_id: turn.application.to_string(),
        ocp_group: turn.runnable.program.group.clone(),
        app: dialog.app,
        name: dialog.name,
        started_at: dialog.started_at,
        ended_at: None,
        duration_ms: 0,
        end_type: String::new(),
        result: String::new(),
        reason: String::new(),
        channel: dialog.channel.to_owned(),
        locale: without_nul(dialog.locale),
        ani: without_nul(dialog.ani),
        dnis: without_nul(dialog.dnis),
        connection_id: dialog.connection_id,
        test_mode: dialog.test_mode,
        steps: 0,
        no_inputs: 0,
        no_matches: 0,
    }
}

/// PostgreSQL can't keep the character NUL in a text.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

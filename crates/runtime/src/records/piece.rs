//! What is made of a piece of the journal, before it is written.

use std::collections::HashMap;

use baton_model::program::Program;
use baton_records::{BeganDialog, Count, OverDialog, Told};
use baton_store::{CountRow, FeedHold, RecordBatch, RecordRow, RecordedDialog, RecordedEnd};

use super::follow::Recorded;

/// What was made so far of a piece.
pub(super) struct Piece {
    pub(super) position: i64,
    records: Vec<RecordRow>,
    began: Vec<RecordedDialog>,
    /// Where in `began` a dialog is.
    began_at: HashMap<String, usize>,
    over: Vec<RecordedEnd>,
    /// By five minutes, group and application.
    counts: HashMap<(i64, String, String), HashMap<Count, i64>>,
}

impl Piece {
    pub(super) fn after(from: FeedHold) -> Self {
        Self {
            position: from.position,
            records: Vec::new(),
            began: Vec::new(),
            began_at: HashMap::new(),
            over: Vec::new(),
            counts: HashMap::new(),
        }
    }

    /// Adds what is told of a turn.
    pub(super) fn add(&mut self, turn: &Recorded, told: Told) {
        let Program { group, flow_app_id: app, .. } = &*turn.runnable.program;
        let (group_id, time) = (turn.dialog_id.as_str(), turn.time);
        self.position += 1;
        self.records.push(RecordRow {
            position: self.position,
            group_id: group_id.to_owned(),
            step: turn.step,
            time,
            ocp_group: group.clone(),
            said: without_nul(told.said),
        });
        for dialog in told.began {
            self.began_at.insert(dialog.id.clone(), self.began.len());
            self.began.push(dialog_row(turn, group, dialog));
        }
        for over in told.over {
            self.end(over);
        }
        let bucket = time.0.div_euclid(5 * 60 * 1_000_000);
        let counts = self.counts.entry((bucket, group.clone(), app.clone())).or_default();
        for count in told.counts {
            *counts.entry(count).or_default() += 1;
        }
    }

    fn end(&mut self, over: OverDialog) {
        let began = self.began_at.get(&over.id).and_then(|at| self.began.get_mut(*at));
        let OverDialog { id, ended_at, duration_ms, end_type, result, reason, steps, no_inputs, no_matches } =
            over;
        let reason = without_nul(reason);
        if let Some(row) = began {
            row.ended_at = Some(ended_at);
            row.duration_ms = duration_ms;
            (row.end_type, row.result, row.reason) = (end_type, result, reason);
            (row.steps, row.no_inputs, row.no_matches) = (steps, no_inputs, no_matches);
            return;
        }
        self.over.push(RecordedEnd {
            id,
            ended_at,
            duration_ms,
            end_type,
            result,
            reason,
            steps,
            no_inputs,
            no_matches,
        });
    }

    pub(super) fn batch(self, from: FeedHold, (tx, seq): (i64, i64)) -> RecordBatch {
        let counts = self.counts.into_iter().flat_map(|((bucket, ocp_group, app), counts)| {
            counts.into_iter().map(move |(count, number)| CountRow {
                bucket,
                ocp_group: ocp_group.clone(),
                app: app.clone(),
                kind: if count.test { format!("{}/test", count.kind) } else { count.kind.to_owned() },
                of_component: count.of,
                item: without_nul(count.key),
                number,
            })
        });
        RecordBatch {
            from,
            to: FeedHold { tx, seq, position: self.position },
            records: self.records,
            began: self.began,
            over: self.over,
            counts: counts.collect(),
        }
    }
}

fn dialog_row(turn: &Recorded, group: &str, dialog: BeganDialog) -> RecordedDialog {
    RecordedDialog {
        id: dialog.id,
        group_id: turn.dialog_id.clone(),
        kind: dialog.kind.as_str().to_owned(),
        application_id: turn.application_id.clone(),
        ocp_group: group.to_owned(),
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

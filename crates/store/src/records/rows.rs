//! Rows of what is told.

use baton_model::Timestamp;

use super::FeedHold;
use crate::sql::table;

table! {
    /// A turn of which records are told. They are made of the journal whenever somebody reads them.
    RecordRow in "recorded_turns" {
        /// Rises in the order in which turns were recorded.
        position: i64,
        /// The root dialog.
        group_id: String,
        /// The turn.
        step: i64,
        /// When it was.
        time: Timestamp,
        /// The group of the application.
        ocp_group: String,
        /// What the caller said, as it may be shown.
        said: String,
    }
}

table! {
    /// A dialog of a tree.
    RecordedDialog in "recorded_dialogs" {
        /// Its id.
        id: String,
        /// The id of the root.
        group_id: String,
        /// `app`, `flow`, `miniapp`.
        kind: String,
        /// The application of the root.
        application_id: String,
        /// The group of the application.
        ocp_group: String,
        /// The root's flow-application id; a component's id.
        app: String,
        /// The name of what runs.
        name: String,
        /// When it began.
        started_at: Timestamp,
        /// When it ended.
        ended_at: Option<Timestamp>,
        /// Milliseconds that it took; 0 while it goes on.
        duration_ms: i64,
        /// How it ended; empty while it goes on.
        end_type: String,
        /// `success` or `fail`; empty while it goes on.
        result: String,
        /// Why, when there is a reason.
        reason: String,
        /// The kind of channel.
        channel: String,
        /// The locale it began in.
        locale: String,
        /// Who called, as it may be shown; of the root alone.
        ani: String,
        /// Whom they called; of the root alone.
        dnis: String,
        /// The channel's id of the connection; of the root alone.
        connection_id: String,
        /// Whether it is a simulation.
        test_mode: bool,
        /// Its turns; 0 while it goes on.
        steps: i64,
        /// No-inputs; of the root alone.
        no_inputs: i64,
        /// No-matches; of the root alone.
        no_matches: i64,
    }
}

table! {
    /// What happened so often in five minutes.
    CountRow in "record_counts" {
        /// The moment in steps of five minutes.
        bucket: i64,
        /// The group of the application.
        ocp_group: String,
        /// The root's flow-application id.
        app: String,
        /// What is counted: `turn`, `intent`, ….
        kind: String,
        /// Of which component.
        of_component: String,
        /// Which intent, node, ….
        item: String,
        /// How often.
        number: i64,
    }
}

/// How a dialog ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEnd {
    /// Which.
    pub id: String,
    /// When.
    pub ended_at: Timestamp,
    /// Milliseconds that it took.
    pub duration_ms: i64,
    /// How.
    pub end_type: String,
    /// `success` or `fail`.
    pub result: String,
    /// Why.
    pub reason: String,
    /// Its turns.
    pub steps: i64,
    /// No-inputs.
    pub no_inputs: i64,
    /// No-matches.
    pub no_matches: i64,
}

/// All that was made of a piece of the journal, written in one transaction.
#[derive(Debug, Clone)]
pub struct RecordBatch {
    /// Where the journal was read from: when somebody else has gone on from there meanwhile, nothing is written.
    pub from: FeedHold,
    /// Up to where it was read.
    pub to: FeedHold,
    /// The records.
    pub records: Vec<RecordRow>,
    /// Dialogs that began.
    pub began: Vec<RecordedDialog>,
    /// Dialogs that ended.
    pub over: Vec<RecordedEnd>,
    /// What is added to the counts.
    pub counts: Vec<CountRow>,
}

/// What a row takes in the file beside what is in it: its places in the indexes.
const BESIDE_A_ROW: usize = 1_024;

impl RecordBatch {
    /// About how many bytes writing it takes.
    pub(crate) fn size(&self) -> usize {
        let bodies: usize = self.records.iter().map(|row| row.said.len()).sum();
        let rows = self.records.len() + self.began.len() + self.over.len() + self.counts.len();
        bodies + rows * BESIDE_A_ROW
    }
}

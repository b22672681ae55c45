//! By what a turn is found and counted.

use baton_model::Timestamp;

use crate::Counts;

/// By what one turn is found and counted.
#[derive(Debug, Clone, Default)]
pub struct Indexed {
    /// What the caller said, as it may be shown.
    pub said: String,
    /// Dialogs of the tree that began.
    pub began: Vec<BeganDialog>,
    /// Dialogs of the tree that ended.
    pub over: Vec<OverDialog>,
    /// What is counted.
    pub counts: Counts,
}

/// The kinds of dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DialogKind {
    /// The application's: the root.
    App,
    /// A flow's.
    Flow,
    /// A miniApp's.
    MiniApp,
}

impl DialogKind {
    /// `app`, `flow` or `miniapp`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Flow => "flow",
            Self::MiniApp => "miniapp",
        }
    }
}

/// A dialog that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeganDialog {
    /// Its id.
    pub id: String,
    /// What runs.
    pub kind: DialogKind,
    /// The id by which searches name what runs: the root's flow-application id, a component's id.
    pub app: String,
    /// Its name.
    pub name: String,
    /// When.
    pub started_at: Timestamp,
    /// Who calls, as it may be shown; of the root alone.
    pub ani: String,
    /// Whom they called; of the root alone.
    pub dnis: String,
    /// The channel's id of the connection; of the root alone.
    pub connection_id: String,
    /// `omIVR` or `web-chat`.
    pub channel: &'static str,
    /// The locale it began in.
    pub locale: String,
    /// True in the simulator.
    pub test_mode: bool,
}

/// A dialog that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverDialog {
    /// Its id.
    pub id: String,
    /// When.
    pub ended_at: Timestamp,
    /// Milliseconds from its beginning.
    pub duration_ms: i64,
    /// `NEAR_HUP`, `FAR_HUP`, `TRANSFER`.
    pub end_type: String,
    /// `success` or `fail`.
    pub result: String,
    /// Why, when there is a reason.
    pub reason: String,
    /// Its turns.
    pub steps: i64,
    /// No-inputs; of the root alone.
    pub no_inputs: i64,
    /// No-matches; of the root alone.
    pub no_matches: i64,
}

//! The three kinds of handlers, and where each is kept.

use baton_store::{Application, ApplicationChanges};
use serde_json::Value;

/// A kind of handlers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Flows that run when a miniApp fails.
    Error,
    /// Services that are called after the end.
    DialogEnd,
    /// Fields that are dropped when the caller starts over.
    Repeat,
}

impl Kind {
    /// The list as it was saved.
    pub fn of(self, row: &Application) -> &Value {
        match self {
            Self::Error => &row.error_handlers,
            Self::DialogEnd => &row.dialog_end_handlers,
            Self::Repeat => &row.repeat_handlers,
        }
    }

    /// The same application with another list.
    pub fn replaced(self, mut row: Application, list: Value) -> Application {
        match self {
            Self::Error => row.error_handlers = list,
            Self::DialogEnd => row.dialog_end_handlers = list,
            Self::Repeat => row.repeat_handlers = list,
        }
        row
    }

    /// The change that saves a list.
    pub fn change(self, list: Value) -> ApplicationChanges {
        let mut changes = ApplicationChanges::default();
        match self {
            Self::Error => changes.error_handlers = Some(list),
            Self::DialogEnd => changes.dialog_end_handlers = Some(list),
            Self::Repeat => changes.repeat_handlers = Some(list),
        }
        changes
    }

    /// The list's name: with it begins the location of a problem, `repeat_handlers/0`.
    pub fn list_name(self) -> &'static str {
        match self {
            Self::Error => "error_handlers",
            Self::DialogEnd => "dialog_end_handlers",
            Self::Repeat => "repeat_handlers",
        }
    }

    /// Under which key a refusal lists what is wrong.
    pub fn errors_key(self) -> &'static str {
        match self {
            Self::Error => "error_handler_errors",
            Self::DialogEnd => "dialog_end_handler_errors",
            Self::Repeat => "repeat_handler_errors",
        }
    }
}

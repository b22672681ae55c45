//! What the compiler finds: one sentence each, and the very place it is about.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codes::Code;

/// How bad a problem is. Errors and warnings stop a deployment; what may well be meant stops nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// The canvas can't be understood there.
    Error,
    /// It would run, but not as anybody can have meant it.
    Warning,
    /// Worth a look; nothing is stopped.
    Info,
}

impl Severity {
    /// True when a deployment must wait until the problem is gone.
    #[must_use]
    pub fn stops_deployment(self) -> bool {
        self != Self::Info
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "ERROR",
            Self::Warning => "WARNING",
            Self::Info => "INFO",
        })
    }
}

/// Where a problem is. What does not apply is absent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// The canvas's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canvas_id: Option<String>,
    /// The node's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    /// The edge's id; `node_id` is then the node it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge_id: Option<String>,
    /// The field the problem is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The place inside the node, the handlers or the settings: `input_fields.amount`, `conditions.1`,
    /// `repeat_handlers/0`, `model.ask`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// One thing the compiler found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `ERROR`, `WARNING` or `INFO`.
    #[serde(rename = "type")]
    pub severity: Severity,
    /// Upper snake case, stable: scripts look for it.
    pub code: Code,
    /// One sentence that says what is wrong and what to do.
    pub message: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
}

//! What is asked of a function, and what comes of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a function is for, and so what its value must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Gives a text for `{{name}}`. Numbers and the like become text; an object stays one, for `{{name.key}}`.
    #[default]
    User,
    /// Says whether a value is valid. Other values count as JavaScript counts them.
    Validation,
    /// Gives an object with the outputs, or one output.
    Output,
}

/// One call of a function. The same call gives the same outcome, signatures with a random part aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The source of the function: one script.
    pub javascript: String,
    /// What the script finds as `params`.
    pub params: Value,
    /// What it is for.
    pub kind: Kind,
    /// The moment that `Date` tells, in milliseconds since 1970.
    pub now: i64,
    /// What `Math.random` and `crypto` begin with.
    pub seed: u64,
}

/// What came of a call.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The value; null when there is none.
    pub value: Value,
    /// What it wrote with `console.log` and `print`, bounded.
    pub log: Vec<String>,
    /// How long it ran.
    pub milliseconds: f64,
    /// Why it failed, when it did.
    pub error: Option<Failure>,
}

/// Why a function failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// `Timeout`, `OutOfMemory`, `Crash`, or the thrown error's own.
    pub name: String,
    /// What went wrong.
    pub message: String,
    /// Where in the script, from 1.
    pub line: Option<u32>,
    /// Where in the line, from 1.
    pub column: Option<u32>,
}

impl Failure {
    /// The name of a function that took too long.
    pub const TIMEOUT: &str = "Timeout";
    /// The name of a function that took too much memory.
    pub const OUT_OF_MEMORY: &str = "OutOfMemory";
    /// The name of a function that took its worker down.
    pub const CRASH: &str = "Crash";

    pub(crate) fn new(name: &str, message: impl Into<String>) -> Self {
        Self { name: name.to_owned(), message: message.into(), line: None, column: None }
    }

    pub(crate) fn timeout(message: impl Into<String>) -> Self {
        Self::new(Self::TIMEOUT, message)
    }

    pub(crate) fn crash() -> Self {
        Self::new(Self::CRASH, "The function brought its worker down.")
    }
}

impl From<Failure> for Outcome {
    fn from(error: Failure) -> Self {
        Self { error: Some(error), ..Self::default() }
    }
}

//! JavaScript: what a function is given, and what it gives.

use baton_model::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use baton_model::program::FunctionKind;

/// A function to run. It sees nothing but what stands here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluate {
    /// What its value is used for.
    pub kind: FunctionKind,
    /// Its name, for records; of a validation the name of its block.
    pub name: String,
    /// The script.
    pub javascript: String,
    /// The global object `params`.
    pub params: Map<String, Value>,
    /// What the script's clock says when it begins.
    pub time: Timestamp,
    /// What its random numbers begin with.
    pub seed: u64,
}

/// What became of a function.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Evaluated {
    /// What it gave; `None` when it gave nothing (`undefined`) or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// What it wrote with `console.log` and `print`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<String>,
    /// How long it took.
    #[serde(default)]
    pub milliseconds: u64,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<FunctionError>,
}

impl Evaluated {
    /// A function that failed before it ran.
    #[must_use]
    pub fn failed(name: &str, message: &str) -> Self {
        let error =
            FunctionError { name: name.to_owned(), message: message.to_owned(), line: None, column: None };
        Self { error: Some(error), ..Self::default() }
    }
}

/// Why a function failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionError {
    /// `Timeout`, `OutOfMemory`, `Crash`, `Unavailable`, or the name of what was thrown, such as `TypeError`.
    pub name: String,
    /// In words.
    pub message: String,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

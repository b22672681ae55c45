//! Handlers: what an application does when a miniApp fails, the caller starts over, or the dialog has ended.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The reasons for which a miniApp can give up: what `error_types` may name besides custom ones.
pub const FAIL_EXIT_REASONS: &[&str] = &[
    "MaxNoInputs",
    "MaxContinuousNoInputs",
    "MaxWrongInputs",
    "MaxDtmfInputs",
    "MaxNoMatches",
    "MaxContinuousNoMatches",
    "MaxAgentRequests",
    "MaxContinuousAgentRequests",
    "AgentRequest",
    "MaxHoldRequests",
    "CallBack",
    "InfoAsked_NotAvailable",
    "MaxLowConfRejections",
    "MaxContinuousLowConfRejections",
    "MaxDisconfirmations",
    "MaxSameStateEvents",
    "MaxContinuousSameStateEvents",
    "MaxGlobalErrors",
    "CriticalError",
    "LoopWithoutInput",
];

/// Older names that the public examples use, and the reason each stands for.
pub const FAIL_EXIT_REASON_ALIASES: &[(&str, &str)] = &[
    ("NoInput", "MaxNoInputs"),
    ("NoInputs", "MaxNoInputs"),
    ("ContinuousNoInputs", "MaxContinuousNoInputs"),
    ("NoMatches", "MaxNoMatches"),
    ("ContinuousNoMatches", "MaxContinuousNoMatches"),
];

/// How a dialog can have ended: what the `error_types` of a dialog-end handler may name.
pub const END_TYPES: &[&str] = &["NEAR_HUP", "FAR_HUP", "TRANSFER"];

/// What the `error_types` of a repeat handler may name.
pub const REPEAT_EVENTS: &[&str] = &["StartOver", "CallBack"];

/// A handler as the API takes and gives it. Error, dialog-end and repeat handlers share the shape.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Handler {
    /// Any of these triggers it; empty: any type.
    pub error_types: Vec<String>,
    /// Any of these triggers it; empty: any source.
    pub error_sources: Vec<String>,
    /// What handles it; absent in repeat handlers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<Component>,
    /// The fields that a repeat handler drops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_fields: Option<Vec<String>>,
    /// Unknown keys, kept as they came.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The flow or miniApp of a handler.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Component {
    /// Its component id; empty means none.
    pub component_id: String,
    /// Inputs and outputs, as on a canvas node.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub configuration: Value,
    /// `name`, `nodeType` and unknown keys, kept as they came.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

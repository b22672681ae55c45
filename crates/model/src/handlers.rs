//! Handlers: what an application does when a miniApp fails, the caller starts over, or the dialog has ended.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::reading::{Malformed, Reader};

/// The most handlers of one kind that an application may have.
pub const MOST_HANDLERS: usize = 1_000;

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
    "FunctionError",
    "WebServiceError",
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
    #[serde(deserialize_with = "null_is_empty")]
    pub error_types: Vec<String>,
    /// Any of these triggers it; empty: any source.
    #[serde(deserialize_with = "null_is_empty")]
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
    #[serde(deserialize_with = "null_is_empty")]
    pub component_id: String,
    /// Inputs and outputs, as on a canvas node.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub configuration: Value,
    /// `name`, `nodeType` and unknown keys, kept as they came.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

fn null_is_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(value: D) -> Result<T, D::Error> {
    Option::deserialize(value).map(Option::unwrap_or_default)
}

/// Reads a whole list of handlers. What is read is for compiling; the document is kept as it came.
///
/// # Errors
/// Every place that is not of the right shape: `0.error_types.2`. Unknown keys are no error.
pub fn parse(document: &Value) -> Result<Vec<Handler>, Vec<Malformed>> {
    let mut reader = Reader::default();
    let mut read = Vec::new();
    if !document.is_array() {
        reader.wrong("", "Expected a list of handlers.");
        return reader.finish(read);
    }
    for (path, value) in reader.list(document, "", MOST_HANDLERS) {
        let Some(object) = reader.object(value, &path) else { continue };
        let _ = reader.texts(object, "error_types", &path);
        let _ = reader.texts(object, "error_sources", &path);
        let _ = reader.texts(object, "drop_fields", &path);
        if let Some(component) = object.get("handler").filter(|value| !value.is_null()) {
            let path = format!("{path}.handler");
            if let Some(component) = reader.object(component, &path) {
                if component.get("component_id").is_some_and(|id| !id.is_string() && !id.is_null()) {
                    reader.wrong(&format!("{path}.component_id"), "Expected a text.");
                }
                let _ =
                    reader.configuration(component.get("configuration"), &format!("{path}.configuration"));
            }
        }
        match serde_json::from_value(value.clone()) {
            Ok(handler) => read.push(handler),
            Err(_) => reader.wrong_unless_named(&path),
        }
    }
    reader.finish(read)
}

impl Handler {
    /// The component that handles it, if one is named: clients send an empty id for "none yet".
    #[must_use]
    pub fn component_id(&self) -> Option<&str> {
        self.handler.as_ref().map(|component| component.component_id.as_str()).filter(|id| !id.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn a_handler_is_read_whatever_else_it_holds() {
        let read = parse(&json!([
            {"error_types": null, "handler": {"name": "", "nodeType": "", "component_id": "", "color": 3}, "x": 1},
            {"error_types": ["StartOver"], "drop_fields": ["a"]}
        ]))
        .unwrap();
        assert_eq!(read[0].component_id(), None);
        assert_eq!(read[0].more["x"], 1);
        assert_eq!(read[1].drop_fields.as_deref(), Some(&["a".to_owned()][..]));
    }

    #[test]
    fn every_malformed_place_of_a_handler_is_named() {
        let wrong = parse(&json!([
            {"error_types": "x", "error_sources": [1], "handler": {"component_id": [], "configuration": 4}},
            7,
            {"drop_fields": {}, "handler": []}
        ]))
        .unwrap_err();
        let paths: Vec<_> = wrong.iter().map(|place| place.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "0.error_types",
                "0.error_sources.0",
                "0.handler.component_id",
                "0.handler.configuration",
                "1",
                "2.drop_fields",
                "2.handler",
            ]
        );
        assert_eq!(parse(&json!({})).unwrap_err()[0].message, "Expected a list of handlers.");
    }
}

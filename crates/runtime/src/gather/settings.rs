//! Reads the settings of an application out of its row. What is not of the right shape was refused when it was
//! saved, so here it counts as absent.

use std::collections::BTreeMap;

use baton_model::biometrics::Mapping;
use baton_model::fields::{FieldValue, Sensitivity};
use baton_model::handlers::Handler;
use serde_json::Value;

/// A document that is kept as text.
pub(super) fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// A list of names; of a list of objects, their `name`s.
pub(super) fn names(list: &Value) -> Vec<String> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |item: &Value| match item {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    items.iter().filter_map(name).collect()
}

pub(super) fn handlers(list: &Value) -> Vec<Handler> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| serde_json::from_value(item.clone()).ok()).collect()
}

/// Names and values; a value that is not text stands as its JSON.
pub(super) fn attached_data(object: &Value) -> BTreeMap<String, String> {
    let entries = object.as_object().into_iter().flatten();
    entries.map(|(name, value)| (name.clone(), FieldValue::Json(value.clone()).to_text())).collect()
}

/// `["name", …]` or `{"global_fields": ["name", …]}`.
pub(super) fn global_fields(value: &Value) -> Vec<String> {
    names(value.get("global_fields").unwrap_or(value))
}

/// `{"name": "masked"}`, also under `field_sensitivity`, and in any letter case.
pub(super) fn field_sensitivity(value: &Value) -> BTreeMap<String, Sensitivity> {
    let entries = value.get("field_sensitivity").unwrap_or(value).as_object().into_iter().flatten();
    let sensitivity = |text: &Value| match text.as_str()?.to_ascii_lowercase().as_str() {
        "masked" => Some(Sensitivity::Masked),
        "encrypted" => Some(Sensitivity::Encrypted),
        _ => None,
    };
    entries.filter_map(|(name, text)| Some((name.clone(), sensitivity(text)?))).collect()
}

/// The mapping, unless no profile is chosen.
pub(super) fn biometric_mapping(value: &Value) -> Option<Mapping> {
    let mapping: Mapping = serde_json::from_value(value.clone()).ok()?;
    (!mapping.profile_id.is_empty()).then_some(mapping)
}

//! The shape of models: a JSON Schema for each type, and what of a model breaks it.
//!
//! Schemas are written here, in code, from few pieces ([`build`]), so that a key has one place where its type, its bounds
//! and its description stand: the API serves them, a save is held to them, and the manual's tables are made of them.
//! Unknown keys are allowed everywhere: they are kept as they came.

mod build;
mod check;
mod document;
mod keys;

use serde_json::{Map, Value, json};

pub(super) use build::{list, object, one_of, text, texts};
pub(super) use keys::{announcement, computed, intent, question, validations, web_service};

pub use check::{Violation, violations};
pub use document::document;

use super::kinds::kind_named;
use super::types::canonical_type;

/// The limits that a type never reaches: a save may hold them, but nobody is told that they are something.
fn never(type_name: &str) -> &'static [&'static str] {
    match type_name {
        // They have no checks.
        "YesNo" | "Intent" => &["maxWrongInputs", "criticalError"],
        // Any words are the answer, and surely so.
        "Text" | "CorpusCollection" => &["maxLowConfRejections", "maxContinuousLowConfRejections"],
        _ => &[],
    }
}

/// The JSON Schema (2020-12) of a type's model; `None` when there is no such type.
#[must_use]
pub fn schema(type_name: &str) -> Option<Value> {
    let kind = kind_named(canonical_type(type_name)?)?;
    let mut properties = keys::without(kind.keys(), never(kind.name()));
    properties.extend(keys::common());
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), Value::String(format!("{} model", kind.name())));
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("$defs".to_owned(), build::definitions());
    Some(Value::Object(schema))
}

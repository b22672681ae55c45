//! Entity: a question that is answered with one thing of a kind, or of a list of names.

use baton_model::codes::Code;
use baton_model::program::{self, MiniAppKind, QuestionKind};
use baton_model::understanding::ValueKind;
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::{Prompting, extend, question};
use crate::mini_apps::question::settings::texts;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

/// The kinds that the understanding knows, as models name them.
const KNOWN: &[(&str, ValueKind)] = &[
    ("number", ValueKind::Number),
    ("ordinal", ValueKind::Ordinal),
    ("percent", ValueKind::Percent),
    ("amount", ValueKind::Amount),
    ("digits", ValueKind::Digits),
    ("date", ValueKind::Date),
    ("daterange", ValueKind::DateRange),
    ("time", ValueKind::Time),
    ("phone", ValueKind::Phone),
    ("email", ValueKind::Email),
    ("alphanumeric", ValueKind::Alphanumeric),
    ("yesno", ValueKind::YesNo),
];

/// The most names that a list may have.
const MOST_NAMES: usize = 5_000;

pub(super) struct Entity;

impl Kind for Entity {
    fn name(&self) -> &'static str {
        "Entity"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        let mut model = question(of, self.name(), "{{value}}");
        extend(&mut model, "entity", json!("number"));
        extend(&mut model, "entityValues", json!([]));
        model
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&[
            "length",
            "value",
            "regex",
            "list",
            "prebuilt",
            "days",
            "javascript",
        ]));
        let names: Vec<_> = KNOWN.iter().map(|(name, _)| *name).collect();
        let known = format!("What is asked for, when there is no list: `{}`.", names.join("`, `"));
        let value = schema::object(
            "One of the things.",
            &[
                ("value", schema::text("What the canvas gets.")),
                ("synonyms", schema::texts("What else callers call it.")),
            ],
        );
        keys.insert("entity".to_owned(), schema::text(&known));
        keys.insert(
            "entityValues".to_owned(),
            schema::list("The things that can be the answer.", value, MOST_NAMES),
        );
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        let mut names = Vec::new();
        let items = reading.items(reading.model.get("entityValues"), "model.entityValues");
        for (index, item) in items.iter().take(MOST_NAMES).enumerate() {
            let path = format!("model.entityValues.{index}");
            let (value, synonyms) = match item {
                Value::Object(keys) => (keys.get("value"), keys.get("synonyms")),
                text => (Some(text), None),
            };
            let value = reading.text(value, &format!("{path}.value"));
            if !value.trim().is_empty() {
                let more = texts(reading, synonyms, &format!("{path}.synonyms"));
                names.push(std::iter::once(value).chain(more).collect());
            }
        }
        let word = reading.text(reading.model.get("entity"), "model.entity");
        let plain = word.to_ascii_lowercase().replace([' ', '-', '_'], "");
        let known = KNOWN.iter().find(|(name, _)| *name == plain).map(|(_, kind)| *kind);
        let entity = match known {
            Some(kind) if names.is_empty() => program::Entity::Known(kind),
            _ => program::Entity::OneOf(names),
        };
        if entity == program::Entity::OneOf(Vec::new()) {
            let message = format!(
                "Entity miniApp '{}' asks for '{word}', which is neither known nor a list; name a known kind at model.entity or write a list at model.entityValues.",
                reading.source.name
            );
            reading.raise(Code::EntityWithoutValues, "model.entity", message);
        }
        let kind = QuestionKind::Entity(entity);
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), kind)))
    }
}

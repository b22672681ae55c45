//! The pieces that schemas are written from. Clients send numbers and flags also as text, and `null` for what is not
//! there; both are allowed.

use serde_json::{Map, Value, json};

/// The most items of a list, when nothing else is said.
pub(super) const MOST_ITEMS: usize = 1_000;
/// The most characters of a text.
pub(super) const MOST_CHARACTERS: usize = 100_000;

fn described(mut schema: Value, description: &str) -> Value {
    if let Value::Object(keys) = &mut schema {
        keys.insert("description".to_owned(), Value::String(description.to_owned()));
    }
    schema
}

/// A text; a number or a flag is taken as its text.
pub(in crate::mini_apps) fn text(description: &str) -> Value {
    described(
        json!({"type": ["string", "number", "boolean", "null"], "maxLength": MOST_CHARACTERS}),
        description,
    )
}

/// One of these words.
pub(in crate::mini_apps) fn one_of(description: &str, words: &[&str]) -> Value {
    described(json!({"type": ["string", "null"], "enum": words}), description)
}

/// True or false, also as text.
pub(super) fn flag(description: &str) -> Value {
    let words = json!({"type": "string", "enum": ["true", "false", ""]});
    described(json!({"anyOf": [{"type": ["boolean", "null"]}, words]}), description)
}

/// A number between two others, also as text.
pub(super) fn number(description: &str, least: f64, most: f64) -> Value {
    let written = json!({"type": "string", "pattern": "^\\s*(-?[0-9]+(\\.[0-9]+)?)?\\s*$"});
    let number = json!({"type": ["number", "null"], "minimum": least, "maximum": most});
    described(json!({"anyOf": [number, written]}), description)
}

/// A whole number, at most another, also as text.
pub(super) fn count(description: &str, most: u32) -> Value {
    let written = json!({"type": "string", "pattern": "^\\s*[0-9]*\\s*$"});
    let number = json!({"type": ["integer", "null"], "minimum": 0, "maximum": most});
    described(json!({"anyOf": [number, written]}), description)
}

/// A list.
pub(in crate::mini_apps) fn list(description: &str, items: Value, most: usize) -> Value {
    described(json!({"type": ["array", "null"], "items": items, "maxItems": most}), description)
}

/// A list of texts.
pub(in crate::mini_apps) fn texts(description: &str) -> Value {
    list(description, json!({"type": ["string", "number"]}), 10_000)
}

/// An object with these keys, and others.
pub(in crate::mini_apps) fn object(description: &str, keys: &[(&str, Value)]) -> Value {
    let keys: Map<String, Value> =
        keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    described(json!({"type": ["object", "null"], "properties": keys}), description)
}

/// An object with keys of the author's and one kind of value.
pub(super) fn map(description: &str, values: Value) -> Value {
    described(json!({"type": ["object", "null"], "additionalProperties": values}), description)
}

/// One of the shared definitions.
pub(super) fn shared(description: &str, name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}"), "description": description})
}

/// A prompt, with keys beside its texts.
pub(super) fn prompt_with(description: &str, keys: &[(&str, Value)]) -> Value {
    let mut schema = object(description, keys);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("locales".to_owned(), json!({"$ref": "#/$defs/locales"}));
        properties.insert("bargeIn".to_owned(), json!({"$ref": "#/$defs/bargeIn"}));
    }
    schema
}

/// A prompt.
pub(super) fn prompt(description: &str) -> Value {
    shared(description, "prompt")
}

/// What schemas refer to.
pub(super) fn definitions() -> Value {
    let levels = |more: &[(&str, Value)]| {
        let mut keys = vec![
            ("normal", text("First.")),
            ("error", text("After the first error; as the first when empty.")),
            ("unrecovered", text("From the second error on; as the one before when empty.")),
        ];
        keys.extend(more.iter().cloned());
        object("The words at their three levels.", &keys)
    };
    let link = list(
        "Ids of data models that are shown beside it.",
        json!({"type": ["string", "object"]}),
        MOST_ITEMS,
    );
    let locale = object(
        "The words of one language.",
        &[
            ("promptType", one_of("`Text`.", &["", "Text", "KnowledgeBase"])),
            ("omIVR", levels(&[])),
            ("web-chat", levels(&[("dataModelsLink", link)])),
        ],
    );
    let barge_in = object(
        "Whether the caller may speak over it, by level.",
        &[("normal", flag("First.")), ("error", flag("Second.")), ("unrecovered", flag("Third."))],
    );
    let pair = object(
        "A condition.",
        &[
            ("field", text("An input, or a user function.")),
            ("path", text("The way into it, when it is JSON.")),
            ("operator", text("As on edges; equal when empty.")),
            ("values", texts("Any of them; with `NOT_EQUAL` none of them.")),
        ],
    );
    json!({
        "locales": map("By locale, such as `en-US`.", locale),
        "bargeIn": barge_in,
        "prompt": {
            "type": ["object", "null"],
            "properties": {"locales": {"$ref": "#/$defs/locales"}, "bargeIn": {"$ref": "#/$defs/bargeIn"}}
        },
        "conditions": list("Conditions, all of which must hold.", pair, MOST_ITEMS)
    })
}

//! The options of a type as a table of the manual, made of its schema.

use serde_json::Value;

use super::schema;

/// The keys of a type's model in Markdown, one row each; `None` when there is no such type.
#[must_use]
pub fn document(type_name: &str) -> Option<String> {
    let schema = schema(type_name)?;
    let mut rows = String::from("| key | what it is |\n|---|---|\n");
    let properties = schema.get("properties")?.as_object()?;
    for (key, value) in properties {
        add(&mut rows, key, value);
    }
    Some(rows)
}

fn add(rows: &mut String, path: &str, schema: &Value) {
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        rows.push_str(&format!("| `{path}` | {}{} |\n", description.replace('|', "\\|"), words(schema)));
    }
    // What stands within a prompt is told once, for all prompts.
    let inside = schema.get("properties").and_then(Value::as_object);
    for (key, value) in inside.into_iter().flatten() {
        if !matches!(key.as_str(), "locales" | "bargeIn") {
            add(rows, &format!("{path}.{key}"), value);
        }
    }
    if let Some(items) = schema.get("items") {
        for (key, value) in items.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if !matches!(key.as_str(), "locales" | "bargeIn") {
                add(rows, &format!("{path}[].{key}"), value);
            }
        }
    }
    if let Some(values) = schema.get("additionalProperties") {
        let values = values.get("anyOf").and_then(|choices| choices.get(0)).unwrap_or(values);
        for (key, value) in values.get("properties").and_then(Value::as_object).into_iter().flatten() {
            add(rows, &format!("{path}.<name>.{key}"), value);
        }
    }
}

/// The words to choose from.
fn words(schema: &Value) -> String {
    let words = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    let words: Vec<_> = words
        .filter_map(Value::as_str)
        .filter(|word| {
            !word.is_empty()
                && !word.chars().all(|letter| {
                    letter.is_ascii_lowercase() && word.len() < 8 && word.to_uppercase() == *word
                })
        })
        .map(|word| format!("`{word}`"))
        .collect();
    if words.is_empty() { String::new() } else { format!(" {}.", words.join(", ")) }
}

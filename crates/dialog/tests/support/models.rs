//! MiniApps as authors save them: keys of a model, read by the compiler.

use std::sync::Arc;

use baton_compiler::{MiniAppSource, testing};
use baton_model::program::MiniApp;
use serde_json::{Map, Value, json};

/// `model Name Type`, and a line for each key that is set: `path = value` (JSON, else text), or `path: words` for a
/// prompt with its levels (`first / second / third`). A number in a path is a place in a list.
pub fn read(head: &str, lines: &[String], languages: &[String]) -> (Arc<MiniApp>, Vec<String>) {
    let (name, type_name) = head.split_once(' ').expect("a name and a type");
    let (mut model, mut keys) = (Value::Object(Map::new()), Vec::new());
    for line in
        lines.iter().flat_map(|line| line.split(" ;; ")).map(str::trim).filter(|line| !line.is_empty())
    {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word.strip_suffix(':') {
            Some(path) => {
                let locales = prompt(rest, languages);
                let place = place(&mut model, path);
                if !place.is_object() {
                    *place = json!({});
                }
                place["locales"] = locales;
                keys.push(general(path));
            }
            None => {
                let text = rest.strip_prefix("= ").unwrap_or_else(|| panic!("not a key of a model: {line}"));
                let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
                *place(&mut model, word) = value;
                keys.push(general(word));
            }
        }
    }
    let source = MiniAppSource {
        component_id: super::mini_apps::id(name),
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        languages: languages.to_vec(),
        model,
        ..MiniAppSource::default()
    };
    let (mini_app, problems) = testing::mini_app(&source);
    let mini_app = mini_app.unwrap_or_else(|| panic!("the model of {name} can't be read: {problems:?}"));
    (mini_app, keys.into_iter().map(|key| format!("{type_name} {key}")).collect())
}

fn prompt(text: &str, languages: &[String]) -> Value {
    let mut locales = Map::new();
    for part in text.split(" || ") {
        let (locale, part) = match part.split_once(": ") {
            Some((locale, rest)) if languages.iter().any(|known| known == locale) => (locale, rest),
            _ => ("en-US", part),
        };
        let levels = ["normal", "error", "unrecovered"].iter().zip(part.split(" / "));
        let levels: Map<String, Value> =
            levels.map(|(level, text)| ((*level).to_owned(), text.trim().into())).collect();
        locales.insert(locale.to_owned(), json!({"omIVR": levels}));
    }
    Value::Object(locales)
}

/// The value under a path, made where it is not there yet.
fn place<'m>(mut value: &'m mut Value, path: &str) -> &'m mut Value {
    let mut before = "";
    for key in path.split('.') {
        // Keys of a phone are names.
        let is_place = std::mem::replace(&mut before, key) != "choices";
        value = match key.parse::<usize>() {
            Ok(index) if is_place => {
                if !value.is_array() {
                    *value = json!([]);
                }
                let items = value.as_array_mut().expect("a list");
                while items.len() <= index {
                    items.push(json!({}));
                }
                &mut items[index]
            }
            _ => {
                if !value.is_object() {
                    *value = json!({});
                }
                &mut value[key]
            }
        };
    }
    value
}

/// A path as the manual writes it: `validations[].minLength`, `outputs.<name>.type`.
fn general(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let mut general = String::new();
    for (index, part) in parts.iter().enumerate() {
        if part.parse::<usize>().is_ok() && parts[0] != "dtmf" {
            general.push_str("[]");
            continue;
        }
        if index > 0 {
            general.push('.');
        }
        general.push_str(if index == 1 && parts[0] == "outputs" { "<name>" } else { part });
    }
    general
}

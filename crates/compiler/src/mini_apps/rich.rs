//! Rich content: the data models of a miniApp, and the prompts that they are linked to.

use std::sync::Arc;

use baton_model::codes::Code;
use serde_json::Value;

use super::reading::Reading;

/// The most pieces beside one prompt.
const MOST: usize = 2;

/// The data models that a prompt's chat texts are linked to.
pub(super) fn linked<'a>(
    reading: &mut Reading<'a>,
    texts: Option<&'a Value>,
    location: &str,
) -> Vec<Arc<Value>> {
    let Some(links) = texts.and_then(|texts| texts.get("dataModelsLink")) else { return Vec::new() };
    let location = format!("{location}.dataModelsLink");
    let links = reading.items(Some(links), &location);
    if links.len() > MOST {
        let message = format!(
            "A prompt of miniApp '{}' is linked to {} data models, and only {MOST} can be shown; remove the others at {location}.",
            reading.source.name,
            links.len()
        );
        reading.raise(Code::TooManyDataModels, &location, message);
    }
    let mut found = Vec::new();
    for link in links.iter().take(MOST) {
        let wanted = match link {
            Value::Object(keys) => {
                ["id", "name"].iter().find_map(|key| keys.get(*key)).and_then(Value::as_str)
            }
            other => other.as_str(),
        };
        let models = reading.model.get("dataModels").and_then(Value::as_array).into_iter().flatten();
        let mut models = models.filter(|model| model.is_object());
        let named = models.find(|model| {
            let names = ["id", "name", "friendlyName"].iter().filter_map(|key| model.get(*key)?.as_str());
            names.into_iter().any(|name| Some(name) == wanted)
        });
        match named {
            Some(model) => found.push(Arc::new(model.clone())),
            None => {
                let message = format!(
                    "A prompt of miniApp '{}' is linked to the data model '{}', which model.dataModels does not hold; add it or remove the link.",
                    reading.source.name,
                    wanted.unwrap_or_default()
                );
                reading.raise(Code::UnknownDataModel, &location, message);
            }
        }
    }
    found
}

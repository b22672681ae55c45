//! What of a model breaks its schema: the few words of JSON Schema that ours are written with.

use regex::Regex;
use serde_json::{Map, Value};

use super::schema;

/// The most places that are named at once.
const MOST: usize = 100;
/// Objects and lists within each other.
const MOST_DEPTH: usize = 64;

/// A place of a model that is not of the shape its type wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Such as `model.properties.thresholds.maxNoInputs`.
    pub path: String,
    /// What to do about it.
    pub message: String,
}

/// Every place of a model that breaks the schema of its type, at most 100; none when there is no such type.
#[must_use]
pub fn violations(type_name: &str, model: &Value) -> Vec<Violation> {
    let Some(schema) = schema(type_name) else { return Vec::new() };
    let definitions = schema.get("$defs").cloned().unwrap_or_default();
    let mut check = Check { definitions: &definitions, found: Vec::new() };
    check.value(&schema, model, "model", 0);
    check.found
}

struct Check<'a> {
    definitions: &'a Value,
    found: Vec<Violation>,
}

impl<'a> Check<'a> {
    fn wrong(&mut self, path: &str, message: String) {
        if self.found.len() < MOST {
            self.found.push(Violation { path: path.to_owned(), message });
        }
    }

    fn value(&mut self, schema: &'a Value, value: &Value, path: &str, depth: usize) {
        if depth > MOST_DEPTH || self.found.len() >= MOST {
            return;
        }
        let Some(schema) = self.resolved(schema) else { return };
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            self.any_of(choices, value, path, depth);
            return;
        }
        if let Some(types) = schema.get("type")
            && !is_of(types, value)
        {
            self.wrong(path, format!("Expected {}.", named(types)));
            return;
        }
        match value {
            Value::Object(keys) => self.object(schema, keys, path, depth),
            Value::Array(items) => self.list(schema, items, path, depth),
            Value::String(text) => self.text(schema, text, path),
            Value::Number(number) => self.number(schema, number.as_f64().unwrap_or(f64::MAX), path),
            _ => {}
        }
    }

    /// The shared definition that a schema stands for, or itself.
    fn resolved(&self, schema: &'a Value) -> Option<&'a Map<String, Value>> {
        let schema = schema.as_object()?;
        match schema.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
            Some(name) => self.definitions.get(name)?.as_object(),
            None => Some(schema),
        }
    }

    /// One of the choices fits; else what is wrong with the one of the value's own type.
    fn any_of(&mut self, choices: &'a [Value], value: &Value, path: &str, depth: usize) {
        let mut of_its_type = None;
        for choice in choices {
            let mut check = Check { definitions: self.definitions, found: Vec::new() };
            check.value(choice, value, path, depth + 1);
            if check.found.is_empty() {
                return;
            }
            let types = self.resolved(choice).and_then(|choice| choice.get("type"));
            if types.is_some_and(|types| is_of(types, value)) {
                of_its_type = Some(check.found);
            }
        }
        match of_its_type {
            Some(found) => self.found.extend(found),
            None => {
                let types = choices.iter().filter_map(|choice| self.resolved(choice)?.get("type"));
                let names: Vec<String> = types.map(named).collect();
                self.wrong(path, format!("Expected {}.", names.join(", or ")));
            }
        }
    }

    fn object(
        &mut self,
        schema: &'a Map<String, Value>,
        keys: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) {
        let properties = schema.get("properties");
        let others = schema.get("additionalProperties");
        for (key, value) in keys {
            if let Some(schema) = properties.and_then(|properties| properties.get(key)).or(others) {
                self.value(schema, value, &format!("{path}.{key}"), depth + 1);
            }
        }
    }

    fn list(&mut self, schema: &'a Map<String, Value>, items: &[Value], path: &str, depth: usize) {
        if let Some(most) = schema.get("maxItems").and_then(Value::as_u64)
            && u64::try_from(items.len()).is_ok_and(|length| length > most)
        {
            self.wrong(path, format!("At most {most} items can be here; there are {}.", items.len()));
            return;
        }
        let Some(schema) = schema.get("items") else { return };
        for (index, item) in items.iter().enumerate() {
            self.value(schema, item, &format!("{path}.{index}"), depth + 1);
        }
    }

    fn text(&mut self, schema: &Map<String, Value>, text: &str, path: &str) {
        if let Some(most) = schema.get("maxLength").and_then(Value::as_u64)
            && u64::try_from(text.chars().count()).is_ok_and(|length| length > most)
        {
            self.wrong(path, format!("At most {most} characters can be here."));
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array)
            && !words.iter().any(|word| word.as_str().is_some_and(|word| word.eq_ignore_ascii_case(text)))
        {
            let words: Vec<_> =
                words.iter().filter_map(Value::as_str).filter(|word| !word.is_empty()).collect();
            self.wrong(path, format!("Expected one of {}.", words.join(", ")));
        }
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && !Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
        {
            self.wrong(path, "Expected a number.".to_owned());
        }
    }

    fn number(&mut self, schema: &Map<String, Value>, number: f64, path: &str) {
        if let Some(least) = schema.get("minimum").and_then(Value::as_f64)
            && number < least
        {
            self.wrong(path, format!("Expected at least {least}."));
        }
        if let Some(most) = schema.get("maximum").and_then(Value::as_f64)
            && number > most
        {
            self.wrong(path, format!("Expected at most {most}."));
        }
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let one = |name: &Value| match name.as_str().unwrap_or_default() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    };
    match types {
        Value::Array(several) => several.iter().any(one),
        name => one(name),
    }
}

/// A type in words: the first that is named.
fn named(types: &Value) -> String {
    let first = types.as_array().and_then(|several| several.first()).unwrap_or(types);
    match first.as_str().unwrap_or_default() {
        "object" => "an object",
        "array" => "a list",
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "true or false",
        _ => "another value",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::violations;
    use serde_json::json;

    fn paths(type_name: &str, model: &serde_json::Value) -> Vec<String> {
        violations(type_name, model)
            .into_iter()
            .map(|broken| format!("{}: {}", broken.path, broken.message))
            .collect()
    }

    #[test]
    fn every_place_that_is_wrong_is_named() {
        let model = json!({
            "ask": {"locales": {"en-US": {"omIVR": {"normal": [1]}}}},
            "properties": {"asrTimeout": -1, "thresholds": {"maxNoInputs": "many", "maxNoMatches": {}}},
            "reactions": {"greetingReactionPrompts": [{"weight": 2}, {"weight": []}]},
            "confirmation": {"mode": "sometimes", "enabled": "perhaps"},
            "dtmf": {"escape": 9, "order": ["agent", "nothing"], "yes": 1},
            "validations": [{"minLength": 1.5, "regex": {}}],
            "userFunctions": {},
            "unknown": {"anything": [1, 2]}
        });
        assert_eq!(
            paths("Numeric", &model),
            [
                "model.ask.locales.en-US.omIVR.normal: Expected a text.",
                "model.properties.asrTimeout: Expected at least 0.",
                "model.properties.thresholds.maxNoInputs: Expected a number.",
                "model.properties.thresholds.maxNoMatches: Expected a whole number, or a text.",
                "model.reactions.greetingReactionPrompts.1.weight: Expected a whole number, or a text.",
                "model.confirmation.mode: Expected one of always, never, belowConfidence.",
                "model.confirmation.enabled: Expected one of true, false.",
                "model.dtmf.escape: Expected a text, or a list.",
                "model.dtmf.order.1: Expected one of escape, agent, confirmation, answer.",
                "model.validations.0.minLength: Expected a whole number, or a text.",
                "model.validations.0.regex: Expected a text.",
                "model.userFunctions: Expected a list.",
            ]
        );
    }

    #[test]
    fn services_are_held_to_their_limits() {
        let model = json!({
            "wait": {"maxTimeout": 11_001, "initial": {"after": "2500"}},
            "wsCall": {"request": {"method": "FETCH", "timeout": "soon", "header": {"a": "b"}}},
            "outputs": {"a": {"type": "guess"}, "b": 1, "c": "wsResponseBody.c"}
        });
        assert_eq!(
            paths("Web Service", &model)
                .iter()
                .map(|line| line.split(':').next().unwrap())
                .collect::<Vec<_>>(),
            [
                "model.wait.maxTimeout",
                "model.wsCall.request.method",
                "model.wsCall.request.timeout",
                "model.wsCall.request.header",
                "model.outputs.a.type",
                "model.outputs.b",
            ]
        );
        assert_eq!(paths("Fax", &json!(1)), [""; 0]);
        assert_eq!(paths("Intelli", &json!([])), ["model: Expected an object."]);
    }
}

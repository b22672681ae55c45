//! A JSON object that somebody filled in: read field by field, and every field that is wrong is named.

use axum::extract::{FromRequest, Request};
use serde_json::{Map, Value};

use super::JsonBody;
use crate::ApiError;

/// The most characters of a short text, such as a label.
pub const SHORT: usize = 255;
/// The most characters of a long text, such as a description.
pub const LONG: usize = 10_000;
/// The most items of a list.
pub const MOST_ITEMS: usize = 1_000;

/// The most unknown keys that are named.
const MOST_UNKNOWN: usize = 100;

/// The fields of a body.
#[derive(Debug, Default)]
pub struct Fields {
    given: Map<String, Value>,
    wrong: Map<String, Value>,
}

impl Fields {
    /// Takes a document that must be an object.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn of(document: Value) -> Result<Self, ApiError> {
        match document {
            Value::Object(given) => Ok(Self { given, wrong: Map::new() }),
            other => Err(ApiError::field(
                "non_field_errors",
                format!("Invalid data. Expected a dictionary, but got {}.", kind(&other)),
            )),
        }
    }

    /// Remembers what is wrong with a field.
    pub fn wrong(&mut self, name: &str, sentence: impl Into<String>) {
        let sentences = self.wrong.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(sentences) = sentences {
            sentences.push(Value::String(sentence.into()));
        }
    }

    /// Refuses what nobody has asked for until now and is not among these: it could not be kept, and its sender
    /// would believe that it was.
    pub fn refuse_unknown(&mut self, known: &[&str]) {
        let unknown: Vec<String> = self
            .given
            .keys()
            .filter(|key| !known.contains(&key.as_str()))
            .take(MOST_UNKNOWN)
            .cloned()
            .collect();
        for key in unknown {
            let shown: String = key.chars().take(100).collect();
            self.wrong(&shown, "There is no such field, so it can't be kept. Leave it out.");
        }
    }

    /// What was read.
    ///
    /// # Errors
    /// 400 that names every wrong field.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, ApiError> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => {
                Err(ApiError { status: axum::http::StatusCode::BAD_REQUEST, body: Value::Object(self.wrong) })
            }
        }
    }

    /// True when a field was given, whatever it holds.
    pub fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    /// A field that must be there, read by `read`.
    pub fn required<T>(&mut self, name: &str, read: impl Fn(&mut Self, &str) -> Option<T>) -> Option<T> {
        if !self.given.contains_key(name) {
            self.wrong(name, "This field is required.");
        }
        read(self, name)
    }

    /// A text of at most `most` characters; may be blank.
    pub fn text(&mut self, name: &str, most: usize) -> Option<String> {
        match self.present(name)? {
            Value::String(text) if text.chars().count() > most => {
                self.wrong(name, format!("Ensure this field has no more than {most} characters."));
                None
            }
            Value::String(text) if text.contains('\0') => {
                self.wrong(name, "Null characters are not allowed.");
                None
            }
            Value::String(text) => Some(text),
            _ => {
                self.wrong(name, "Not a valid string.");
                None
            }
        }
    }

    /// A text that may be `null`, which is told from one that is not given.
    pub fn text_or_null(&mut self, name: &str, most: usize) -> Option<Option<String>> {
        match self.given.get(name) {
            Some(Value::Null) => Some(None),
            _ => self.text(name, most).map(Some),
        }
    }

    /// A text that is parsed into something that can't be wrong afterwards.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match self.present(name)? {
            Value::String(text) => match parse(&text) {
                Ok(parsed) => Some(parsed),
                Err(sentence) => {
                    self.wrong(name, sentence.to_string());
                    None
                }
            },
            _ => {
                self.wrong(name, "Not a valid string.");
                None
            }
        }
    }

    /// One of these words.
    pub fn choice(&mut self, name: &str, words: &[&str]) -> Option<String> {
        let text = self.text(name, LONG)?;
        if words.contains(&text.as_str()) {
            return Some(text);
        }
        let shown: String = text.chars().take(100).collect();
        self.wrong(name, format!("\"{shown}\" is not a valid choice. Choose one of: {}.", words.join(", ")));
        None
    }

    /// True or false.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let flag = self.present(name)?.as_bool();
        if flag.is_none() {
            self.wrong(name, "Must be a valid boolean.");
        }
        flag
    }

    /// A whole number within bounds.
    pub fn number(&mut self, name: &str, bounds: &std::ops::RangeInclusive<i64>) -> Option<i64> {
        let number = self.present(name)?.as_i64();
        let read = number.filter(|number| bounds.contains(number));
        if read.is_none() {
            let (least, most) = (bounds.start(), bounds.end());
            self.wrong(name, format!("A whole number from {least} to {most} is required."));
        }
        read
    }

    /// A list of short texts that are not blank.
    pub fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let items = self.items(name)?;
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            match item {
                Value::String(text) if text.trim().is_empty() => {
                    self.wrong(name, format!("Item {index}: This field may not be blank."));
                }
                Value::String(text) if text.chars().count() > SHORT => {
                    self.wrong(
                        name,
                        format!("Item {index}: Ensure this field has no more than {SHORT} characters."),
                    );
                }
                Value::String(text) if text.contains('\0') => {
                    self.wrong(name, format!("Item {index}: Null characters are not allowed."));
                }
                Value::String(text) => texts.push(text),
                _ => self.wrong(name, format!("Item {index}: Not a valid string.")),
            }
        }
        (!self.wrong.contains_key(name)).then_some(texts)
    }

    /// A list.
    pub fn items(&mut self, name: &str) -> Option<Vec<Value>> {
        match self.present(name)? {
            Value::Array(items) if items.len() > MOST_ITEMS => {
                self.wrong(name, format!("Ensure this field has no more than {MOST_ITEMS} elements."));
                None
            }
            Value::Array(items) => Some(items),
            other => {
                let kind = kind(&other);
                self.wrong(name, format!("Expected a list of items but got type \"{kind}\"."));
                None
            }
        }
    }

    /// An object; an empty one when it is not given, or null.
    pub fn object(&mut self, name: &str) -> Map<String, Value> {
        match self.given.remove(name) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(object)) => object,
            Some(_) => {
                self.wrong(name, "Expected an object.");
                Map::new()
            }
        }
    }

    fn present(&mut self, name: &str) -> Option<Value> {
        match self.given.remove(name)? {
            Value::Null => {
                self.wrong(name, "This field may not be null.");
                None
            }
            value => Some(value),
        }
    }
}

/// What a value is called in the sentences of the public API.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let JsonBody(document) = JsonBody::<Value>::from_request(request, state).await?;
        Self::of(document)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Fields;

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let mut fields =
            Fields::of(json!({"a": 1, "b": ["x", 2, " "], "c": null, "d": "maybe", "z": {}})).unwrap();
        fields.text("a", 10);
        fields.texts("b");
        fields.flag("c");
        fields.choice("d", &["yes", "no"]);
        fields.required("e", |fields, name| fields.text(name, 10));
        let refused = fields.finish(Some(())).unwrap_err();
        assert_eq!(
            refused.body,
            json!({
                "a": ["Not a valid string."],
                "b": ["Item 1: Not a valid string.", "Item 2: This field may not be blank."],
                "c": ["This field may not be null."],
                "d": ["\"maybe\" is not a valid choice. Choose one of: yes, no."],
                "e": ["This field is required."],
            })
        );
    }

    #[test]
    fn what_is_no_object_is_refused() {
        let refused = Fields::of(json!([1])).unwrap_err();
        assert_eq!(
            refused.body,
            json!({"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]})
        );
    }
}

//! Reads documents that people and programs write: every place that is not of the right shape is named.

use serde_json::{Map, Value};

/// A place in a document that is not well formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Such as `content.nodes.3.node_id`.
    pub path: String,
    /// What to do about it.
    pub message: String,
}

/// The most places that are named at once.
pub const MOST_PLACES: usize = 100;

/// Takes a document apart and remembers what was wrong with it.
#[derive(Debug, Default)]
pub struct Reader {
    malformed: Vec<Malformed>,
}

impl Reader {
    /// What was read, or every place that is wrong, at most [`MOST_PLACES`].
    ///
    /// # Errors
    /// The places.
    pub fn finish<T>(self, read: T) -> Result<T, Vec<Malformed>> {
        if self.malformed.is_empty() { Ok(read) } else { Err(self.malformed) }
    }

    /// Remembers that a place is wrong.
    pub fn wrong(&mut self, path: &str, message: &str) {
        if self.malformed.len() < MOST_PLACES {
            self.malformed.push(Malformed { path: path.to_owned(), message: message.to_owned() });
        }
    }

    /// Remembers that something below a place is wrong, where nothing has been said about it yet.
    pub fn wrong_unless_named(&mut self, path: &str) {
        let below = format!("{path}.");
        if !self.malformed.iter().any(|place| place.path == path || place.path.starts_with(&below)) {
            self.wrong(path, "It is not of the expected shape.");
        }
    }

    /// An object.
    pub fn object<'a>(&mut self, value: &'a Value, path: &str) -> Option<&'a Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong(path, "Expected an object.");
        }
        object
    }

    /// The items of a list, each with its path. Absent and `null` are the empty list.
    pub fn items<'a>(
        &mut self,
        object: &'a Map<String, Value>,
        key: &str,
        parent: &str,
        most: usize,
    ) -> Vec<(String, &'a Value)> {
        match object.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(value) => self.list(value, &under(parent, key), most),
        }
    }

    /// The items of a value that must be a list, each with its path.
    pub fn list<'a>(&mut self, value: &'a Value, path: &str, most: usize) -> Vec<(String, &'a Value)> {
        match value {
            Value::Array(items) if items.len() > most => {
                self.wrong(path, &format!("At most {most} items can be here; there are {}.", items.len()));
                Vec::new()
            }
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| (under(path, &index.to_string()), item))
                .collect(),
            _ => {
                self.wrong(path, "Expected a list.");
                Vec::new()
            }
        }
    }

    /// Text; a number or a boolean is taken as its text, since clients send both. Absent is empty.
    pub fn text(&mut self, object: &Map<String, Value>, key: &str, parent: &str) -> String {
        match object.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            Some(_) => {
                self.wrong(&under(parent, key), "Expected a text.");
                String::new()
            }
        }
    }

    /// Text that must be there.
    pub fn required(&mut self, object: &Map<String, Value>, key: &str, parent: &str) -> String {
        let text = self.text(object, key, parent);
        if text.is_empty() && object.get(key).is_none_or(|value| value.is_null() || value == "") {
            self.wrong(&under(parent, key), "This field is required.");
        }
        text
    }

    /// True or false. Absent is false.
    pub fn flag(&mut self, object: &Map<String, Value>, key: &str, parent: &str) -> bool {
        match object.get(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.wrong(&under(parent, key), "Expected true or false.");
                false
            }
        }
    }

    /// A list of texts. Absent is empty.
    pub fn texts(&mut self, object: &Map<String, Value>, key: &str, parent: &str) -> Vec<String> {
        let items = self.items(object, key, parent, 1_000);
        items
            .into_iter()
            .filter_map(|(path, item)| {
                let text = item.as_str().map(str::to_owned);
                if text.is_none() {
                    self.wrong(&path, "Expected a text.");
                }
                text
            })
            .collect()
    }
}

fn under(parent: &str, key: &str) -> String {
    if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") }
}

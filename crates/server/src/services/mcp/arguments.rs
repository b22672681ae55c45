//! Arguments of tools: said once, shown as a JSON schema, and read by it.

use serde_json::{Map, Value, json};

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text of at most so many characters.
    Text(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number within bounds.
    Number(i64, i64),
    /// True or false.
    Flag,
    /// An object.
    Object,
    /// An object of texts.
    Texts,
}

/// An id.
pub const ID: Kind = Kind::Text(300);

/// An argument.
#[derive(Debug)]
pub struct Argument {
    pub name: &'static str,
    pub kind: Kind,
    pub about: &'static str,
    pub required: bool,
}

/// One that must be there.
pub const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument { name, kind, about, required: true }
}

/// One that may be there.
pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument { name, kind, about, required: false }
}

/// The schema of a tool's arguments.
pub fn schema(arguments: &[Argument]) -> Value {
    let of = |argument: &Argument| {
        let mut schema = match argument.kind {
            Kind::Text(most) => json!({"type": "string", "maxLength": most}),
            Kind::Word(words) => json!({"type": "string", "enum": words}),
            Kind::Number(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
            Kind::Flag => json!({"type": "boolean"}),
            Kind::Object => json!({"type": "object"}),
            Kind::Texts => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        };
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), argument.about.into());
        }
        (argument.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = arguments.iter().map(of).collect();
    let required: Vec<&str> =
        arguments.iter().filter(|argument| argument.required).map(|argument| argument.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// Arguments that are what they must be.
#[derive(Debug, Default)]
pub struct Given(Map<String, Value>);

impl Given {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence that names each one that is wrong.
    pub fn read(arguments: &[Argument], given: Value) -> Result<Self, String> {
        let given = match given {
            Value::Null => Map::new(),
            Value::Object(given) => given,
            _ => return Err("The arguments are an object.".to_owned()),
        };
        let mut wrong: Vec<String> = Vec::new();
        for argument in arguments {
            match given.get(argument.name).filter(|value| !value.is_null()) {
                None if argument.required => wrong.push(format!("{} is missing.", argument.name)),
                Some(value) if !argument.kind.takes(value) => {
                    wrong.push(format!("{} is {}.", argument.name, argument.kind.words()));
                }
                _ => {}
            }
        }
        let known = |name: &String| arguments.iter().any(|argument| argument.name == name);
        for name in given.keys().filter(|name| !known(name)).take(10) {
            let shown: String = name.chars().take(100).collect();
            wrong.push(format!("There is no argument {shown}."));
        }
        if wrong.is_empty() { Ok(Self(given)) } else { Err(wrong.join(" ")) }
    }

    /// A text; empty when it was not given.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A number, where it was given.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Value::as_i64)
    }

    /// A flag; false when it was not given.
    pub fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// Anything; `null` when it was not given.
    pub fn value(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

impl Kind {
    fn takes(self, value: &Value) -> bool {
        match self {
            Self::Text(most) => {
                value.as_str().is_some_and(|text| text.chars().count() <= most && !text.contains('\0'))
            }
            Self::Word(words) => value.as_str().is_some_and(|text| words.contains(&text)),
            Self::Number(least, most) => {
                value.as_i64().is_some_and(|number| (least..=most).contains(&number))
            }
            Self::Flag => value.is_boolean(),
            Self::Object => value.is_object(),
            Self::Texts => value.as_object().is_some_and(|texts| texts.values().all(Value::is_string)),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Text(most) => format!("a text of at most {most} characters"),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::Number(least, most) => format!("a whole number from {least} to {most}"),
            Self::Flag => "true or false".to_owned(),
            Self::Object => "an object".to_owned(),
            Self::Texts => "an object of texts".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Given, ID, Kind, needed, optional, schema};

    #[test]
    fn what_is_wrong_is_named_and_what_is_right_is_read() {
        let arguments = [needed("id", ID, "An id."), optional("most", Kind::Number(1, 9), "How many.")];
        assert_eq!(schema(&arguments)["required"], json!(["id"]));
        let given = Given::read(&arguments, json!({"id": "a", "most": 3})).unwrap();
        assert_eq!((given.text("id"), given.number("most"), given.flag("x")), ("a", Some(3), false));
        let wrong = Given::read(&arguments, json!({"most": 1_000_000, "colour": "red"})).unwrap_err();
        assert_eq!(wrong, "id is missing. most is a whole number from 1 to 9. There is no argument colour.");
        assert!(Given::read(&arguments, json!([1])).is_err());
        assert!(Given::read(&arguments, json!({"id": "a".repeat(301)})).is_err());
        assert!(Given::read(&arguments, json!({"id": "a\u{0}"})).is_err());
    }
}

//! Text with places to fill: `Hello {{name}}, {{order.items.0}}, {{ocpvars:shop}}`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A field, and the way into it when it holds JSON: `order.items.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldPath {
    /// The field's name.
    pub name: String,
    /// Keys and indexes into its JSON; empty for the field itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
}

impl FieldPath {
    /// Reads `name.key.0`. Any text is a path; the name may then be unknown, which the compiler says.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = text.trim().split('.').map(|part| part.trim().to_owned());
        Self { name: parts.next().unwrap_or_default(), path: parts.collect() }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.path.iter().try_for_each(|key| write!(f, ".{key}"))
    }
}

/// One piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Said as it stands.
    Text(String),
    /// `{{name.path}}`
    Field(FieldPath),
    /// `{{ocpvars:name}}`, a variable of the app's collection.
    Variable(String),
    /// `{{name.path | amount}}`: the field, in the manner of the dialog's language.
    Rendered(FieldPath, Filter),
}

/// How a value is written for the caller's language and, on the phone, so that it can be spoken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// Money; the unit, where the value has none: `amount USD`.
    Amount(String),
    /// A day.
    Date,
    /// Digit by digit.
    Digits,
    /// First, second, third.
    Ordinal,
    /// None that is known: the value as it stands.
    Unknown(String),
}

impl Filter {
    fn parse(text: &str) -> Self {
        let (name, rest) = text.trim().split_once([' ', ':']).unwrap_or((text.trim(), ""));
        match name.to_ascii_lowercase().as_str() {
            "amount" => Self::Amount(rest.trim().trim_matches(['"', '\'']).to_owned()),
            "date" => Self::Date,
            "digits" => Self::Digits,
            "ordinal" => Self::Ordinal,
            _ => Self::Unknown(text.trim().to_owned()),
        }
    }
}

/// A text with places to fill. Reading one never fails: braces that are not closed are text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Template(pub Vec<Part>);

impl Template {
    /// Reads a template.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            let Some(length) = rest[open + 2..].find("}}") else { break };
            let (before, inside) = (&rest[..open], rest[open + 2..open + 2 + length].trim());
            push_text(&mut parts, before);
            parts.push(match inside.strip_prefix("ocpvars:") {
                Some(variable) => Part::Variable(variable.trim().to_owned()),
                None => match inside.split_once('|') {
                    Some((path, filter)) => Part::Rendered(FieldPath::parse(path), Filter::parse(filter)),
                    None => Part::Field(FieldPath::parse(inside)),
                },
            });
            rest = &rest[open + 2 + length + 2..];
        }
        push_text(&mut parts, rest);
        Self(parts)
    }

    /// A template that is one text, whatever stands in it.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        let mut parts = Vec::new();
        push_text(&mut parts, text);
        Self(parts)
    }

    /// A template that is one field, whose JSON stays JSON.
    #[must_use]
    pub fn field(path: FieldPath) -> Self {
        Self(vec![Part::Field(path)])
    }

    /// True when there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one field that this template is, if it is nothing else.
    #[must_use]
    pub fn as_field(&self) -> Option<&FieldPath> {
        match self.0.as_slice() {
            [Part::Field(path)] => Some(path),
            _ => None,
        }
    }

    /// The text, when there is no place to fill.
    #[must_use]
    pub fn as_literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The fields it reads, in the order in which they stand.
    pub fn fields(&self) -> impl Iterator<Item = &FieldPath> {
        self.0.iter().filter_map(|part| match part {
            Part::Field(path) | Part::Rendered(path, _) => Some(path),
            _ => None,
        })
    }

    /// The variables it reads.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.as_str()),
            _ => None,
        })
    }
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldPath, Filter, Part, Template};

    #[test]
    fn places_are_found_between_double_braces() {
        let template = Template::parse("Hi {{ name }}: {{order.items.0}}{{ocpvars:shop}}!");
        assert_eq!(
            template.0,
            [
                Part::Text("Hi ".into()),
                Part::Field(FieldPath::parse("name")),
                Part::Text(": ".into()),
                Part::Field(FieldPath { name: "order".into(), path: vec!["items".into(), "0".into()] }),
                Part::Variable("shop".into()),
                Part::Text("!".into()),
            ]
        );
    }

    #[test]
    fn a_filter_stands_behind_a_bar() {
        let template = Template::parse("{{balance | amount EUR}}{{a.b|date}}{{x | shout}}");
        assert_eq!(
            template.0,
            [
                Part::Rendered(FieldPath::parse("balance"), Filter::Amount("EUR".into())),
                Part::Rendered(FieldPath::parse("a.b"), Filter::Date),
                Part::Rendered(FieldPath::parse("x"), Filter::Unknown("shout".into())),
            ]
        );
        assert_eq!(template.fields().count(), 3);
    }

    #[test]
    fn braces_that_are_not_closed_are_text() {
        assert_eq!(Template::parse("a {{b").as_literal(), Some("a {{b"));
        assert_eq!(Template::parse("{single}").as_literal(), Some("{single}"));
    }
}

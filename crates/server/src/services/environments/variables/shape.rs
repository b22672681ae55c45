//! How a variable is shown, and what may be said of one.

use baton_store::Variable;
use serde::Serialize;
use utoipa::ToSchema;

use super::LONGEST;
use crate::extract::{Fields, SHORT};

/// A variable. The value of a sensitive one is never given back.
#[derive(Serialize, ToSchema)]
#[schema(title = "Variable")]
pub struct ShownVariable {
    /// Its name, unique in the collection.
    #[schema(example = "opening_hours")]
    name: String,
    /// Its value; `null` when it is sensitive.
    #[schema(required = true, example = "nine to five")]
    value: Option<String>,
    /// Whether its value is kept encrypted and never given back.
    sensitive: bool,
    /// The collection it lies in.
    #[schema(example = "demo")]
    collection_id: String,
}

impl ShownVariable {
    /// Shows a variable.
    pub fn of(row: &Variable) -> Self {
        Self {
            name: row.name.clone(),
            value: (!row.sensitive).then(|| row.value.clone()),
            sensitive: row.sensitive,
            collection_id: row.collection.clone(),
        }
    }
}

/// What somebody says of a variable.
#[derive(Debug, Default, ToSchema)]
#[schema(title = "VariableFields")]
pub struct VariableFields {
    /// Letters, digits, `_`, `-` and `.`.
    #[schema(example = "opening_hours")]
    pub name: Option<String>,
    /// Its value: a text of at most 10,000 characters.
    #[schema(example = "nine to five")]
    pub value: Option<String>,
    /// Whether it is kept encrypted and never given back.
    pub sensitive: Option<bool>,
}

impl VariableFields {
    /// Takes the fields out of what somebody sent.
    pub fn read(fields: &mut Fields) -> Self {
        let read = Self {
            name: fields.parsed("name", parse_name),
            value: fields.text("value", LONGEST),
            sensitive: fields.flag("sensitive"),
        };
        fields.refuse_unknown(&["collection_id", "value"]);
        read
    }
}

fn parse_name(text: &str) -> Result<String, String> {
    let letter = |letter: char| letter.is_alphanumeric() || "_-.".contains(letter);
    match text.chars().count() {
        1..=SHORT if text.chars().all(letter) => Ok(text.to_owned()),
        _ => Err(format!("A variable's name has 1 to {SHORT} letters, digits, _, - and dots.")),
    }
}

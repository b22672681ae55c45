//! Alphanumeric: a question that is answered with letters and digits.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Alphanumeric;

impl Kind for Alphanumeric {
    fn name(&self) -> &'static str {
        "Alphanumeric"
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["length", "regex", "list", "prebuilt", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::Alphanumeric)))
    }
}

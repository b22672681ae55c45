//! Numeric: a question that is answered with digits.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::defaults::{Prompting, question};
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Numeric;

impl Kind for Numeric {
    fn name(&self) -> &'static str {
        "Numeric"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        question(of, self.name(), "{{value | digits}}")
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["length", "value", "regex", "list", "prebuilt", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::Numeric)))
    }
}

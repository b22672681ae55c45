//! Alpha: a question that is answered with letters.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Alpha;

impl Kind for Alpha {
    fn name(&self) -> &'static str {
        "Alpha"
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["length", "regex", "list", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::Alpha)))
    }
}

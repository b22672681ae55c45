//! Text: a question that is answered with whatever is said.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Text;

impl Kind for Text {
    fn name(&self) -> &'static str {
        "Text"
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["length", "regex", "list", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::Text)))
    }
}

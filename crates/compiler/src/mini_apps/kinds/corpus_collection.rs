//! CorpusCollection: whatever is said, collected to train on.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct CorpusCollection;

impl Kind for CorpusCollection {
    fn name(&self) -> &'static str {
        "CorpusCollection"
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["length", "regex", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::CorpusCollection)))
    }
}

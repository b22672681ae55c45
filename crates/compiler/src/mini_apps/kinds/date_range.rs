//! DateRange: a question that is answered with a first and a last day.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::defaults::{Prompting, question};
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct DateRange;

impl Kind for DateRange {
    fn name(&self) -> &'static str {
        "DateRange"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        question(of, self.name(), "{{value | date}}")
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["days", "javascript"]));
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::DateRange)))
    }
}

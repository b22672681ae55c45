//! YesNo: a question that is answered with yes or no.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value};

use super::Kind;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct YesNo;

impl Kind for YesNo {
    fn name(&self) -> &'static str {
        "YesNo"
    }

    fn keys(&self) -> Map<String, Value> {
        schema::question()
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), QuestionKind::YesNo)))
    }
}

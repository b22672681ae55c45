//! Date: a question that is answered with a day, or with the month in which a card expires.

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::{Prompting, extend, question};
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Date;

impl Kind for Date {
    fn name(&self) -> &'static str {
        "Date"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        let mut model = question(of, self.name(), "{{value | date}}");
        extend(&mut model, "date", json!({"kind": "normal"}));
        model
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["days", "javascript"]));
        let kind = "A day, or the month in which a card expires, whose last day is then the value.";
        keys.insert(
            "date".to_owned(),
            schema::object(
                "What kind of day is asked for.",
                &[("kind", schema::one_of(kind, &["", "normal", "creditCardExpiration"]))],
            ),
        );
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        let written = reading.object(reading.model.get("date"), "model.date");
        let kind = reading.text(written.and_then(|date| date.get("kind")), "model.date.kind");
        let tag = reading.model.pointer("/properties/nluTag").and_then(Value::as_str).unwrap_or_default();
        let expires = |word: &str| {
            let word = word.to_ascii_lowercase().replace([' ', '-', '_'], "");
            word.contains("expir") || word.contains("creditcard")
        };
        let kind = if expires(&kind) || expires(tag) { QuestionKind::CardExpiry } else { QuestionKind::Date };
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), kind)))
    }
}

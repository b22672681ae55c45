//! Amount: a question that is answered with money or a percentage. The value is a number, its unit an output of its own.

use std::collections::BTreeSet;

use baton_model::program::{MiniAppKind, QuestionKind};
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::{Prompting, extend, question};
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{question, schema};

pub(super) struct Amount;

impl Kind for Amount {
    fn name(&self) -> &'static str {
        "Amount"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        let mut model = question(of, self.name(), "{{amount | amount}}");
        extend(&mut model, "amount", json!({"type": "monetary", "unit": "$"}));
        model
    }

    fn keys(&self) -> Map<String, Value> {
        let mut keys = schema::question();
        keys.extend(schema::validations(&["value", "unit", "javascript"]));
        keys.insert(
            "amount".to_owned(),
            schema::object(
                "What kind of amount is asked for.",
                &[
                    ("type", schema::one_of("Money or a percentage.", &["", "monetary", "percentage"])),
                    ("unit", schema::text("What is meant when no unit is said: `$`, `EUR`, ….")),
                ],
            ),
        );
        keys
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        let written = reading.object(reading.model.get("amount"), "model.amount");
        let kind = reading.text(written.and_then(|amount| amount.get("type")), "model.amount.type");
        let unit = reading.text(written.and_then(|amount| amount.get("unit")), "model.amount.unit");
        let by_block = reading
            .model
            .get("validations")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|block| block.get("amountType").and_then(Value::as_str))
            .any(is_percentage);
        let percentage = is_percentage(&kind) || by_block;
        let unit = match unit.trim() {
            "$" => "USD",
            "€" => "EUR",
            "£" => "GBP",
            other => other,
        };
        let kind = QuestionKind::Amount { percentage, unit: unit.to_owned() };
        MiniAppKind::Question(Box::new(question::read(reading, self.name(), kind)))
    }

    fn outputs(&self, _model: &Value) -> BTreeSet<String> {
        let mut outputs = super::answer(self.name());
        outputs.insert("AmountUnit".to_owned());
        outputs
    }
}

fn is_percentage(word: &str) -> bool {
    word.to_ascii_lowercase().starts_with("percent") || word == "%"
}

//! Public cases of values, as the specifications of Recognizers-Text write them: an input, and what must be found in it.

use baton_model::understanding::ValueKind;
use serde_json::Value as Json;

use crate::values::{Asked, Value, find};

/// A file of cases, without its ending, and the kind of value in it (ranges of dates stand among dates).
pub const CASE_FILES: &[(&str, ValueKind)] = &[
    ("number", ValueKind::Number),
    ("ordinal", ValueKind::Ordinal),
    ("percent", ValueKind::Percent),
    ("boolean", ValueKind::YesNo),
    ("currency", ValueKind::Amount),
    ("phone", ValueKind::Phone),
    ("email", ValueKind::Email),
    ("date", ValueKind::Date),
];

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Whether the value that was found is one of those that are right.
    pub right: bool,
    /// What was found.
    pub found: Option<String>,
    /// What is right; none, or an empty one: that nothing is found.
    pub wanted: Vec<String>,
}

/// Looks for the value in a case's `input`, and compares it with its `results`.
#[must_use]
pub fn judge(case: &Json, kind: ValueKind) -> Judged {
    let input = case.get("input").and_then(Json::as_str).unwrap_or_default();
    let results = case.get("results").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |of: &Json, key: &str| of.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let ranged = results.first().is_some_and(|result| text(result, "type") == "daterange");
    let kind = if ranged { ValueKind::DateRange } else { kind };
    let reference = text(case, "reference").parse().ok();
    let found = find(input, &Asked { kind, locale: "en-US", reference });
    let found = found.first().map(|found| plain(&found.value));
    let wanted: Vec<String> = results.iter().flat_map(wanted).collect();
    let right = match &found {
        Some(found) => wanted.contains(found),
        None => wanted.is_empty() || wanted.iter().any(String::is_empty),
    };
    Judged { right, found, wanted }
}

/// A value as the cases write it.
fn plain(value: &Value) -> String {
    match value {
        Value::YesNo(yes) => yes.to_string(),
        Value::Number(value) => close(*value),
        Value::Amount { value, unit, .. } => format!("{} {unit}", close(*value)),
        Value::Date(date) => date.to_string(),
        Value::DateRange(range) => {
            let day = |day: Option<jiff::civil::Date>| day.map_or("null".to_owned(), |day| day.to_string());
            format!("{}..{}", day(range.start), day(range.end))
        }
        Value::Time(time) => time.to_string(),
        Value::Text(text) => text.clone(),
    }
}

/// Nine figures are enough.
fn close(value: f64) -> String {
    format!("{value:.9e}")
}

fn wanted(result: &Json) -> Vec<String> {
    let nothing = Json::Null;
    let resolution = result.get("resolution").unwrap_or(&nothing);
    let text = |of: &Json, key: &str| of.get(key).and_then(Json::as_str).map(str::to_owned);
    if let Some(values) = resolution.get("values").and_then(Json::as_array) {
        let of = |value: &Json| match text(value, "value") {
            Some(said) if said == "not resolved" => String::new(),
            Some(said) => said,
            None => {
                let day = |key: &str| text(value, key).unwrap_or_else(|| "null".to_owned());
                format!("{}..{}", day("start"), day("end"))
            }
        };
        return values.iter().map(of).collect();
    }
    let value = match resolution.get("value") {
        Some(Json::Bool(yes)) => yes.to_string(),
        _ => text(resolution, "value").unwrap_or_default(),
    };
    let number = value.trim_end_matches('%').parse::<f64>().map(close);
    vec![match text(result, "type").as_deref() {
        Some("number" | "percentage") => number.unwrap_or_default(),
        Some("currency") => {
            let unit = text(resolution, "unit").unwrap_or_default();
            number.map(|value| format!("{value} {unit}")).unwrap_or_default()
        }
        _ => value,
    }]
}

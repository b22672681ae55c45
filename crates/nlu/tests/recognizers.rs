//! Measures values against public cases that are no part of the project: `BATON_RECOGNIZERS` names their folder.
//! Two fifths of the cases, chosen by hash, are held out: only the figure is told. `BATON_SHOW` names a file whose
//! other failures are printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

use std::path::Path;

use baton_model::understanding::ValueKind;
use baton_nlu::values::{Asked, Value, find};
use serde_json::Value as Json;

/// File, kind (dates have their own), and what must be reached in percent.
const FILES: &[(&str, ValueKind, f64)] = &[
    ("number", ValueKind::Number, 90.0),
    ("ordinal", ValueKind::Ordinal, 95.0),
    ("percent", ValueKind::Percent, 95.0),
    ("boolean", ValueKind::YesNo, 95.0),
    ("currency", ValueKind::Amount, 85.0),
    ("phone", ValueKind::Phone, 85.0),
    ("email", ValueKind::Email, 85.0),
    ("date", ValueKind::Date, 80.0),
];

#[test]
fn public_cases_are_understood() {
    let Ok(folder) = std::env::var("BATON_RECOGNIZERS") else { return };
    let show = std::env::var("BATON_SHOW").unwrap_or_default();
    let mut short = Vec::new();
    for (file, kind, least) in FILES {
        let text = std::fs::read_to_string(Path::new(&folder).join(format!("{file}.json"))).unwrap();
        let cases: Vec<Json> = serde_json::from_str(&text).unwrap();
        let (mut right, mut all) = ([0_u32; 2], [0_u32; 2]);
        for case in &cases {
            let held = usize::from(is_held_out(case["input"].as_str().unwrap()));
            let (good, story) = judge(case, *kind);
            all[held] += 1;
            right[held] += u32::from(good);
            if !good && held == 0 && show == *file {
                println!("{story}");
            }
        }
        let share = |part: usize| 100.0 * f64::from(right[part]) / f64::from(all[part].max(1));
        let total = 100.0 * f64::from(right[0] + right[1]) / f64::from(all[0] + all[1]);
        println!(
            "{file:9} {total:5.1} %   seen {:5.1} % of {:3}   held out {:5.1} % of {:3}",
            share(0),
            all[0],
            share(1),
            all[1]
        );
        if total < *least {
            short.push(*file);
        }
    }
    assert!(short.is_empty(), "too few are understood: {short:?}");
}

/// FNV-1a, so that the choice is the same everywhere.
fn is_held_out(input: &str) -> bool {
    let hash = input.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 20) % 5 < 2
}

fn judge(case: &Json, kind: ValueKind) -> (bool, String) {
    let input = case["input"].as_str().unwrap();
    let results = case["results"].as_array().unwrap();
    let ranged = results.first().is_some_and(|result| result["type"] == "daterange");
    let kind = if ranged { ValueKind::DateRange } else { kind };
    let reference = case["reference"].as_str().and_then(|reference| reference.parse().ok());
    let found = find(input, &Asked { kind, locale: "en-US", reference });
    let said = found.first().map(|found| plain(&found.value));
    let wanted: Vec<String> = results.iter().flat_map(wanted).collect();
    let good = match &said {
        Some(said) => wanted.contains(said),
        None => wanted.is_empty() || wanted.iter().any(String::is_empty),
    };
    (
        good,
        format!(
            "{input}  [{}]\n    wanted {wanted:?}, got {said:?} in {:?}",
            case["reference"],
            found.first().map(|found| &found.text)
        ),
    )
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
    let resolution = &result["resolution"];
    if let Some(values) = resolution["values"].as_array() {
        return values
            .iter()
            .map(|value| {
                if value["value"] == "not resolved" {
                    return String::new();
                }
                let day = |key: &str| value[key].as_str().unwrap_or("null").to_owned();
                value["value"]
                    .as_str()
                    .map_or_else(|| format!("{}..{}", day("start"), day("end")), str::to_owned)
            })
            .collect();
    }
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().map(close).ok();
    let value = match &resolution["value"] {
        Json::Null => String::new(),
        Json::Bool(yes) => yes.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let kind = result["type"].as_str().unwrap_or_default();
    vec![match kind {
        "number" | "percentage" => number(&value).unwrap_or_default(),
        "currency" => number(&value)
            .map(|value| format!("{value} {}", resolution["unit"].as_str().unwrap_or_default()))
            .unwrap_or_default(),
        _ => value,
    }]
}

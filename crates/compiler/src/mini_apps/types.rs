//! The types of miniApps, and what each gives to a canvas.

use std::collections::BTreeSet;

use serde_json::Value;

/// All types, as the API writes them.
pub const TYPES: &[&str] = &[
    "Intent",
    "Numeric",
    "Alphanumeric",
    "Alpha",
    "Date",
    "DateRange",
    "Announcement",
    "YesNo",
    "WebService",
    "Intelli",
    "CorpusCollection",
    "Text",
    "Entity",
    "Amount",
];

/// The types that can run.
pub const SUPPORTED: &[&str] = &["Announcement", "Intent", "YesNo", "Numeric"];

/// The type that a text names: `YesNo`, `yesno`, `Web Service` and `WebService.MiniApps` are all understood.
#[must_use]
pub fn canonical_type(text: &str) -> Option<&'static str> {
    let word = text.strip_suffix(".MiniApps").unwrap_or(text).replace([' ', '_', '-'], "");
    TYPES.iter().find(|known| known.eq_ignore_ascii_case(&word)).copied()
}

/// True for the types that call or compute something without talking to the caller.
#[must_use]
pub fn is_service(type_name: &str) -> bool {
    matches!(canonical_type(type_name), Some("WebService" | "Intelli"))
}

/// The main output of a type, such as `YesNo` or `AnnouncementResult`; services have their own.
#[must_use]
pub fn output_of(type_name: &str) -> Option<&'static str> {
    match canonical_type(type_name)? {
        "WebService" | "Intelli" => None,
        "Announcement" => Some("AnnouncementResult"),
        question => Some(question),
    }
}

/// All outputs a miniApp offers.
pub(super) fn outputs(type_name: &str, model: &Value) -> BTreeSet<String> {
    match output_of(type_name) {
        Some("AnnouncementResult") => ["AnnouncementResult".to_owned()].into(),
        Some(question) => [question.to_owned(), format!("{question}InputMode")].into(),
        None => model
            .get("outputs")
            .and_then(Value::as_object)
            .map(|outputs| outputs.keys().cloned().collect())
            .unwrap_or_default(),
    }
}

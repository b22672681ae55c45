//! What services answer where they are not called: a file with a JSON object, by miniApp.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Failure;

/// Where an application's folder keeps the answers.
const FILE: &str = "backend.json";

/// The answers in a file.
pub fn read(file: &Path) -> Result<BTreeMap<String, Value>, Failure> {
    let wrong =
        |error: &dyn std::fmt::Display| format!("the answers in {} can't be read: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    Ok(serde_json::from_str(&text).map_err(|error| wrong(&error))?)
}

/// The answers that lie in an application's folder; none where it is a ZIP, or has none.
pub fn of(application: &Path) -> Result<BTreeMap<String, Value>, Failure> {
    let file = application.join(FILE);
    if file.is_file() { read(&file) } else { Ok(BTreeMap::new()) }
}

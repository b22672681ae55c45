//! A miniApp as the API shows it.

use baton_model::Timestamp;
use baton_store::MiniApp as Row;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What a list shows of a miniApp.
#[derive(Serialize, ToSchema)]
#[schema(title = "MiniAppSummary")]
pub struct Summary {
    /// How canvases name it: `<account>.<name>.<type, for an Intent its domain>.MiniApps.<group>`.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.Pin.Numeric.MiniApps.demo")]
    id: String,
    /// Its name.
    #[schema(example = "Pin")]
    name: String,
    /// Its type.
    #[schema(example = "Numeric")]
    r#type: String,
    /// For an Intent, its domain.
    #[schema(example = "Banking2")]
    domain: Option<String>,
    /// The group it lies in.
    #[schema(example = "demo")]
    group: String,
    /// The locales it speaks.
    #[schema(value_type = Vec<String>)]
    languages: Value,
    /// How what it hears is protected.
    #[schema(example = "None")]
    sensitivity: String,
    /// The version of its form.
    #[schema(example = "v1")]
    version: String,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl Summary {
    /// Shows what a list shows.
    pub fn of(row: &Row) -> Self {
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            r#type: row.r#type.clone(),
            domain: row.domain.clone(),
            group: row.group_name.clone(),
            languages: row.languages.clone(),
            sensitivity: row.sensitivity.clone(),
            version: row.version.clone(),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A miniApp.
#[derive(Serialize, ToSchema)]
#[schema(title = "MiniApp")]
pub struct MiniApp {
    /// What lists show of it.
    #[serde(flatten)]
    summary: Summary,
    /// All that it says, asks and checks.
    #[schema(value_type = Object)]
    model: Value,
}

impl MiniApp {
    /// Shows all of it.
    pub fn of(row: &Row) -> Self {
        Self { summary: Summary::of(row), model: serde_json::from_str(&row.model).unwrap_or_default() }
    }
}

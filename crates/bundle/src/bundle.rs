//! What a bundle holds: one application with everything it reaches, without ids of a store and without moments.

use std::collections::BTreeMap;

use baton_model::biometrics::{Mapping, Profile};
use baton_model::fields::Sensitivity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An application with its flows, miniApps and variables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bundle {
    /// The application.
    pub app: App,
    /// Its canvas document, unknown keys included.
    pub canvas: Value,
    /// All flows it reaches, also through handlers, by name.
    pub flows: Vec<Flow>,
    /// All miniApps they use, by name.
    pub mini_apps: Vec<MiniApp>,
    /// The variables of its collection.
    pub variables: BTreeMap<String, Variable>,
}

/// `app.json`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct App {
    /// Its name.
    pub name: String,
    /// `<user>.<name>.Apps.orc.<group>`
    pub component_id: String,
    /// What people read.
    pub description: Option<String>,
    /// What people look for.
    pub labels: Vec<String>,
    /// Declared inputs.
    pub input_fields: Vec<String>,
    /// Declared outputs.
    pub output_fields: Vec<String>,
    /// Whether reports count it.
    pub reportable: bool,
    /// Such as `SelfService`.
    pub reporting_type: String,
    /// `ocp` or `legacy`.
    pub application_type: String,
    /// The version of the canvas's schema.
    pub schema_version: i64,
    /// Fields that every dialog starts with.
    pub attached_data: BTreeMap<String, String>,
    /// Sensitive ones, which stand as `****` above, for the organization and the store that they came from. Nobody
    /// else can open them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sealed_attached_data: BTreeMap<String, String>,
    /// Fields that are one per root dialog.
    pub global_fields: Vec<String>,
    /// Fields that are never shown in clear.
    pub field_sensitivity: BTreeMap<String, Sensitivity>,
    /// Flows to run when a miniApp fails.
    pub error_handlers: Vec<Value>,
    /// What runs after the end.
    pub dialog_end_handlers: Vec<Value>,
    /// What a "start over" drops.
    pub repeat_handlers: Vec<Value>,
    /// Which field feeds which biometric key.
    pub voice_biometric: Mapping,
    /// The profile that `voice_biometric` names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biometric_profile: Option<Profile>,
}

impl Default for App {
    fn default() -> Self {
        Self {
            name: String::new(),
            component_id: String::new(),
            description: None,
            labels: Vec::new(),
            input_fields: Vec::new(),
            output_fields: Vec::new(),
            reportable: true,
            reporting_type: "SelfService".to_owned(),
            application_type: "ocp".to_owned(),
            schema_version: 1,
            attached_data: BTreeMap::new(),
            sealed_attached_data: BTreeMap::new(),
            global_fields: Vec::new(),
            field_sensitivity: BTreeMap::new(),
            error_handlers: Vec::new(),
            dialog_end_handlers: Vec::new(),
            repeat_handlers: Vec::new(),
            voice_biometric: Mapping::default(),
            biometric_profile: None,
        }
    }
}

/// `flows/<name>/flow.json`, and the canvas beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Flow {
    /// Its name.
    pub name: String,
    /// `<user>.<name>.Flows.orc.<group>`
    pub component_id: String,
    /// What people read.
    pub description: Option<String>,
    /// What people look for.
    pub labels: Vec<String>,
    /// Declared inputs.
    pub input_fields: Vec<String>,
    /// Declared outputs.
    pub output_fields: Vec<String>,
    /// Whether reports count it.
    pub reportable: bool,
    /// The version of the canvas's schema.
    pub schema_version: i64,
    /// Flows to run when a miniApp fails.
    pub error_handlers: Vec<Value>,
    /// What a "start over" drops.
    pub repeat_handlers: Vec<Value>,
    /// Its canvas document, unknown keys included: `flows/<name>/canvas.json`.
    #[serde(skip)]
    pub canvas: Value,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            name: String::new(),
            component_id: String::new(),
            description: None,
            labels: Vec::new(),
            input_fields: Vec::new(),
            output_fields: Vec::new(),
            reportable: true,
            schema_version: 1,
            error_handlers: Vec::new(),
            repeat_handlers: Vec::new(),
            canvas: Value::Null,
        }
    }
}

/// `miniapps/<name>.json`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MiniApp {
    /// Its name.
    pub name: String,
    /// `<user>.<name>.<type or domain>.MiniApps.<group>`
    pub component_id: String,
    /// `Intent`, `Announcement`, `YesNo`, `Numeric`, ….
    #[serde(rename = "type")]
    pub type_name: String,
    /// For an Intent, such as `Banking2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The locales it speaks.
    pub languages: Vec<String>,
    /// `None` or another word: when it is not `None`, its outputs are sensitive.
    pub sensitivity: String,
    /// The model document, unknown keys included.
    pub model: Value,
}

impl Default for MiniApp {
    fn default() -> Self {
        Self {
            name: String::new(),
            component_id: String::new(),
            type_name: String::new(),
            domain: None,
            languages: Vec::new(),
            sensitivity: "None".to_owned(),
            model: Value::Null,
        }
    }
}

impl MiniApp {
    /// The third part of its component id: its type, for an Intent its domain.
    #[must_use]
    pub fn block_type(&self) -> &str {
        let block = self.domain.as_deref().unwrap_or(&self.type_name);
        block.strip_suffix(".MiniApps").unwrap_or(block)
    }
}

/// One of `variables.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Variable {
    /// Its value; absent when it is sensitive: those never leave the store in clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whether it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// The value of a sensitive one, for the organization and the store that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

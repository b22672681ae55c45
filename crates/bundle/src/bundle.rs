//! What a bundle holds: an application, a flow or a miniApp with everything it reaches, without ids of a store and
//! without moments.

use std::collections::BTreeMap;

use baton_model::biometrics::{Mapping, Profile};
use baton_model::fields::Sensitivity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An application, a flow or a miniApp with what it reaches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bundle {
    /// What it is about.
    pub root: Root,
    /// All flows it reaches, also through handlers, by name; itself, if it is one.
    pub flows: Vec<Flow>,
    /// All miniApps they use, by name; itself, if it is one.
    pub mini_apps: Vec<MiniApp>,
    /// The variables that any of them reads.
    pub variables: BTreeMap<String, Variable>,
}

/// What a bundle is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Root {
    /// An application.
    App(Box<App>),
    /// The flow of this component id, one of [`Bundle::flows`].
    Flow(String),
    /// The miniApp of this component id, one of [`Bundle::mini_apps`].
    MiniApp(String),
}

impl Default for Root {
    fn default() -> Self {
        Self::App(Box::default())
    }
}

impl Bundle {
    /// The application, when it is about one.
    #[must_use]
    pub fn app(&self) -> Option<&App> {
        match &self.root {
            Root::App(app) => Some(app),
            Root::Flow(_) | Root::MiniApp(_) => None,
        }
    }

    /// The same, to be changed.
    #[must_use]
    pub fn app_mut(&mut self) -> Option<&mut App> {
        match &mut self.root {
            Root::App(app) => Some(app),
            Root::Flow(_) | Root::MiniApp(_) => None,
        }
    }

    /// The component id of what it is about.
    #[must_use]
    pub fn root_id(&self) -> &str {
        match &self.root {
            Root::App(app) => &app.component_id,
            Root::Flow(id) | Root::MiniApp(id) => id,
        }
    }

    /// The name of what it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = match &self.root {
            Root::App(app) => Some(&app.name),
            Root::Flow(id) => self.flows.iter().find(|it| it.component_id == *id).map(|it| &it.name),
            Root::MiniApp(id) => self.mini_apps.iter().find(|it| it.component_id == *id).map(|it| &it.name),
        };
        name.map(String::as_str).unwrap_or_default()
    }
}

/// `app.json`, and the canvas beside it.
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
    /// Its canvas document, unknown keys included: `canvas.json`.
    #[serde(skip)]
    pub canvas: Value,
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
            canvas: Value::Null,
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

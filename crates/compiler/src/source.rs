//! What the compiler works on: documents as their authors left them, gathered by somebody who may do I/O.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::biometrics::{Mapping, Profile};
use baton_model::fields::Sensitivity;
use baton_model::handlers::Handler;
use serde_json::Value;

/// An application with everything it reaches.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The component id of the application (or of a flow, to check one on its own).
    pub root: String,
    /// How records will name it; see [`baton_model::ids::flow_app_id`].
    pub flow_app_id: String,
    /// The application and all flows it reaches, also through handlers, by component id.
    pub units: BTreeMap<String, Arc<Unit>>,
    /// All miniApps they use, by component id.
    pub mini_apps: BTreeMap<String, Arc<MiniAppSource>>,
    /// Components that are referred to and are not among the two above.
    pub missing: BTreeMap<String, Missing>,
    /// Fields that every dialog starts with.
    pub attached_data: BTreeMap<String, String>,
    /// Fields that are one per root dialog.
    pub global_fields: Vec<String>,
    /// Fields that are never shown in clear.
    pub field_sensitivity: BTreeMap<String, Sensitivity>,
    /// Run after the end.
    pub dialog_end_handlers: Vec<Handler>,
    /// The profile the application uses; `None` when it uses none.
    pub biometrics: Option<(Profile, Mapping)>,
    /// The variables of the app's collection.
    pub variables: BTreeMap<String, String>,
}

/// The application or one flow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unit {
    /// `….Apps.orc.<group>` or `….Flows.orc.<group>`.
    pub component_id: String,
    /// The id of its canvas: problems name it.
    pub canvas_id: String,
    /// Its name.
    pub name: String,
    /// Its group.
    pub group: String,
    /// Declared inputs.
    pub input_fields: Vec<String>,
    /// Declared outputs.
    pub output_fields: Vec<String>,
    /// The canvas document, as it is stored.
    pub canvas: Value,
    /// Flows to run when a miniApp fails.
    pub error_handlers: Vec<Handler>,
    /// Fields to drop when the caller starts over.
    pub repeat_handlers: Vec<Handler>,
}

/// A miniApp as it is stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MiniAppSource {
    /// `<account>.<name>.<type or domain>.MiniApps.<group>`.
    pub component_id: String,
    /// Its name.
    pub name: String,
    /// `Intent`, `Announcement`, `YesNo`, `Numeric`, ….
    pub type_name: String,
    /// For an Intent, such as `Banking2`.
    pub domain: Option<String>,
    /// The locales it speaks.
    pub languages: Vec<String>,
    /// `None` or another word: when it is not `None`, its outputs are sensitive.
    pub sensitivity: String,
    /// The model document.
    pub model: Value,
}

/// Why a component is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is none of this id.
    NotFound,
    /// It belongs to a group that does not share it with the application's.
    NotShared,
}

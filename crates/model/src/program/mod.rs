//! The immutable result of compiling an application with everything it reaches.
//!
//! A program holds no reference back to documents and is addressed by the hash of its JSON, so a dialog under
//! way is never disturbed by a deployment. Canvases are shared (`Arc`): a flow that did not change is the same
//! value in the next program.

mod canvas;
mod keys;
mod mini_app;
mod prompts;
mod question;
mod service;
mod thresholds;
mod validation;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use canvas::{
    Assignment, AssignmentKind, Canvas, Condition, Edge, ErrorHandler, Input, Join, Node, NodeKind, Operator,
    Output, RepeatHandler, Subdialog,
};
pub use keys::{DtmfKeys, KeySection};
pub use mini_app::{Announcement, AnnouncementItem, FunctionKind, MiniApp, MiniAppKind, PostAction};
pub use prompts::{Channel, Levels, Prompts, Weighted};
pub use question::{
    AgentPolicy, Confirmation, Disambiguation, Entity, Hold, Intent, Question, QuestionKind, Reactions,
    Rephrase, Welcome,
};
pub use service::{Environment, Request, Service, ServiceOutput, Wait};
pub use thresholds::{Threshold, Thresholds};
pub use validation::{CustomValidation, Day, Prebuilt, Validation};

use crate::fields::Sensitivity;

/// What runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// The component id of the application; also the key of its canvas.
    pub root: String,
    /// The application's name.
    pub name: String,
    /// Its group.
    pub group: String,
    /// How records name what runs: `<uuid>.SND_<name>.Flow.<group>@SND_<name>.<group>`.
    pub flow_app_id: String,
    /// All locales that its miniApps speak; the first is where a dialog begins when nothing else is said.
    pub languages: Vec<String>,
    /// The application's canvas, those of its flows and those of its handlers' flows, by component id.
    pub canvases: BTreeMap<String, Arc<Canvas>>,
    /// Every miniApp it uses, by component id.
    pub mini_apps: BTreeMap<String, Arc<MiniApp>>,
    /// Fields that are one per root dialog. Sensitive fields are always among them.
    pub global_fields: BTreeSet<String>,
    /// Fields that are never shown in clear.
    pub sensitive_fields: BTreeMap<String, Sensitivity>,
    /// Fields that every dialog starts with.
    pub attached_data: BTreeMap<String, String>,
    /// The variables it reads, with the values they had when it was compiled.
    pub variables: BTreeMap<String, String>,
    /// MiniApps (Web Service, Intelli) to run after the end, in order.
    pub end_handlers: Vec<EndHandler>,
    /// The voice-biometric profile and the fields that feed its keys.
    pub biometrics: Option<Biometrics>,
    /// Where it runs: which of its requests a Web Service makes.
    #[serde(default)]
    pub environment: Environment,
}

impl Program {
    /// The SHA-256 of the program's JSON, in hexadecimal: its address.
    #[must_use]
    pub fn hash(&self) -> String {
        serde_json::to_vec(self).map(|bytes| hex::encode(Sha256::digest(&bytes))).unwrap_or_default()
    }
}

/// What runs after the root dialog has ended, without a caller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EndHandler {
    /// `NEAR_HUP`, `FAR_HUP`, `TRANSFER`; empty: any.
    pub end_types: Vec<String>,
    /// The miniApp.
    pub component: String,
    /// What goes in.
    pub inputs: Vec<Input>,
}

/// A voice-biometric profile in use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Biometrics {
    /// Such as `DEF`.
    pub profile_id: String,
    /// Biometric key and the field that feeds it.
    pub keys: Vec<(String, String)>,
}

//! A compiled miniApp: one question, announcement or service, everything about it resolved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Condition, Prompts, Question, Service};
use crate::template::Template;

/// A reusable component that says or asks one thing, or calls a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MiniApp {
    /// `<account>.<name>.<type or domain>.MiniApps.<group>`.
    pub component_id: String,
    /// Its name.
    pub name: String,
    /// Its type, such as `Intent` or `YesNo`; actions and events are named after it.
    pub type_name: String,
    /// The locales it speaks.
    pub languages: Vec<String>,
    /// What it does.
    pub kind: MiniAppKind,
    /// Its user functions by name: the scripts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub functions: BTreeMap<String, String>,
}

/// What the value of a function is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FunctionKind {
    /// A text: `{{name}}`.
    User,
    /// Whether a value is taken.
    Validation,
    /// The outputs of a Web Service or an Intelli.
    Output,
}

/// What a miniApp does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MiniAppKind {
    /// Says something.
    Announcement(Announcement),
    /// Asks something.
    Question(Box<Question>),
    /// Calls or computes something.
    Service(Box<Service>),
}

/// Says the first of its items whose conditions hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Announcement {
    /// In order; those without conditions are the fallback.
    pub items: Vec<AnnouncementItem>,
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnnouncementItem {
    /// All must hold; empty: always. They look at the miniApp's inputs.
    pub conditions: Vec<Condition>,
    /// What is said.
    pub prompts: Prompts,
    /// What follows.
    pub post_action: PostAction,
}

/// What follows an announcement.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostAction {
    /// The miniApp ends.
    #[default]
    Exit,
    /// The question is asked again (an announcement of an Intent).
    Reask,
    /// The dialog ends, and the caller is handed over to this number.
    Transfer(Template),
}

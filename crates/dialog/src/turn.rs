//! What goes out: one turn, in the words of no channel. Channels render it.

use std::collections::BTreeMap;

use baton_model::understanding::InputMode;
use serde::{Deserialize, Serialize};

/// What the dialog does next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The number of the turn in its dialog, from 1.
    pub step: u32,
    /// What the channel must do.
    pub action: Action,
    /// What is said, in order.
    pub prompts: Vec<Prompt>,
    /// What was said before them, while a call was under way: it is not said again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waited: Vec<Prompt>,
    /// Texts of reactions among them (greeting, no-match, …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<String>,
    /// The caller's words as records may show them: sensitive ones are masked.
    #[serde(default)]
    pub utterance: String,
    /// How they came.
    #[serde(default)]
    pub input_mode: InputMode,
    /// The intent that is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<HeardIntent>,
    /// Fields of the root canvas and globals that this turn changed; sensitive ones are masked, `None` was dropped.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Option<String>>,
    /// Events as records name them, such as `Get_Intent:InformationAsked`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// No-inputs so far.
    pub no_inputs: u32,
    /// No-matches so far.
    pub no_matches: u32,
    /// The locale of what is said.
    pub locale: String,
    /// Values of the biometric keys that are mapped and have one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub biometrics: BTreeMap<String, String>,
    /// Where the caller goes, when the action is a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// Present when the dialog is over; not in the entries of dialog-end handlers, which end nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// What the channel must do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Such as `Get_Intent`, `Announcement`, `ExitAction:GET_YESNO`.
    pub name: String,
    /// Wait for the caller, go on, hand over or end.
    pub kind: ActionKind,
    /// The fields that the answer may fill.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields_to_elicit: Vec<String>,
    /// The miniApp that acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Handed to the channel's recogniser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nlu_tag: Option<String>,
    /// Milliseconds of silence until the channel sends a no-input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<u32>,
    /// Whether the caller may speak over the prompt.
    #[serde(default)]
    pub barge_in: bool,
    /// What the keys of a phone mean here: termination key, agent key, … for channels that have keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination_key: Option<String>,
    /// How the keys of a phone are listened to; only on channels that have keys, and where the author says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keypad: Option<Keypad>,
}

/// How the keys of a phone are listened to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Keypad {
    /// Milliseconds that may pass after the first, second, … key; the last one for all that follow.
    pub inter_digit_ms: Vec<u32>,
    /// The most keys that make sense; the channel need not wait after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

impl Action {
    /// An action that asks for nothing.
    pub(crate) fn plain(name: impl Into<String>, kind: ActionKind) -> Self {
        Self {
            name: name.into(),
            kind,
            fields_to_elicit: Vec::new(),
            component: None,
            nlu_tag: None,
            timeout_ms: None,
            barge_in: false,
            termination_key: None,
            keypad: None,
        }
    }
}

/// The kinds of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ActionKind {
    /// Say it and wait for the caller.
    Ask,
    /// Say it and go on.
    Announcement,
    /// Say it and hand over.
    Transfer,
    /// Say it and hang up.
    Exit,
}

/// Something to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    /// What the caller hears.
    pub content: String,
    /// The same as records may show it: values of sensitive fields are masked.
    pub masked_content: String,
    /// Rich content that goes with it, at most two pieces, as the author wrote it; for channels that can show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_models: Vec<serde_json::Value>,
}

impl Prompt {
    /// Words without secrets.
    pub fn plain(text: impl Into<String>) -> Self {
        let content = text.into();
        Self { masked_content: content.clone(), content, data_models: Vec::new() }
    }
}

/// The intent in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeardIntent {
    /// Its name.
    pub name: String,
    /// 0 to 100.
    pub confidence: f32,
    /// True when this turn captured it.
    pub captured_now: bool,
}

/// Where the caller goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// A number, a queue, an address.
    pub destination: String,
    /// Why.
    pub reason: Option<String>,
    /// What goes along.
    pub attached_data: BTreeMap<String, String>,
}

/// How the dialog ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// Who ended it.
    pub end_type: EndType,
    /// False when a miniApp failed and no handler took care of it.
    pub success: bool,
    /// The reason of an exit or transfer, or the fail exit reason.
    pub reason: Option<String>,
}

/// Who ended a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndType {
    /// The application.
    NearHup,
    /// The caller, or silence.
    FarHup,
    /// The application, by handing over.
    Transfer,
}

impl EndType {
    /// `NEAR_HUP`, `FAR_HUP`, `TRANSFER`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NearHup => "NEAR_HUP",
            Self::FarHup => "FAR_HUP",
            Self::Transfer => "TRANSFER",
        }
    }
}

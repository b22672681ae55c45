//! What comes in.

use std::collections::BTreeMap;

use baton_model::fields::FieldValue;
use baton_model::program::Channel;
use baton_model::understanding::InputMode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One input of a dialog. Exactly one turn follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Input {
    /// The first of every dialog.
    Start(Box<Start>),
    /// The caller said, wrote or keyed something.
    Utterance {
        /// The words; for keys, the keys.
        text: String,
        /// How it came.
        mode: InputMode,
    },
    /// The caller chose from rich content: what the choice means is given with it and is not guessed from its words.
    Choice {
        /// What it means: the output of the question (`YesNo`), or a field that it fills, and the value.
        semantics: BTreeMap<String, String>,
        /// What stood on the button.
        text: String,
    },
    /// Silence while a question is open; after an announcement: go on.
    NoInput,
    /// The server itself goes on after an announcement.
    Continue,
    /// The caller hung up.
    HangUp,
    /// Nothing came for the idle time.
    Idle,
    /// What the voice-biometric engine beside the channel handed back, and the input that it came with.
    Biometrics {
        /// `BioResult`, `BioScore`, …; other names are ignored, and the record says so.
        results: BTreeMap<String, String>,
        /// The input itself.
        with: Box<Input>,
    },
}

/// How a dialog begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// The id of the dialog: `<40 hex>.<epoch ms>.<32 hex>`.
    pub dialog_id: String,
    /// Drives every random choice; kept in the state, so that a replay chooses the same.
    pub seed: u64,
    /// The kind of channel.
    pub channel: Channel,
    /// What the channel calls itself, such as `chat`.
    #[serde(default)]
    pub source: String,
    /// The caller's locale; the program's first language when empty.
    #[serde(default)]
    pub locale: String,
    /// Who calls.
    #[serde(default)]
    pub ani: String,
    /// Whom they called.
    #[serde(default)]
    pub dnis: String,
    /// The channel's id of the connection.
    #[serde(default)]
    pub connection_id: String,
    /// True in the simulator.
    #[serde(default)]
    pub test_mode: bool,
    /// Fields given at the start, over the attached data.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldValue>,
    /// Results of the voice-biometric engine (`BioResult`, …), which only a channel may set.
    #[serde(default)]
    pub biometrics: BTreeMap<String, String>,
    /// What the caller already said.
    #[serde(default)]
    pub utterance: Option<String>,
    /// In the simulator: what services answer, so that they are not called. Whoever performs calls reads it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub backend: BTreeMap<String, Value>,
    /// The node of the root's canvas to begin at; where it begins anyhow when there is none of this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
}

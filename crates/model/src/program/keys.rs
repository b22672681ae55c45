//! What the keys of a phone mean.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Prompts;

/// What the keys of a phone mean.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DtmfKeys {
    /// Ends a key sequence and is not part of it: `#` or `*`.
    pub termination: Option<String>,
    /// Ends the miniApp.
    pub escape: Vec<String>,
    /// Any key ends the miniApp.
    #[serde(default)]
    pub escape_by_any: bool,
    /// Said when a key ends the miniApp.
    #[serde(default)]
    pub escape_prompt: Prompts,
    /// A human, please.
    pub agent: Option<String>,
    /// Yes.
    pub yes: Option<String>,
    /// No.
    pub no: Option<String>,
    /// Yes, in a confirmation; [`Self::yes`] when there is none.
    #[serde(default)]
    pub accept: Option<String>,
    /// No, in a confirmation; [`Self::no`] when there is none.
    #[serde(default)]
    pub reject: Option<String>,
    /// A key for an intent (its name).
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
    /// Milliseconds that may pass after the first, second, … key; the last one for all that follow. Empty: the
    /// channel's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inter_digit_ms: Vec<u32>,
    /// What is looked at first; a section that is not named comes after those that are, in the order of
    /// [`KeySection::ALL`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<KeySection>,
}

/// What a key can be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeySection {
    /// To leave.
    Escape,
    /// To ask for a human.
    Agent,
    /// To confirm or not.
    Confirmation,
    /// To answer.
    Answer,
}

impl KeySection {
    /// All of them, in the order that holds when nothing else is said.
    pub const ALL: [Self; 4] = [Self::Escape, Self::Agent, Self::Confirmation, Self::Answer];
}

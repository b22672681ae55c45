//! What is kept of a dialog between two turns: small, a plain value, and enough to go on anywhere.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::Timestamp;
use baton_model::fields::FieldValue;
use baton_model::program::Channel;
use baton_model::understanding::InputMode;
use serde::{Deserialize, Serialize};

use crate::Ended;

/// What a dialog waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaits {
    /// A question is open.
    Caller,
    /// An announcement was said; the next input goes on.
    Continue,
    /// A wait prompt was said while a call is under way; the next input asks for the same call again.
    Call,
    /// The dialog is over, and handlers are left to run without a caller: give it [`crate::Input::Continue`] until
    /// it awaits nothing.
    EndHandlers,
    /// The dialog is over.
    Nothing,
}

/// A dialog under way, or over.
///
/// It names no program: whoever keeps it also keeps which program it began with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dialog {
    pub(crate) id: String,
    pub(crate) step: u32,
    /// State of the generator behind every random choice.
    pub(crate) random: u64,
    /// How many dialogs of the tree began below the root: what the next one's id is made from.
    #[serde(default)]
    pub(crate) children: u32,
    pub(crate) channel: Channel,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) source: String,
    pub(crate) locale: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) ani: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) dnis: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) connection_id: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) test_mode: bool,
    /// What services answer in the simulator.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) backend: BTreeMap<String, serde_json::Value>,
    /// Global fields, one per root dialog.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) globals: BTreeMap<String, FieldValue>,
    /// Globals that hold the value of a sensitive field without being marked themselves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) secret_globals: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) biometrics: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) intent: Option<InForce>,
    #[serde(default)]
    pub(crate) no_inputs: u32,
    #[serde(default)]
    pub(crate) no_matches: u32,
    /// The type of the miniApp that asked last: the exit action is named after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_question: Option<String>,
    /// What the caller said before the question that it may answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) early: Option<Early>,
    /// The app's canvas.
    pub(crate) root: Frame,
    /// The flows that run above it, from the outermost to the innermost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) calls: Vec<Frame>,
    pub(crate) awaits: Awaits,
    /// Error handlers that took over, as component and index: none runs twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) used_handlers: Vec<(String, u32)>,
    /// The fail exit reason that the handler's flow takes care of; the dialog ends when it returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) handled: Option<String>,
    /// The caller said that this was all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) closing: bool,
    /// Announcements in a row that nobody but the server asked for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) unattended: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended: Option<Ended>,
    /// The dialog-end handlers that are left to run, by their place in the program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) end_handlers: Vec<u32>,
}

impl Dialog {
    /// Its id: that of the root dialog and of the group.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number of its last turn, from 1.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// What it waits for.
    #[must_use]
    pub fn awaits(&self) -> Awaits {
        self.awaits
    }

    /// True when nothing more can be said to it.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.ended.is_some()
    }

    /// How it ended, when it has.
    #[must_use]
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }

    /// The locale in which it speaks now.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// In the simulator: what services answer, by the name that [`crate::Start`] gave it.
    #[must_use]
    pub fn backend(&self) -> &BTreeMap<String, serde_json::Value> {
        &self.backend
    }

    /// What the channel calls itself, such as `chat`.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who calls.
    #[must_use]
    pub fn ani(&self) -> &str {
        &self.ani
    }

    /// Whom they called.
    #[must_use]
    pub fn dnis(&self) -> &str {
        &self.dnis
    }

    /// The channel's id of the connection.
    #[must_use]
    pub fn connection_id(&self) -> &str {
        &self.connection_id
    }

    /// The kind of channel.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// True in the simulator.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.test_mode
    }

    /// How many canvases run above the app's.
    pub(crate) fn depth(&self) -> usize {
        self.calls.len()
    }

    /// The canvas that runs: the innermost.
    pub(crate) fn top(&self) -> &Frame {
        self.calls.last().unwrap_or(&self.root)
    }

    pub(crate) fn top_mut(&mut self) -> &mut Frame {
        self.calls.last_mut().unwrap_or(&mut self.root)
    }

    /// The canvas at a depth: 0 is the app's. Too deep is the innermost.
    pub(crate) fn frame(&self, depth: usize) -> &Frame {
        match depth {
            0 => &self.root,
            _ => self.calls.get(depth - 1).unwrap_or_else(|| self.top()),
        }
    }

    pub(crate) fn frame_mut(&mut self, depth: usize) -> &mut Frame {
        match depth {
            0 => &mut self.root,
            _ if depth <= self.calls.len() => &mut self.calls[depth - 1],
            _ => self.top_mut(),
        }
    }
}

/// The intent in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InForce {
    pub(crate) name: String,
    pub(crate) confidence: f32,
}

/// Words that came before their question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Early {
    pub(crate) text: String,
    pub(crate) mode: InputMode,
    /// True once another question was asked: only a question for an intent still takes them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) stale: bool,
    /// They answered a question already: only values that can't be mistaken are still taken from them, and none from
    /// the places that `used` names.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) answered: bool,
    /// Characters that gave a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) used: Vec<(u32, u32)>,
}

/// A canvas that runs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// The key of its canvas in the program.
    pub(crate) component: String,
    /// The dialog of the tree that it is.
    pub(crate) dialog: String,
    /// The index of the node it stands at.
    pub(crate) node: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) fields: BTreeMap<String, FieldValue>,
    /// Local fields that hold the value of a sensitive field.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) secret: BTreeSet<String>,
    /// The nodes reached so far, each once, in the order of their last visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) trail: Vec<u32>,
    /// Nodes that ran before the canvas went back and have not been reached again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) replayed: BTreeSet<u32>,
    /// Which error handler of the canvas below called this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) handler: Option<u32>,
    /// The miniApp under way at `node`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) run: Option<Run>,
}

/// A miniApp under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Run {
    /// Its key in the program.
    pub(crate) component: String,
    /// The dialog of the tree that it is.
    pub(crate) dialog: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) inputs: BTreeMap<String, FieldValue>,
    /// Inputs that hold the value of a sensitive field.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) secret: BTreeSet<String>,
    pub(crate) phase: Phase,
    #[serde(default, skip_serializing_if = "Counters::is_zero")]
    pub(crate) counters: Counters,
    /// The caller asked for a moment, and has not spoken since.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) on_hold: bool,
    /// The caller who asked for a moment was asked whether they are still there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) asked_if_there: bool,
    /// How the last words came.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) mode: InputMode,
    /// The keys that were pressed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) keys: Option<String>,
    /// The last value that was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rejected: Option<String>,
    /// What the checks said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) validation: Option<Noted>,
    /// The calls that were made.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) calls: u32,
    /// The call that has not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) call: Option<UnderWay>,
    /// An announcement led back to the question: it is asked with these words, of this intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reask: Option<String>,
}

impl Run {
    pub(crate) fn new(
        component: String,
        dialog: String,
        inputs: BTreeMap<String, FieldValue>,
        secret: BTreeSet<String>,
    ) -> Self {
        Self {
            component,
            dialog,
            inputs,
            secret,
            phase: Phase::Asking,
            counters: Counters::default(),
            on_hold: false,
            asked_if_there: false,
            mode: InputMode::default(),
            keys: None,
            rejected: None,
            validation: None,
            calls: 0,
            call: None,
            reask: None,
        }
    }
}

/// What the checks of a value said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Noted {
    pub(crate) passed: bool,
    /// The block that passed, or the last one that did not.
    pub(crate) block: String,
    /// Such as `preBuiltFailed-CreditCard`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) reason: String,
}

/// A call that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnderWay {
    /// From 1, in the miniApp.
    pub(crate) number: u32,
    /// When it was asked for first.
    pub(crate) since: Timestamp,
}

/// Where a miniApp stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Phase {
    /// The question is open.
    Asking,
    /// "Did you say …?" is open.
    Confirming {
        /// What was said.
        candidate: Candidate,
        /// The errors before it was asked: its prompts begin at the first level.
        since: u32,
    },
    /// "Did you mean … or …?" is open.
    Disambiguating {
        /// The likelier.
        first: Candidate,
        /// The other.
        second: Candidate,
        /// The errors before it was asked.
        since: u32,
    },
    /// A call is under way, and a wait prompt was said.
    Calling,
    /// Its last words are being said.
    Leaving(Outcome),
}

impl Phase {
    /// True when the caller is to answer.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self, Self::Leaving(_) | Self::Calling)
    }
}

/// How a miniApp ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// An announcement was said.
    Played,
    /// The question is answered.
    Answered(Candidate),
    /// A service gave these outputs; the flags mark the sensitive ones.
    Computed(BTreeMap<String, (FieldValue, bool)>),
    /// A key ended it without an answer.
    Escaped,
    /// After this the caller is handed over to that number, whatever the canvas holds.
    HandedOver(Box<Outcome>, String),
    /// It gave up. More than one reason when several limits were reached at once; the first is the reason.
    Failed(Vec<String>),
}

/// A value that may become the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Candidate {
    pub(crate) value: String,
    pub(crate) confidence: f32,
    pub(crate) mode: InputMode,
    /// The unit of an amount.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) unit: String,
    /// Where it stands in the utterance, in characters; nowhere when it is not one place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) span: Option<(u32, u32)>,
}

impl Candidate {
    pub(crate) fn new(value: impl Into<String>, confidence: f32, mode: InputMode) -> Self {
        Self { value: value.into(), confidence, mode, unit: String::new(), span: None }
    }
}

/// How often something happened: in the whole miniApp, and one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Count(pub(crate) u32, pub(crate) u32);

/// All that a question counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Counters {
    #[serde(skip_serializing_if = "Count::is_zero")]
    pub(crate) no_inputs: Count,
    #[serde(skip_serializing_if = "Count::is_zero")]
    pub(crate) no_matches: Count,
    #[serde(skip_serializing_if = "Count::is_zero")]
    pub(crate) same_state: Count,
    #[serde(skip_serializing_if = "Count::is_zero")]
    pub(crate) low_confidence: Count,
    #[serde(skip_serializing_if = "Count::is_zero")]
    pub(crate) agent_requests: Count,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) wrong_inputs: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) dtmf_inputs: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) disconfirmations: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) hold_requests: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) disambiguations: u32,
    /// All errors together: what the level of the prompt follows.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) errors: u32,
}

impl Counters {
    fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

impl Count {
    fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

//! A compiled miniApp: one question or one announcement, everything about it resolved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Condition, Prompts, Weighted};
use crate::template::Template;

/// A reusable component that says or asks one thing.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostAction {
    /// The miniApp ends.
    #[default]
    Exit,
    /// The question is asked again (an announcement of an Intent).
    Reask,
}

/// Asks one thing until it has a value or gives up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked for.
    pub kind: QuestionKind,
    /// The name of the value toward the canvas: `Intent`, `YesNo`, `Numeric`.
    pub output: String,
    /// Said once before the first question.
    pub welcome: Option<Welcome>,
    /// The question at its three levels.
    pub ask: Prompts,
    /// Said just before the next prompt.
    pub reactions: Reactions,
    /// Said when the miniApp gives up, by fail exit reason; a reason without one is silent.
    pub exits: BTreeMap<String, Prompts>,
    /// When it gives up.
    pub thresholds: Thresholds,
    /// "Did you say …?"
    pub confirmation: Option<Confirmation>,
    /// Blocks tried in order; one that passes is enough. Empty: anything goes.
    pub validations: Vec<Validation>,
    /// Said when all blocks fail.
    pub validation_prompt: Prompts,
    /// 0 to 100; an understanding below it is a no-match.
    pub confidence_threshold: f32,
    /// Milliseconds of silence until a no-input.
    pub asr_timeout_ms: u32,
    /// Handed to the channel's recogniser.
    pub nlu_tag: Option<String>,
    /// What the keys of a phone mean.
    pub dtmf: DtmfKeys,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Why the caller calls.
    Intent(Vec<Intent>),
    /// Yes or no.
    YesNo,
    /// Digits.
    Numeric,
}

/// An enabled intent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Such as `Card.Lost`.
    pub name: String,
    /// What callers say for it: what the classifier is trained on.
    pub utterances: Vec<String>,
    /// Whether it is confirmed, and how: `{{Intent}}` is its name.
    pub confirm: Option<Template>,
    /// Said when it is captured, before the miniApp ends.
    #[serde(default)]
    pub announcement: Option<Prompts>,
}

/// Said before the first question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// What is said.
    pub prompts: Prompts,
    /// Whether a request to repeat plays it too.
    pub on_repeat: bool,
}

/// What is said just before the next prompt, chosen by weight.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reactions {
    /// After a greeting.
    pub greeting: Vec<Weighted>,
    /// After a no-match.
    pub no_match: Vec<Weighted>,
    /// After an input that changes nothing.
    pub same_state: Vec<Weighted>,
    /// After a request for an agent that is not yet granted.
    pub agent: Vec<Weighted>,
    /// After an answer that was taken.
    pub nice_response: Vec<Weighted>,
}

/// A limit: the miniApp fails at the Nth event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// In the whole miniApp.
    pub total: u32,
    /// One after the other.
    pub continuous: u32,
}

/// All limits of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// `MaxNoInputs`, `MaxContinuousNoInputs`.
    pub no_inputs: Threshold,
    /// `MaxNoMatches`, `MaxContinuousNoMatches`.
    pub no_matches: Threshold,
    /// `MaxSameStateEvents`, `MaxContinuousSameStateEvents`.
    pub same_state_events: Threshold,
    /// `MaxLowConfRejections`, `MaxContinuousLowConfRejections`.
    pub low_confidence_rejections: Threshold,
    /// `MaxAgentRequests`, `MaxContinuousAgentRequests`.
    pub agent_requests: Threshold,
    /// `MaxWrongInputs`.
    pub wrong_inputs: u32,
    /// `MaxDtmfInputs`.
    pub dtmf_inputs: u32,
    /// `MaxDisconfirmations`.
    pub disconfirmations: u32,
    /// `MaxHoldRequests`.
    pub hold_requests: u32,
    /// `MaxGlobalErrors`: all errors together.
    pub global_errors: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        let three = Threshold { total: 3, continuous: 3 };
        Self {
            no_inputs: three,
            no_matches: three,
            same_state_events: three,
            low_confidence_rejections: three,
            agent_requests: Threshold { total: 2, continuous: 2 },
            wrong_inputs: 3,
            dtmf_inputs: 3,
            disconfirmations: 3,
            hold_requests: 5,
            global_errors: u32::MAX,
        }
    }
}

/// "Did you say {{value}}?"
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Confirm only below this confidence (0 to 100); above 100: always.
    pub below: f32,
    /// The question; `{{value}}` and the output's name are the value.
    pub ask: Prompts,
}

/// One block of checks: all its options must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Validation {
    /// Its name, for the records.
    pub name: String,
    /// Characters.
    pub min_length: Option<u32>,
    /// Characters.
    pub max_length: Option<u32>,
    /// The smallest number.
    pub min_value: Option<f64>,
    /// The largest number.
    pub max_value: Option<f64>,
    /// A regular expression that the whole value must match.
    pub pattern: Option<String>,
    /// One of these; empty: anything.
    #[serde(default)]
    pub one_of: Vec<String>,
    /// A check by name, such as `CreditCard`.
    pub prebuilt: Option<String>,
}

/// What the keys of a phone mean.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DtmfKeys {
    /// Ends a key sequence and is not part of it: `#` or `*`.
    pub termination: Option<String>,
    /// Ends the miniApp.
    pub escape: Vec<String>,
    /// A human, please.
    pub agent: Option<String>,
    /// Yes, also in a confirmation.
    pub yes: Option<String>,
    /// No, also in a confirmation.
    pub no: Option<String>,
    /// A key for an intent (its name).
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
}

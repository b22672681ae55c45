//! A compiled question.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Condition, CustomValidation, DtmfKeys, Prompts, Thresholds, Validation, Weighted};
use crate::template::Template;

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
    /// Other words for the question, the first whose conditions hold; none: [`Self::ask`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rephrases: Vec<Rephrase>,
    /// Said just before the next prompt.
    pub reactions: Reactions,
    /// Said when the miniApp gives up, by fail exit reason; a reason without one is silent.
    pub exits: BTreeMap<String, Prompts>,
    /// When it gives up.
    pub thresholds: Thresholds,
    /// What a request for a human leads to.
    #[serde(default)]
    pub agent_policy: AgentPolicy,
    /// What is said to a caller who asks for a moment.
    #[serde(default)]
    pub hold: Hold,
    /// Said before the question when the caller has started over.
    #[serde(default)]
    pub start_over: Prompts,
    /// "Did you say …?"
    pub confirmation: Option<Confirmation>,
    /// "Did you mean … or …?"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disambiguation: Option<Disambiguation>,
    /// Blocks tried in order; one that passes is enough. Empty: anything goes.
    pub validations: Vec<Validation>,
    /// Asked in place of all blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_validation: Option<CustomValidation>,
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
    /// The answer is not looked for in what the caller said to an earlier question.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ask_always: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(flag: &bool) -> bool {
    !flag
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
    /// Letters.
    Alpha,
    /// Letters and digits.
    Alphanumeric,
    /// Money, or a percentage.
    Amount {
        /// True for a percentage.
        percentage: bool,
        /// What is meant when no unit is said: `USD`; empty: whatever.
        unit: String,
    },
    /// A day.
    Date,
    /// The last day of a month: `09/27`, as cards have it.
    CardExpiry,
    /// A first and a last day.
    DateRange,
    /// Whatever is said.
    Text,
    /// One thing of a kind.
    Entity(Entity),
    /// Whatever is said, collected for training.
    CorpusCollection,
}

impl QuestionKind {
    /// True for a question that is answered by whatever the caller says.
    #[must_use]
    pub fn takes_anything(&self) -> bool {
        matches!(self, Self::Text | Self::CorpusCollection)
    }
}

/// The kinds of thing that an Entity miniApp asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A kind that the understanding knows.
    Known(crate::understanding::ValueKind),
    /// One of these: a name, and what else it is called.
    OneOf(Vec<Vec<String>>),
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
    /// What it is called when the caller is to choose between two; its name when empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Said when it is captured, before the miniApp ends.
    #[serde(default)]
    pub announcement: Option<Prompts>,
    /// The announcement does not end the miniApp: this is asked after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reask: Option<Prompts>,
    /// After the announcement the caller is handed over to this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Template>,
}

/// Said before the first question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// What is said.
    pub prompts: Prompts,
    /// Whether a request to repeat plays it too.
    pub on_repeat: bool,
}

/// Other words for a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rephrase {
    /// All must hold. They look at the miniApp's inputs.
    pub conditions: Vec<Condition>,
    /// The question at its three levels.
    pub prompts: Prompts,
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
    /// After a request for an agent that is not yet granted: the first level after the first, and so on.
    pub agent: Vec<Weighted>,
    /// After an answer that was taken.
    pub nice_response: Vec<Weighted>,
}

/// What a request for a human leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentPolicy {
    /// The miniApp gives up at the threshold.
    #[default]
    Threshold,
    /// It gives up at once.
    Immediate,
    /// It never gives up for that.
    Never,
}

/// What is said to a caller who asks for a moment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Hold {
    /// At once; the house has words of its own when it is silent.
    pub prompts: Prompts,
    /// When silence follows, before it counts as one.
    pub still_there: Prompts,
}

/// "Did you say {{value}}?"
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Confirm only below this confidence (0 to 100); above 100: always.
    pub below: f32,
    /// The question; `{{value}}` and the output's name are the value.
    pub ask: Prompts,
}

/// "Did you mean {{first}} or {{second}}?"
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Disambiguation {
    /// Two intents whose confidences are no further apart than this are close.
    pub within: f32,
    /// How often it is asked in one miniApp; after that the likelier is taken.
    pub most: u32,
    /// The question; `{{first}}` and `{{second}}` are what the intents are called.
    pub ask: Prompts,
}

impl Question {
    /// A question that says nothing yet and has the limits that hold when the author sets none.
    #[must_use]
    pub fn new(kind: QuestionKind, output: impl Into<String>) -> Self {
        Self {
            kind,
            output: output.into(),
            welcome: None,
            ask: Prompts::default(),
            rephrases: Vec::new(),
            reactions: Reactions::default(),
            exits: BTreeMap::new(),
            thresholds: Thresholds::default(),
            agent_policy: AgentPolicy::default(),
            hold: Hold::default(),
            start_over: Prompts::default(),
            confirmation: None,
            disambiguation: None,
            validations: Vec::new(),
            custom_validation: None,
            validation_prompt: Prompts::default(),
            confidence_threshold: 40.0,
            asr_timeout_ms: 5_000,
            nlu_tag: None,
            dtmf: DtmfKeys::default(),
            ask_always: false,
        }
    }
}

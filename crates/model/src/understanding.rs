//! What a dialog asks of understanding, and what it gets: the dialog and the understanding know only this.

use serde::{Deserialize, Serialize};

/// How the caller's words came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum InputMode {
    /// Typed.
    #[default]
    #[serde(rename = "text")]
    Text,
    /// Keys of a phone.
    #[serde(rename = "DTMF")]
    Dtmf,
    /// Spoken and recognised.
    Voice,
}

impl InputMode {
    /// `text`, `DTMF` or `Voice`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dtmf => "DTMF",
            Self::Voice => "Voice",
        }
    }
}

/// Words to understand, in the light of what was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What the caller said, wrote or keyed.
    pub utterance: String,
    /// How it came.
    pub mode: InputMode,
    /// Such as `en-US`.
    pub locale: String,
    /// What would be an answer.
    pub expect: Vec<Expect>,
    /// The moment that "tomorrow" counts from, in the dialog's time zone: `2016-11-07T09:30:00`. Without one, words
    /// that need it are not understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// What would be an answer to the question that is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expect {
    /// One of the intents of this miniApp (its component id).
    Intent(String),
    /// Yes or no.
    YesNo,
    /// Digits.
    Digits,
    /// A value of another kind.
    Value(ValueKind),
    /// One of these names, also when it is misspelt: a name, and what else it is called.
    OneOf(Vec<Vec<String>>),
}

/// What was understood. Empty lists: nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Understanding {
    /// Intents, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intents: Vec<ScoredIntent>,
    /// Values, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<FoundValue>,
    /// What the caller asks of the system rather than answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
}

/// An intent and how sure the classifier is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoredIntent {
    /// The intent's name.
    pub name: String,
    /// 0 to 100.
    pub confidence: f32,
}

/// A value found in the utterance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundValue {
    /// What kind of value.
    pub kind: ValueKind,
    /// The value in the form that a field takes: `YES`, `0412`.
    pub value: String,
    /// 0 to 100.
    pub confidence: f32,
    /// Where it stands in the utterance, in characters.
    pub begin: u32,
    /// The character after its last.
    pub end: u32,
}

/// Kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// `YES` or `NO`.
    YesNo,
    /// Digits without spaces.
    Digits,
    /// A number: `12.5`.
    Number,
    /// A place in an order: `2`; `end+0` for the last, `end-1` for the last but one, `current+1` for the next.
    Ordinal,
    /// A percentage: `12.5`.
    Percent,
    /// An amount, with its currency where that was said: `12.5 USD`.
    Amount,
    /// A day: `DD/MM/YYYY`.
    Date,
    /// First and last day: `DD/MM/YYYY-DD/MM/YYYY`. An open end is empty.
    DateRange,
    /// A time of day: `HH:MM`.
    Time,
    /// A phone number, as it was written, or its digits when it was spoken.
    Phone,
    /// An e-mail address, in lower case.
    Email,
    /// Letters and digits without spaces, in upper case.
    Alphanumeric,
    /// A name from a list, as the list has it.
    Name,
}

/// What a caller can ask of the system at any question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Request {
    /// A human, please.
    Agent,
    /// Say that again.
    Repeat,
    /// One moment.
    Hold,
    /// Hello.
    Greeting,
    /// From the beginning.
    StartOver,
    /// That was all.
    Closing,
    /// I will call back (after a request to hold).
    CallBack,
    /// I don't have what you ask for (after a request to hold).
    NotAvailable,
}

//! The empty shells that clients expect around what is said.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What is said, and what is shown with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    /// What is said, in order.
    pub prompts: Vec<MessagePrompt>,
    /// Buttons, lists and the like; the first, when there are two.
    #[schema(value_type = Option<Object>)]
    pub data_model: Option<Value>,
    /// All of them, at most two.
    #[schema(value_type = Vec<Object>)]
    pub data_models: Vec<Value>,
}

/// One thing that is said.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessagePrompt {
    /// The text.
    pub content: String,
    /// Whether it is to be spoken.
    pub voice: bool,
    /// Whether it is to be shown.
    pub visualize: bool,
    /// Recordings of it.
    pub prompt_urls: Vec<String>,
}

/// What the channel's recogniser is to listen for.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Grammars {
    /// For words.
    pub speech_grammar: String,
    /// For keys.
    pub dtmf_grammar: String,
    /// The recogniser's work flow.
    pub workflow_id: String,
}

/// How the channel's recogniser is to listen.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct AsrData {
    /// When recording began.
    pub rec_start: Option<i64>,
    /// When the caller began to speak.
    pub speech_start: Option<i64>,
    /// How long they spoke.
    pub speech_duration: Option<i64>,
    /// Milliseconds of silence until the channel sends `[noinput]`.
    pub prompt_timeout: Option<u32>,
}

/// An event of the dialog.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogEvent {
    /// `LogEvent`
    #[serde(rename = "@class")]
    pub class: &'static str,
    /// What happened.
    pub event: String,
    /// What it is about.
    #[serde(rename = "logName")]
    pub log_name: String,
    /// Why.
    #[serde(rename = "exitReason")]
    pub exit_reason: String,
    /// Anything else.
    pub comment: String,
    /// Its place among the events of the turn.
    pub index: usize,
    /// The action it belongs to.
    #[serde(rename = "actionLog")]
    pub action_log: String,
}

impl LogEvent {
    /// Reads `event[:logName][:exitReason][:comment]`.
    pub fn of(text: &str, index: usize, action: &str) -> Self {
        let mut parts = text.splitn(4, ':').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self {
            class: "LogEvent",
            event: next(),
            log_name: next(),
            exit_reason: next(),
            comment: next(),
            index,
            action_log: action.to_owned(),
        }
    }
}

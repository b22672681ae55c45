//! Calls to services: the request, and what became of it.
//!
//! A call may take longer than a caller likes to hear nothing. Whoever performs it has two ways to say the wait
//! prompts, and chooses:
//!
//! * It answers [`CallOutcome::StillWaiting`] with the prompts that are due. They are said in a turn of their own, an
//!   announcement, and the dialog then waits for the call ([`crate::Awaits::Call`]). The next input of any kind asks
//!   for the same [`Call`] again, with the same `key`: whoever performs it finds the call under way and waits on.
//!   This works on every channel, and is the only way on one that can't push.
//! * It says them itself while it waits, and names them in `waited` of the final answer. They are then in the record
//!   of the turn and are not said again.
//!
//! After a restart a call under way is forgotten, and is made again when it is asked for: with the same idempotency key.

use baton_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Prompt;

/// A request to a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Names this call for as long as it lasts: `<root dialog>.<which miniApp of the tree>.<number of the call in it>`. It is the
    /// same when the turn that makes it runs again, whenever and wherever.
    pub key: String,
    /// The component id of the miniApp that calls; with `name`, what simulated answers are found by.
    pub component: String,
    /// The miniApp's name.
    pub mini_app: String,
    /// `wsCall`, `wsCall_dev`, `wsCall_uat`, or `validation`.
    pub name: String,
    /// `GET`, `POST`, …, in upper case.
    pub method: String,
    /// Where to. It may hold secrets, and so may headers and body: none of them goes into a log.
    pub url: String,
    /// In the order in which they are written; a name may stand there twice.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: Body,
    /// The most milliseconds that one attempt may take.
    pub timeout_ms: u32,
    /// The most milliseconds that the whole call may take, counted from `since`, attempts and pauses together.
    pub total_ms: u32,
    /// When the dialog asked for it first.
    pub since: Timestamp,
    /// How often a failed attempt is repeated: after a failure to connect, a timeout, or a 429, 502, 503 or 504.
    /// 0 for methods that are not idempotent.
    pub retries: u32,
    /// Milliseconds before the first repetition; each pause is twice the one before.
    pub backoff_ms: u32,
    /// Goes along as the header `Idempotency-Key` when the method is not idempotent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
    /// What is said while it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<WaitPrompt>,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// Text; the headers say of what type, else it is JSON when it reads as JSON, and plain text.
    Text(String),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
}

/// Said while a call takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaitPrompt {
    /// Milliseconds after `since`.
    pub after_ms: u32,
    /// Said again each time that so many milliseconds have passed.
    #[serde(default)]
    pub every: bool,
    /// What is said, in the words of the dialog's language and channel.
    pub prompt: Prompt,
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Called {
    /// How it ended, or that it has not.
    pub outcome: CallOutcome,
    /// Since it was asked for first.
    #[serde(default)]
    pub milliseconds: u64,
    /// The wait prompts (indexes of `waits`, in the order in which they were due, one may be there twice). Of a call
    /// that is still under way: the turn is to say them. Of one that has ended: they were said meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waited: Vec<u32>,
    /// How many attempts were made.
    #[serde(default)]
    pub attempts: u32,
}

impl Called {
    /// A call that failed without taking time.
    #[must_use]
    pub fn failed(reason: Failure, message: &str) -> Self {
        let outcome = CallOutcome::Failed { reason, message: message.to_owned() };
        Self { outcome, milliseconds: 0, waited: Vec::new(), attempts: 0 }
    }
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CallOutcome {
    /// The service answered, whatever its status.
    Answered {
        /// Such as 200.
        status: u16,
        /// In the order in which they came, names as they came.
        headers: Vec<(String, String)>,
        /// The body as text; what is not UTF-8 is replaced.
        body: String,
    },
    /// There is no answer.
    Failed {
        /// Why.
        reason: Failure,
        /// In words, without secrets.
        message: String,
    },
    /// It is under way, and something is to be said meanwhile.
    StillWaiting,
}

/// Why a call has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// It took too long.
    TimedOut,
    /// The address is one that may not be called.
    Refused,
    /// The answer is too large.
    TooLarge,
    /// Too many redirects.
    TooManyRedirects,
    /// Nobody answers there, or the connection broke.
    Unreachable,
    /// The URL, a header or the method can't be sent.
    InvalidRequest,
    /// What came back is not HTTP.
    InvalidAnswer,
    /// Nobody is there who could call.
    Unavailable,
}

impl Failure {
    /// As records name it: `timed_out`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TimedOut => "timed_out",
            Self::Refused => "refused",
            Self::TooLarge => "too_large",
            Self::TooManyRedirects => "too_many_redirects",
            Self::Unreachable => "unreachable",
            Self::InvalidRequest => "invalid_request",
            Self::InvalidAnswer => "invalid_answer",
            Self::Unavailable => "unavailable",
        }
    }
}

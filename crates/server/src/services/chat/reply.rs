//! What a client is told besides the events of its session.

use baton_runtime::Error;
use serde_json::{Value, json};
use uuid::Uuid;

use super::request::Common;
use crate::services::channels::cannot_run;

/// A message that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Such as `BAD_REQUEST`.
    pub code: &'static str,
    /// What to do about it.
    pub message: String,
    /// The session the message was about.
    pub session_id: Option<String>,
    /// The message.
    pub client_message_id: Option<String>,
}

impl Refusal {
    fn new(code: &'static str, message: &str) -> Self {
        Self { code, message: message.to_owned(), session_id: None, client_message_id: None }
    }

    /// The message can't be understood.
    pub fn bad(message: &str) -> Self {
        Self::new("BAD_REQUEST", message)
    }

    /// There is no such session.
    pub fn no_session() -> Self {
        Self::new("SESSION_NOT_FOUND", "There is no such session. Open one with start_session_req.")
    }

    /// The same, as an answer to this message.
    pub fn about(self, message: &Value) -> Self {
        let text = |key: &str| {
            message.get(key).and_then(Value::as_str).filter(|text| text.len() < 256).map(str::to_owned)
        };
        Self { session_id: text("session_id"), client_message_id: text("client_message_id"), ..self }
    }

    /// The same, as an answer to this request.
    pub fn to(self, request: &Common) -> Self {
        Self {
            session_id: request.session_id.clone(),
            client_message_id: request.client_message_id.clone(),
            ..self
        }
    }

    /// As it is sent.
    pub fn body(&self) -> String {
        json!({
            "type": "error_event",
            "error_code": self.code,
            "error_message": self.message,
            "session_id": self.session_id,
            "client_message_id": self.client_message_id,
        })
        .to_string()
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::UnknownToken => Self::new("UNAUTHORIZED", "The api_key is of no application."),
            Error::UnknownSession => Self::no_session(),
            Error::SessionOver => {
                Self::new("SESSION_EXPIRED", "The session has expired. Open another with start_session_req.")
            }
            Error::UnknownDialog => Self::new(
                "DIALOG_NOT_FOUND",
                "No dialog is under way in this session. Begin one with start_dialog_req.",
            ),
            Error::DialogUnderWay => {
                Self::bad("A dialog is under way in this session. Another can begin when it is over.")
            }
            Error::TooFarBack(most) => Self::bad(&format!(
                "More than {most} events were told since. Give a later `from_sequence_id`."
            )),
            Error::Stopped => Self::new(
                "APPLICATION_NOT_AVAILABLE",
                "The application is stopped. Start it, then it takes new dialogs.",
            ),
            Error::NotDeployed | Error::NoApplication => {
                Self::new("APPLICATION_NOT_AVAILABLE", "The application is not deployed. Deploy it first.")
            }
            Error::Problems(problems) => Self::new("APPLICATION_NOT_AVAILABLE", &cannot_run(&problems)),
            Error::Busy => Self::new(
                "TOO_MANY_REQUESTS",
                "Too many messages wait for this dialog. Wait for their answers, then send the next.",
            ),
            Error::Contended => {
                Self::new("TRY_AGAIN", "The dialog is written elsewhere. Send the message again.")
            }
            other => {
                tracing::error!(cause = &other as &dyn std::error::Error, "a chat message failed");
                Self::new("INTERNAL_ERROR", "Something went wrong here. Send the message again.")
            }
        }
    }
}

/// A session was opened.
pub fn session_started(session: Uuid, dialog_id: &str, client_message_id: Option<&str>) -> String {
    json!({
        "type": "start_session_resp",
        "session_id": session,
        "dialog_id": dialog_id,
        "client_message_id": client_message_id,
    })
    .to_string()
}

/// The application is about to speak.
pub fn typing(session: Uuid, client_message_id: Option<&str>) -> String {
    json!({ "type": "typing_event", "session_id": session, "source": "BOT", "client_message_id": client_message_id })
        .to_string()
}

/// Somebody is there.
pub fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

//! What a client sends.

use baton_model::program::Channel;
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::reply::Refusal;
use crate::extract::parse_json;

/// The longest id that a client may give its message.
const MESSAGE_ID_LIMIT: usize = 255;
/// The largest event number.
const SEQUENCE_LIMIT: i64 = i32::MAX as i64;

/// A message, by its `type`.
#[derive(Debug)]
pub enum Request {
    /// Opens a session and begins a dialog in it.
    StartSession(Common),
    /// Begins another dialog in a session.
    StartDialog(Common),
    /// Says something.
    Dialog(Common),
    /// Goes on with a session over this connection.
    Resume(Common, i64),
    /// Ends a session.
    Stop(Common),
    /// Asks whether somebody is there.
    Ping,
}

/// What messages share.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Common {
    #[serde(rename = "type")]
    kind: Option<String>,
    /// The application's token.
    pub api_key: Option<String>,
    /// The session.
    pub session_id: Option<String>,
    /// The client's id of the message, echoed by what answers it.
    pub client_message_id: Option<String>,
    /// What the visitor said.
    pub utterance: Option<String>,
    /// Fields given at the start.
    pub input_fields: Option<Map<String, Value>>,
    /// The same, as other clients call them.
    pub semantics: Option<Map<String, Value>>,
    /// The visitor's locale.
    pub locale: Option<String>,
    /// The node to begin at, in the simulator.
    pub start_node: Option<String>,
    /// Whose prompts are told in the simulator: `omIVR` or `web-chat`.
    pub channel: Option<Channel>,
    from_sequence_id: Option<Value>,
}

impl Common {
    /// The session's id. One that is not a UUID is of no session.
    pub fn session(&self) -> Result<Uuid, Refusal> {
        match self.session_id.as_deref() {
            None | Some("") => Err(Refusal::bad("`session_id` is required.")),
            Some(text) => Uuid::parse_str(text).map_err(|_| Refusal::no_session()),
        }
    }

    /// The application's token.
    pub fn key(&self) -> Result<&str, Refusal> {
        match self.api_key.as_deref() {
            None | Some("") => Err(Refusal::bad("`api_key` is required: the application's token.")),
            Some(key) => Ok(key),
        }
    }
}

/// Reads a message. What can't be read is refused, with as much of it as is needed to tell which it was.
pub fn read(text: &str) -> Result<Request, Refusal> {
    let message: Value = parse_json(text.as_bytes()).map_err(|error| {
        let detail = error.body.get("detail").and_then(Value::as_str).unwrap_or("It is not JSON.");
        Refusal::bad(detail)
    })?;
    let about = |refusal: Refusal| refusal.about(&message);
    if !message.is_object() {
        return Err(Refusal::bad("A message is a JSON object with a `type`."));
    }
    let common: Common = serde_json::from_value(message.clone()).map_err(|error| {
        about(Refusal::bad(&format!("The message is not of the expected shape: {error}.")))
    })?;
    if let Some(id) = &common.client_message_id
        && (id.chars().count() > MESSAGE_ID_LIMIT || id.contains('\0'))
    {
        let sentence = format!("`client_message_id` has at most {MESSAGE_ID_LIMIT} characters, and no NUL.");
        return Err(Refusal::bad(&sentence).about(&Value::Null));
    }
    match common.kind.as_deref() {
        Some("start_session_req") => Ok(Request::StartSession(common)),
        Some("start_dialog_req") => Ok(Request::StartDialog(common)),
        Some("dialog_req") => Ok(Request::Dialog(common)),
        Some("session_resume_req") => {
            let from = sequence(common.from_sequence_id.as_ref()).map_err(about)?;
            Ok(Request::Resume(common, from))
        }
        Some("stop_session_req") => Ok(Request::Stop(common)),
        Some("ping" | "ping_req") => Ok(Request::Ping),
        Some(_) => Err(about(Refusal::bad(
            "The `type` is none of start_session_req, start_dialog_req, dialog_req, session_resume_req, \
             stop_session_req and ping.",
        ))),
        None => Err(about(Refusal::bad("`type` is required."))),
    }
}

/// After which event to go on; from the first when it is not given.
fn sequence(value: Option<&Value>) -> Result<i64, Refusal> {
    let number = match value {
        None | Some(Value::Null) => Some(0),
        Some(value) => value.as_i64(),
    };
    match number {
        Some(number @ 0..=SEQUENCE_LIMIT) => Ok(number),
        _ => Err(Refusal::bad(&format!("`from_sequence_id` is a whole number from 0 to {SEQUENCE_LIMIT}."))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Request, read};

    #[test]
    fn a_sequence_number_is_at_most_the_largest_of_32_bits() {
        let resume = |number: &str| {
            read(&format!(r#"{{"type": "session_resume_req", "from_sequence_id": {number}}}"#))
        };
        assert!(matches!(resume("2147483647"), Ok(Request::Resume(_, 2_147_483_647))));
        for wrong in ["2147483648", "-1", "1.5", "\"1\"", "99999999999999999999"] {
            assert_eq!(resume(wrong).unwrap_err().code, "BAD_REQUEST", "{wrong}");
        }
    }

    #[test]
    fn what_can_not_be_read_is_refused_and_named() {
        for wrong in [
            "",
            "[]",
            "{",
            "{}",
            r#"{"type": "x"}"#,
            r#"{"type": 4}"#,
            r#"{"type": "dialog_req", "utterance": []}"#,
        ] {
            assert_eq!(read(wrong).unwrap_err().code, "BAD_REQUEST", "{wrong}");
        }
        let refusal = read(r#"{"type": "x", "client_message_id": "m1", "session_id": "s"}"#).unwrap_err();
        assert_eq!(refusal.client_message_id.as_deref(), Some("m1"));
        assert_eq!(refusal.session_id.as_deref(), Some("s"));
    }
}

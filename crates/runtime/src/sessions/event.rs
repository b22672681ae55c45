//! What a chat client is told.

use baton_dialog::{Action, Prompt, Transfer, Turn};
use serde::Serialize;
use uuid::Uuid;

/// An event with its number, as it is written down and sent. The text is JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatEvent {
    /// Its number in the session, rising by one.
    pub sequence_id: i64,
    /// The event.
    pub body: String,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Source {
    /// The application.
    Bot,
}

/// What became of a dialog or a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DialogState {
    /// The dialog is over; another can begin in the session.
    DialogEnd,
    /// The session is over because nothing was said in it for a long time.
    SessionExpired,
}

/// What all events of one message share.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) session_id: Uuid,
    pub(super) client_message_id: Option<&'a str>,
    pub(super) dialog_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Body<'a> {
    DialogMessageEvent {
        session_id: Uuid,
        sequence_id: i64,
        client_message_id: Option<&'a str>,
        dialog_id: Option<&'a str>,
        source: Source,
        action_type: &'a baton_dialog::ActionKind,
        utterance: Option<&'a str>,
        dialog_response: DialogResponse<'a>,
    },
    StateEvent {
        session_id: Uuid,
        sequence_id: i64,
        client_message_id: Option<&'a str>,
        dialog_id: Option<&'a str>,
        state: DialogState,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_type: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        result: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        transfer: Option<&'a Transfer>,
    },
}

#[derive(Serialize)]
struct DialogResponse<'a> {
    step: u32,
    locale: &'a str,
    prompt: Prompt,
    action: &'a Action,
    /// The first piece of rich content; all of it is in the prompt.
    ui_component: Option<&'a serde_json::Value>,
}

/// Writes events with rising numbers.
pub(super) struct Writer<'a> {
    head: Head<'a>,
    last: i64,
    pub(super) events: Vec<ChatEvent>,
}

impl<'a> Writer<'a> {
    /// Numbers go on after `last`.
    pub(super) fn after(last: i64, head: Head<'a>) -> Self {
        Self { head, last, events: Vec::new() }
    }

    /// What a turn says, and that the dialog is over when it is.
    pub(super) fn turn(&mut self, turn: &Turn) {
        let silent_end = turn.ended.is_some() && turn.prompts.is_empty();
        if !silent_end {
            let Head { session_id, client_message_id, dialog_id } = self.head;
            self.write(|sequence_id| Body::DialogMessageEvent {
                session_id,
                sequence_id,
                client_message_id,
                dialog_id,
                source: Source::Bot,
                action_type: &turn.action.kind,
                utterance: None,
                dialog_response: DialogResponse {
                    step: turn.step,
                    locale: &turn.locale,
                    prompt: spoken(&turn.prompts),
                    action: &turn.action,
                    ui_component: turn.prompts.iter().find_map(|prompt| prompt.data_models.first()),
                },
            });
        }
        if turn.ended.is_some() {
            self.state(DialogState::DialogEnd, Some(turn));
        }
    }

    /// What became of the dialog or the session.
    pub(super) fn state(&mut self, state: DialogState, turn: Option<&Turn>) {
        let Head { session_id, client_message_id, dialog_id } = self.head;
        let ended = turn.and_then(|turn| turn.ended.as_ref());
        self.write(|sequence_id| Body::StateEvent {
            session_id,
            sequence_id,
            client_message_id,
            dialog_id,
            state,
            end_type: ended.map(|ended| ended.end_type.as_str()),
            result: ended.map(|ended| if ended.success { "success" } else { "fail" }),
            reason: ended.and_then(|ended| ended.reason.as_deref()),
            transfer: turn.and_then(|turn| turn.transfer.as_ref()),
        });
    }

    fn write<'b>(&mut self, body: impl FnOnce(i64) -> Body<'b>) {
        self.last += 1;
        let body = serde_json::to_string(&body(self.last)).unwrap_or_default();
        self.events.push(ChatEvent { sequence_id: self.last, body });
    }

    pub(super) fn last(&self) -> i64 {
        self.last
    }
}

/// All prompts of a turn as one.
fn spoken(prompts: &[Prompt]) -> Prompt {
    let join = |text: fn(&Prompt) -> &str| prompts.iter().map(text).collect::<Vec<_>>().join(" ");
    Prompt {
        content: join(|prompt| &prompt.content),
        masked_content: join(|prompt| &prompt.masked_content),
        data_models: prompts.iter().flat_map(|prompt| prompt.data_models.iter().cloned()).take(2).collect(),
    }
}

//! A dialog's journal as it is shown: what records may show, and nothing that a replay alone needs.

use std::collections::BTreeMap;

use baton_dialog::{Answer, Entry, Happened, Input};
use baton_model::Timestamp;
use baton_store::{DialogRow, DialogStatus};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What happened in a dialog.
#[derive(Serialize, ToSchema)]
pub struct DialogTurns {
    /// Its id.
    dialog_id: String,
    /// The application that it was held with.
    application_id: Uuid,
    /// Whether it was held with the simulator.
    test_mode: bool,
    /// Whether it is over.
    over: bool,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    /// Its turns, in order.
    turns: Vec<DialogTurn>,
}

/// One turn.
#[derive(Serialize, ToSchema)]
struct DialogTurn {
    /// Its number, from 1.
    step: u32,
    /// When it was.
    #[schema(value_type = String, format = DateTime)]
    time: Timestamp,
    /// What came in.
    input: TurnInput,
    /// What was understood, for each question that was put to the understanding; nothing where the caller's words are masked.
    #[schema(value_type = Vec<Object>)]
    understood: Vec<Value>,
    /// What happened, in order: `began`, `node`, `edge`, `set`, `heard`, ….
    #[schema(value_type = Vec<Object>)]
    events: Vec<Happened>,
    /// What was said.
    said: Vec<String>,
    /// What the channel had to do: `ASK`, `ANNOUNCEMENT`, `TRANSFER` or `EXIT`.
    #[schema(value_type = String, example = "ASK")]
    action: Value,
    /// What the action is called.
    #[schema(example = "Get_Intent")]
    action_name: String,
    /// Fields that changed; `null` was dropped.
    fields: BTreeMap<String, Option<String>>,
    /// How it ended, when it did.
    #[schema(value_type = Option<Object>)]
    ended: Option<Value>,
}

/// What came in.
#[derive(Serialize, ToSchema)]
struct TurnInput {
    /// `start`, `utterance`, `choice`, `no_input`, `continue`, `hang_up` or `idle`.
    #[serde(rename = "type")]
    #[schema(example = "utterance")]
    kind: &'static str,
    /// The caller's words; sensitive ones are masked.
    utterance: String,
    /// How they came: `text`, `DTMF` or `Voice`.
    #[schema(example = "text")]
    mode: &'static str,
}

impl DialogTurns {
    /// Shows entries of a dialog.
    pub fn of(dialog: DialogRow, entries: Vec<Entry>) -> Self {
        Self {
            dialog_id: dialog.id,
            application_id: dialog.application_id,
            test_mode: dialog.test_mode,
            over: dialog.status != DialogStatus::Open,
            started_at: dialog.started_at,
            turns: entries.into_iter().map(DialogTurn::of).collect(),
        }
    }
}

impl DialogTurn {
    fn of(entry: Entry) -> Self {
        let understood = match words_are_shown(&entry) {
            true => entry.answers.iter().filter_map(understanding).collect(),
            false => Vec::new(),
        };
        let Entry { step, time, input, events, turn, .. } = entry;
        Self {
            step,
            time,
            input: TurnInput {
                kind: kind(&input),
                utterance: turn.utterance,
                mode: turn.input_mode.as_str(),
            },
            understood,
            events,
            said: turn.prompts.into_iter().map(|prompt| prompt.masked_content).collect(),
            action: serde_json::to_value(turn.action.kind).unwrap_or_default(),
            action_name: turn.action.name,
            fields: turn.fields,
            ended: turn.ended.and_then(|ended| serde_json::to_value(ended).ok()),
        }
    }
}

/// What was understood holds what was said; where that is masked, or was said in an earlier turn, it is not shown.
fn words_are_shown(entry: &Entry) -> bool {
    let words = words(&entry.input).unwrap_or_default();
    !words.is_empty() && !entry.turn.utterance.is_empty() && words.starts_with(&entry.turn.utterance)
}

fn words(input: &Input) -> Option<&str> {
    match input {
        Input::Utterance { text, .. } => Some(text),
        Input::Start(start) => start.utterance.as_deref(),
        Input::Biometrics { with, .. } => words(with),
        _ => None,
    }
}

fn kind(input: &Input) -> &'static str {
    match input {
        Input::Start(_) => "start",
        Input::Utterance { .. } => "utterance",
        Input::NoInput => "no_input",
        Input::Continue => "continue",
        Input::HangUp => "hang_up",
        Input::Idle => "idle",
        Input::Biometrics { with, .. } => kind(with),
        #[allow(
            unreachable_patterns,
            reason = "a new kind of input is a choice until it has a name of its own"
        )]
        _ => "choice",
    }
}

fn understanding(answer: &Answer) -> Option<Value> {
    match answer {
        Answer::Understood(understanding) => serde_json::to_value(understanding).ok(),
        _ => None,
    }
}

//! What was said and understood in a turn, as records may show it.

use baton_dialog::{Answer, Entry, Event, Happened, Input};
use baton_model::fields::MASK;

use crate::shapes::{Entity, Instance, Intent, Interpretation, Nlu};

/// The input itself, when biometric results came along with it.
pub(crate) fn plain(input: &Input) -> &Input {
    let mut input = input;
    while let Input::Biometrics { with, .. } = input {
        input = with;
    }
    input
}

/// What the caller said, or the sign for what they did instead.
pub(crate) fn said(entry: &Entry) -> &str {
    match plain(&entry.input) {
        Input::NoInput => "[noinput]",
        Input::HangUp => "[hup]",
        Input::Idle => "[idle]",
        Input::Continue => "",
        _ => &entry.turn.utterance,
    }
}

/// What was understood; `dialog` alone when one is given.
pub(crate) fn understood<'a>(entry: &'a Entry, dialog: Option<&str>, app: &'a str) -> Nlu<'a> {
    let of = |happened: &&Happened| dialog.is_none_or(|dialog| happened.dialog == dialog);
    let heard: Vec<Interpretation<'_>> = entry
        .events
        .iter()
        .filter(of)
        .filter_map(|happened| match &happened.event {
            Event::Heard { outcome, value, confidence } => {
                Some(interpretation(entry, outcome, value.as_deref(), confidence.unwrap_or_default()))
            }
            _ => None,
        })
        .collect();
    let came_to = |outcomes: &[&str]| {
        entry.events.iter().filter(of).any(|happened| {
            matches!(&happened.event, Event::Heard { outcome, .. } if outcomes.contains(&outcome.as_str()))
        })
    };
    let result_type = match plain(&entry.input) {
        Input::HangUp | Input::Idle => "HUP",
        // Silence is told of where something was asked; after an announcement it only goes on.
        _ if came_to(&["no_input"]) => "NO_INPUT",
        _ if came_to(&["no_match", "wrong_keys"]) => "NO_MATCH",
        _ if heard.is_empty() => "NONE",
        _ => "RECOGNITION",
    };
    let semantic_interpretation = if result_type == "RECOGNITION" { heard } else { Vec::new() };
    let result_count = semantic_interpretation.len();
    Nlu { result_type, result_count, work_flow_id: "", nlu_app: app, semantic_interpretation }
}

fn interpretation<'a>(
    entry: &'a Entry,
    outcome: &'a str,
    value: Option<&'a str>,
    confidence: f32,
) -> Interpretation<'a> {
    let (name, status) = match (outcome, value) {
        ("intent", Some(name)) => (name, "Defined"),
        _ => ("", "Undefined"),
    };
    let entities = match value {
        Some(value) if outcome != "intent" => vec![entity(entry, outcome, value, confidence)],
        Some(_) => Vec::new(),
        // A request or an answer without a value of its own, such as `agent_request` or `disconfirmation`.
        None => vec![entity(entry, "DIALOGACT", outcome, confidence)],
    };
    let intent = Intent { name, status, confidence: if name.is_empty() { 0.0 } else { confidence } };
    Interpretation { utterance: said(entry), confidence, intent, entities }
}

fn entity<'a>(entry: &'a Entry, name: &'a str, value: &'a str, confidence: f32) -> Entity<'a> {
    let masked = value == MASK;
    let place = if masked { None } else { place_of(entry, value) };
    let (begin, end) = place.unzip();
    let sensitivity_level = if masked { "MASKED" } else { "NONE" };
    Entity { name, sensitivity_level, instances: [Instance { value, confidence, begin, end }] }
}

/// Where the value stands in the utterance, when the utterance may be shown.
fn place_of(entry: &Entry, value: &str) -> Option<(u32, u32)> {
    if entry.turn.utterance == MASK {
        return None;
    }
    let values = entry.answers.iter().filter_map(|answer| match answer {
        Answer::Understood(understanding) => Some(&understanding.values),
        _ => None,
    });
    values.flatten().find(|found| found.value == value).map(|found| (found.begin, found.end))
}

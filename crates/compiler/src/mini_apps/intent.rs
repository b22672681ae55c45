//! Intent: a question that is answered with why the caller calls.

use std::collections::HashMap;

use baton_model::codes::Code;
use baton_model::program::{AnnouncementItem, Intent, Operator, PostAction, Question, QuestionKind};
use baton_model::template::Template;
use serde_json::Value;

use super::reading::{Reading, enabled, truthy};
use super::settings::texts;
use super::{announcement, question};

pub(super) fn read(reading: &mut Reading<'_>) -> Question {
    let mut intents = intents(reading);
    let name = reading.source.name.clone();
    if intents.is_empty() {
        let message = format!("Intent miniApp '{name}' has no enabled intent; add one or enable one.");
        reading.raise(Code::NoIntents, "model.intents", message);
    }
    let mut said = HashMap::new();
    for intent in &intents {
        if intent.utterances.is_empty() {
            let message = format!(
                "Intent '{}' of miniApp '{name}' has no utterance to be recognised by; add some or disable it.",
                intent.name
            );
            reading.raise(Code::IntentWithoutUtterances, "model.intents", message);
        }
        for utterance in &intent.utterances {
            let words = words(utterance);
            let first: &str = said.entry(words).or_insert(intent.name.as_str());
            if first != intent.name {
                let message = format!(
                    "Intents '{first}' and '{}' of miniApp '{name}' share the utterance '{utterance}'; leave it in one of them.",
                    intent.name
                );
                reading.raise(Code::SameUtteranceInTwoIntents, "model.intents", message);
            }
        }
    }
    for (path, item) in announcement::items(reading) {
        if item.post_action == PostAction::Reask {
            reading.unsupported(&format!("{path}.postAction"), "an announcement that asks again");
        }
        for intent in &mut intents {
            if intent.announcement.is_none() && announces(&item, &intent.name) && !item.prompts.is_silent() {
                intent.announcement = Some(item.prompts.clone());
            }
        }
    }
    question::read(reading, "Intent", QuestionKind::Intent(intents))
}

fn intents(reading: &mut Reading<'_>) -> Vec<Intent> {
    let mut read: Vec<Intent> = Vec::new();
    let items = reading.items(reading.model.get("intents"), "model.intents");
    for (index, item) in items.iter().enumerate() {
        let path = format!("model.intents.{index}");
        let Some(keys) = reading.object(Some(item), &path) else { continue };
        let name = reading.text(keys.get("name"), &format!("{path}.name"));
        if name.trim().is_empty() {
            reading.unreadable(&format!("{path}.name"), "the name of the intent");
            continue;
        }
        if !enabled(item) {
            continue;
        }
        let utterances = utterances(reading, keys.get("utterances"), &format!("{path}.utterances"));
        let confirm = confirm(reading, keys.get("confirm"), &format!("{path}.confirm"));
        // The same name twice is one intent with the utterances of both.
        match read.iter_mut().find(|intent| intent.name == name) {
            Some(same) => same.utterances.extend(utterances),
            None => read.push(Intent { name, utterances, confirm, announcement: None }),
        }
    }
    read
}

fn utterances<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Vec<String> {
    let mut read = texts(reading, value, location);
    read.retain(|utterance| !words(utterance).is_empty());
    read
}

/// `true`, or the question itself.
fn confirm<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Option<Template> {
    match value? {
        Value::Null => None,
        Value::String(text) if text.is_empty() || text.eq_ignore_ascii_case("false") => None,
        flag if truthy(flag) => Some(question::did_you_say(reading, "Intent")),
        Value::String(text) => Some(reading.template(text, location)),
        Value::Object(_) => {
            let prompts = reading.prompts(value, location);
            let first = reading.source.languages.first().map(String::as_str).unwrap_or_default();
            prompts.text(first, baton_model::program::Channel::Chat, 0).cloned()
        }
        _ => None,
    }
}

/// True when an item of the announcement list is for this intent.
fn announces(item: &AnnouncementItem, intent: &str) -> bool {
    item.conditions.iter().all(|condition| {
        let value = condition.value.as_literal().unwrap_or_default();
        condition.field.name == "Intent"
            && match condition.operator {
                Operator::Equal => value == "*" || value == intent,
                Operator::NotEqual => value != "*" && value != intent,
                Operator::Matches => regex::Regex::new(value).is_ok_and(|pattern| pattern.is_match(intent)),
                _ => false,
            }
    })
}

/// An utterance as the classifier sees it: letter case, punctuation and spaces do not tell two apart.
fn words(utterance: &str) -> String {
    let spaced: String = utterance
        .chars()
        .map(|letter| if letter.is_alphanumeric() || letter == '\'' { letter } else { ' ' })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

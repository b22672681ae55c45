//! Intent: a question that is answered with why the caller calls.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::codes::Code;
use baton_model::program::{
    self, AnnouncementItem, Disambiguation, MiniAppKind, Operator, PostAction, Prompts, Question,
    QuestionKind,
};
use baton_model::template::Template;
use serde_json::{Map, Value, json};

use super::{Kind, announcement};
use crate::mini_apps::defaults::{Prompting, extend, question};
use crate::mini_apps::domains::domain_intents;
use crate::mini_apps::question::settings::texts;
use crate::mini_apps::reading::{Reading, enabled, truthy};
use crate::mini_apps::types::canonical_type;
use crate::mini_apps::utterances::{self, Told, words};
use crate::mini_apps::{question, schema, texts as words_of};
use crate::source::MiniAppSource;

/// How far apart the confidences of two close intents are at most, when the model does not say.
const WITHIN: f32 = 10.0;

pub(super) struct Intent;

impl Kind for Intent {
    fn name(&self) -> &'static str {
        "Intent"
    }

    fn default_model(&self, of: &Prompting<'_>, domain: &str) -> Value {
        let mut model = question(of, self.name(), "{{value}}");
        extend(&mut model, "intents", domain_intents(domain));
        extend(&mut model, "announceList", json!([]));
        extend(&mut model, "Reasks", json!([]));
        let mut which = of.prompt(words_of::WHICH);
        extend(&mut which, "enabled", json!(false));
        extend(&mut which, "within", json!(10));
        extend(&mut which, "most", json!(3));
        extend(&mut model, "disambiguation", which);
        model
    }

    fn keys(&self) -> Map<String, Value> {
        schema::intent()
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Question(Box::new(read(reading)))
    }

    fn outputs(&self, _model: &Value) -> BTreeSet<String> {
        let mut outputs = super::answer(self.name());
        outputs.insert("dtmf_intent".to_owned());
        outputs
    }
}

fn read(reading: &mut Reading<'_>) -> Question {
    let told = enabled_intents(reading);
    let name = reading.source.name.clone();
    if told.is_empty() {
        let message = format!("Intent miniApp '{name}' has no enabled intent; add one or enable one.");
        reading.raise(Code::NoIntents, "model.intents", message);
    }
    let mut intents = utterances::judge(reading, told);
    let reasks = reasks(reading);
    for (path, item, after) in announcement::items(reading) {
        let leads_back = item.post_action == PostAction::Reask;
        let reask = leads_back.then(|| reask(reading, &reasks, after, &format!("{path}.postAction")));
        for intent in &mut intents {
            if intent.announcement.is_none() && announces(&item, &intent.name) && !item.prompts.is_silent() {
                intent.announcement = Some(item.prompts.clone());
                intent.reask.clone_from(&reask);
                if let PostAction::Transfer(number) = &item.post_action {
                    intent.transfer = Some(number.clone());
                }
            }
        }
    }
    let names: Vec<String> = intents.iter().map(|intent| intent.name.clone()).collect();
    let mut question = question::read(reading, "Intent", QuestionKind::Intent(intents));
    for (key, chosen) in &question.dtmf.choices {
        if !names.contains(chosen) {
            let message = format!(
                "The key {key} of miniApp '{name}' chooses the intent '{chosen}', which it does not have; choose another one."
            );
            reading.raise(Code::UnknownKeyChoice, &format!("model.dtmf.choices.{key}"), message);
        }
    }
    question.disambiguation = disambiguation(reading);
    let fallback = reading.model.get("pathfinderFallback");
    if fallback.and_then(|fallback| fallback.get("enabled")).is_some_and(truthy) {
        reading.unsupported("model.pathfinderFallback", "a fallback to a knowledge base");
    }
    question
}

/// "Did you mean … or …?", when it is switched on.
fn disambiguation(reading: &mut Reading<'_>) -> Option<Disambiguation> {
    let path = "model.disambiguation";
    let written = reading.model.get("disambiguation");
    let keys = reading.object(written, path)?;
    if !written.is_some_and(enabled) {
        return None;
    }
    let ask = reading.prompts(written, path);
    #[allow(clippy::cast_possible_truncation)]
    let within =
        reading.number(keys.get("within"), &format!("{path}.within")).map_or(WITHIN, |number| number as f32);
    let most = reading.count(keys.get("most"), &format!("{path}.most")).unwrap_or(3);
    Some(Disambiguation { within, most, ask })
}

/// What is asked after an announcement that leads back, each with its id.
fn reasks(reading: &mut Reading<'_>) -> Vec<(String, Prompts)> {
    let key = if reading.model.get("reasks").is_some() { "reasks" } else { "Reasks" };
    let items = reading.items(reading.model.get(key), &format!("model.{key}"));
    let mut read = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let path = format!("model.{key}.{index}");
        let Some(keys) = reading.object(Some(item), &path) else { continue };
        let id = reading.text(keys.get("md5"), &format!("{path}.md5"));
        let written = keys.get("prompt").or(Some(item));
        read.push((id, reading.prompts(written, &path)));
    }
    read
}

/// The prompt that a post action names, by its id or its place; the question itself when it names none.
fn reask<'a>(
    reading: &mut Reading<'a>,
    reasks: &[(String, Prompts)],
    after: Option<&'a Value>,
    location: &str,
) -> Prompts {
    let id = reading.text(after.and_then(|after| after.get("reaskId")), &format!("{location}.reaskId"));
    let by_id = reasks.iter().find(|(of, _)| *of == id && !id.is_empty());
    let place = after.and_then(|after| after.get("reask")).and_then(Value::as_u64).unwrap_or(0);
    let by_place = usize::try_from(place).ok().and_then(|place| reasks.get(place));
    let found = by_id.or(by_place).map(|(_, prompts)| prompts.clone());
    found
        .filter(|prompts| !prompts.is_silent())
        .unwrap_or_else(|| reading.prompts(reading.model.get("ask"), "model.ask"))
}

/// The enabled intents of an Intent miniApp; `None` when it is something else or its intents can't be read.
#[must_use]
pub fn intents(source: &MiniAppSource) -> Option<Vec<program::Intent>> {
    if canonical_type(&source.type_name) != Some("Intent") {
        return None;
    }
    let mut reading = Reading::new(source);
    let intents = enabled_intents(&mut reading);
    reading.readable().then(|| intents.into_iter().map(|told| told.intent).collect())
}

fn enabled_intents(reading: &mut Reading<'_>) -> Vec<Told> {
    let mut read: Vec<Told> = Vec::new();
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
        let utterances = sayings(reading, keys.get("utterances"), &format!("{path}.utterances"));
        let confirm = confirm(reading, keys.get("confirm"), &format!("{path}.confirm"));
        // The same name twice is one intent with the utterances of both.
        let own = if item.get("fromDomain").is_some_and(truthy) { 0 } else { utterances.len() };
        match read.iter_mut().find(|told| told.intent.name == name) {
            Some(same) => {
                // An author's own wordings stand before the domain's.
                let place = if own == 0 { same.intent.utterances.len() } else { same.own };
                same.intent.utterances.splice(place..place, utterances);
                same.own += own;
            }
            None => {
                let labels = labels(reading, keys.get("label"), &format!("{path}.label"));
                let intent = program::Intent {
                    name,
                    utterances,
                    confirm,
                    labels,
                    announcement: None,
                    reask: None,
                    transfer: None,
                };
                read.push(Told { intent, own });
            }
        }
    }
    read
}

/// What an intent is called in a question to the caller: one text, or one for each language.
fn labels<'a>(
    reading: &mut Reading<'a>,
    value: Option<&'a Value>,
    location: &str,
) -> BTreeMap<String, String> {
    let mut read = BTreeMap::new();
    match value {
        Some(Value::Object(texts)) => {
            for (locale, text) in texts {
                let label = reading.text(Some(text), &format!("{location}.{locale}"));
                read.insert(locale.clone(), label);
            }
        }
        other => {
            let label = reading.text(other, location);
            let first = reading.source.languages.first().cloned().unwrap_or_default();
            read.insert(first, label);
        }
    }
    read.retain(|_, label| !label.trim().is_empty());
    read
}

fn sayings<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Vec<String> {
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

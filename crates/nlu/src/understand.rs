//! What an utterance means in the light of what was asked.

use std::sync::Arc;

use baton_model::understanding::{
    Expect, FoundValue, InputMode, Question, ScoredIntent, Understanding, ValueKind,
};

use crate::values::{Asked, Found, find, find_names};
use crate::words::{Word, words};
use crate::{IntentModel, requests};

/// Understands an utterance. `intents` gives the trained model of a miniApp by its component id; without one, no
/// intent is found. At most the first 1,000 characters are looked at.
#[must_use]
pub fn understand(question: &Question, intents: &dyn Fn(&str) -> Option<Arc<IntentModel>>) -> Understanding {
    let words = words(&question.utterance);
    let mut understanding = Understanding::default();
    for expect in &question.expect {
        match expect {
            Expect::Intent(component) if question.mode != InputMode::Dtmf => {
                if let Some(model) = intents(component) {
                    understanding.intents.extend(wishes(&model, &question.utterance));
                }
            }
            Expect::Intent(_) => {}
            Expect::YesNo => understanding.values.extend(values(question, ValueKind::YesNo)),
            Expect::Digits => understanding.values.extend(values(question, ValueKind::Digits)),
            Expect::Value(kind) => understanding.values.extend(values(question, *kind)),
            Expect::OneOf(names) => {
                let found = find_names(&question.utterance, names);
                understanding.values.extend(found.into_iter().map(|found| as_field(ValueKind::Name, &found)));
            }
        }
    }
    if question.mode != InputMode::Dtmf {
        let texts: Vec<&str> = words.iter().map(|word: &Word| word.text.as_str()).collect();
        understanding.requests = requests::find(&texts);
    }
    understanding
}

/// The intents of an utterance, best first; when it clearly wants two different things, these two come first, in the
/// order in which they were said.
fn wishes(model: &IntentModel, utterance: &str) -> Vec<ScoredIntent> {
    let all = model.classify(utterance);
    let parts = model.parts(utterance);
    if parts.len() < 2 {
        return all;
    }
    let mut wishes: Vec<ScoredIntent> = parts.into_iter().map(|part| part.intent).collect();
    for other in all {
        if !wishes.iter().any(|wish| wish.name == other.name) {
            wishes.push(other);
        }
    }
    wishes
}

/// The values of one kind, as fields take them.
fn values(question: &Question, kind: ValueKind) -> Vec<FoundValue> {
    let reference = question.reference.as_deref().and_then(|reference| reference.parse().ok());
    let asked = Asked { kind, locale: &question.locale, reference };
    find(&question.utterance, &asked).iter().map(|found| as_field(kind, found)).collect()
}

fn as_field(kind: ValueKind, found: &Found) -> FoundValue {
    let (begin, end) = (found.begin, found.end);
    FoundValue { kind, value: found.value.written(), confidence: found.confidence, begin, end }
}

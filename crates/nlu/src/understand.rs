//! What an utterance means in the light of what was asked.

use std::sync::Arc;

use baton_model::understanding::{Expect, InputMode, Question, Understanding};

use crate::words::{Word, words};
use crate::{IntentModel, digits, requests, yes_no};

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
                    understanding.intents.extend(model.classify(&question.utterance));
                }
            }
            Expect::Intent(_) => {}
            Expect::YesNo => understanding.values.extend(yes_no::find(&words)),
            Expect::Digits => understanding.values.extend(digits::find(&words)),
        }
    }
    if question.mode != InputMode::Dtmf {
        let texts: Vec<&str> = words.iter().map(|word: &Word| word.text.as_str()).collect();
        understanding.requests = requests::find(&texts);
    }
    understanding
}

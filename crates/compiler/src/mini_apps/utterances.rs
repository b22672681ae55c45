//! Whether the utterances of intents can be learnt from: too few, double, or contradicting one another.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::codes::Code;
use baton_model::program::Intent;

use super::reading::Reading;

/// An intent with fewer different utterances is recognised by little more than these.
const FEW: usize = 5;
/// The most hints of one miniApp: what stops a deployment must not drown in them.
const MOST_HINTS: usize = 50;

/// An intent and how many of its utterances, the first ones, its author wrote; the others are the domain's.
pub(super) struct Told {
    pub(super) intent: Intent,
    pub(super) own: usize,
}

/// Says what is questionable, and takes from the domain's intents what an author gave to another one.
pub(super) fn judge(reading: &mut Reading<'_>, told: Vec<Told>) -> Vec<Intent> {
    let name = reading.source.name.clone();
    let mut hints: Vec<(Code, String)> = Vec::new();
    let owned = owned(&told);
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut intents = Vec::with_capacity(told.len());
    for Told { mut intent, own } in told {
        if intent.utterances.is_empty() {
            let message = format!(
                "Intent '{}' of miniApp '{name}' has no utterance to be recognised by; add some or disable it.",
                intent.name
            );
            reading.raise(Code::IntentWithoutUtterances, "model.intents", message);
        }
        let (mut different, mut twice, mut taken) = (BTreeSet::new(), None, None);
        let mut kept = Vec::with_capacity(intent.utterances.len());
        for (index, utterance) in std::mem::take(&mut intent.utterances).into_iter().enumerate() {
            let words = words(&utterance);
            let winner = owned.get(&words).filter(|winner| index >= own && **winner != intent.name);
            if let Some(winner) = winner {
                taken.get_or_insert((utterance, winner.clone()));
                continue;
            }
            if !different.insert(words.clone()) {
                twice.get_or_insert_with(|| utterance.clone());
            }
            let first = said.entry(words).or_insert_with(|| intent.name.clone());
            if *first != intent.name {
                let message = format!(
                    "Intents '{first}' and '{}' of miniApp '{name}' share the utterance '{utterance}'; leave it in one of them.",
                    intent.name
                );
                reading.raise(Code::SameUtteranceInTwoIntents, "model.intents", message);
            }
            kept.push(utterance);
        }
        intent.utterances = kept;
        if (1..FEW).contains(&different.len()) {
            let message = format!(
                "Intent '{}' of miniApp '{name}' has fewer than {FEW} utterances; callers who say it otherwise are hardly understood, so add some.",
                intent.name
            );
            hints.push((Code::FewUtterances, message));
        }
        if let Some(utterance) = twice {
            let message = format!(
                "Intent '{}' of miniApp '{name}' has the utterance '{utterance}' more than once; once is enough.",
                intent.name
            );
            hints.push((Code::DuplicateUtterance, message));
        }
        if let Some((utterance, winner)) = taken {
            let message = format!(
                "Intent '{}' of miniApp '{name}' is the domain's, and '{winner}' has its utterance '{utterance}', too; '{winner}' is understood.",
                intent.name
            );
            hints.push((Code::DomainUtteranceTaken, message));
        }
        intents.push(intent);
    }
    for (code, message) in hints.into_iter().take(MOST_HINTS) {
        reading.raise(code, "model.intents", message);
    }
    intents
}

/// The utterances that authors wrote themselves, and the first intent that has each.
fn owned(told: &[Told]) -> BTreeMap<String, String> {
    let mut owned = BTreeMap::new();
    for told in told {
        for utterance in told.intent.utterances.iter().take(told.own) {
            owned.entry(words(utterance)).or_insert_with(|| told.intent.name.clone());
        }
    }
    owned
}

/// An utterance as the classifier sees it: letter case, punctuation and spaces do not tell two apart.
pub(super) fn words(utterance: &str) -> String {
    let spaced: String = utterance
        .chars()
        .map(|letter| if letter.is_alphanumeric() || letter == '\'' { letter } else { ' ' })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What is questionable about training data before anything is learnt from them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Labelled;
use crate::intents::normal_words;

/// Fewer utterances than this are few for an intent.
pub const FEW: usize = 5;
/// Findings of each kind that are told.
const MOST: usize = 100;

/// What is questionable about training data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Hygiene {
    /// Intents with fewer than five different utterances.
    pub few: Vec<FewUtterances>,
    /// Utterances that stand twice in one intent.
    pub duplicates: Vec<Duplicate>,
    /// Utterances that stand in two intents: at most one of them can be understood.
    pub conflicts: Vec<Conflict>,
}

/// An intent with few utterances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FewUtterances {
    /// Its name.
    pub intent: String,
    /// How many different ones it has.
    pub utterances: usize,
}

/// An utterance that stands more than once in one intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// The utterance.
    pub utterance: String,
    /// The intent.
    pub intent: String,
    /// How often.
    pub times: usize,
}

/// An utterance that stands in more than one intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The utterance.
    pub utterance: String,
    /// The intents.
    pub intents: Vec<String>,
}

/// Looks through training data. Letter case, accents and punctuation do not tell two utterances apart.
#[must_use]
pub fn hygiene(examples: &[Labelled]) -> Hygiene {
    let mut by_words: BTreeMap<String, (&str, BTreeMap<&str, usize>)> = BTreeMap::new();
    let mut different: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        let words = normal_words(&example.utterance).join(" ");
        let intents = &mut by_words.entry(words).or_insert((&example.utterance, BTreeMap::new())).1;
        let times = intents.entry(&example.intent).or_default();
        *times += 1;
        *different.entry(&example.intent).or_default() += usize::from(*times == 1);
    }
    let mut found = Hygiene::default();
    for (intent, utterances) in different {
        if utterances < FEW {
            found.few.push(FewUtterances { intent: intent.to_owned(), utterances });
        }
    }
    for (utterance, intents) in by_words.values() {
        for (intent, times) in intents.iter().filter(|(_, times)| **times > 1) {
            let (utterance, intent) = ((*utterance).to_owned(), (*intent).to_owned());
            found.duplicates.push(Duplicate { utterance, intent, times: *times });
        }
        if intents.len() > 1 {
            let intents = intents.keys().map(|intent| (*intent).to_owned()).collect();
            found.conflicts.push(Conflict { utterance: (*utterance).to_owned(), intents });
        }
    }
    found.few.truncate(MOST);
    found.duplicates.truncate(MOST);
    found.conflicts.truncate(MOST);
    found
}

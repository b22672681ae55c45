//! Why an intent won: the words that counted.

use baton_model::understanding::ScoredIntent;

use super::{IntentModel, best, normal};
use crate::words::words;

/// The most words of an utterance that are explained.
const MOST_WORDS: usize = 64;

/// Why an utterance was understood as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The intents found, best first.
    pub intents: Vec<ScoredIntent>,
    /// True when the utterance stands in the training data as it is.
    pub exact: bool,
    /// How much of what the utterance says the training data know, from 0 to 1.
    pub known: f32,
    /// Its words, in their order.
    pub words: Vec<WordCounts>,
}

/// How much a word counted.
#[derive(Debug, Clone, PartialEq)]
pub struct WordCounts {
    /// The word as it was said.
    pub word: String,
    /// The known word it was read as, when it was misspelt.
    pub read_as: Option<String>,
    /// Where it begins in the utterance, in characters.
    pub begin: u32,
    /// The character after its last.
    pub end: u32,
    /// How much the best intent's lead over the next one shrinks without it; below 0: the word spoke against it.
    pub counts: f32,
}

impl IntentModel {
    /// Why an utterance is understood as it is: every word is left out in turn, to see what it does to the lead of the
    /// best intent over the next. At most 64 words are looked at.
    #[must_use]
    pub fn explain(&self, utterance: &str) -> Explanation {
        let mut said = words(utterance);
        said.truncate(MOST_WORDS);
        let normal: Vec<String> = said.iter().map(|word| normal::folded(&word.text)).collect();
        let scores = self.score(&normal);
        let intents = self.classify_words(&normal);
        let first = best(&scores.of);
        let mut behind = scores.of.clone();
        if let Some(score) = first.and_then(|first| behind.get_mut(first)) {
            *score = f32::NEG_INFINITY;
        }
        let second = best(&behind).filter(|second| Some(*second) != first);
        let lead = |scores: &[f32]| {
            let score = |intent: Option<usize>| intent.and_then(|intent| scores.get(intent)).copied();
            score(first).unwrap_or_default() - score(second).unwrap_or_default()
        };
        let whole = lead(&scores.of);
        let counted = said.into_iter().enumerate().map(|(place, word)| {
            let mut without = normal.clone();
            let own = without.remove(place);
            let misspelt = !self.scorer.knows(&own);
            WordCounts {
                read_as: self.spelling.meant(&own).filter(|_| misspelt).map(str::to_owned),
                counts: whole - lead(&self.score(&without).of),
                word: utterance
                    .chars()
                    .skip(word.begin as usize)
                    .take((word.end - word.begin) as usize)
                    .collect(),
                begin: word.begin,
                end: word.end,
            }
        });
        let counted = counted.collect();
        let exact = self.exact.contains_key(&normal.join(" "));
        Explanation { intents, exact, known: scores.coverage, words: counted }
    }
}

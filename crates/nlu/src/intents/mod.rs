//! Which intent an utterance is closest to.
//!
//! A linear classifier over hashed features of words, trained at deployment on what authors wrote: no model file, and
//! any language. How well it does stands in `docs/understanding.md`.

mod bytes;
mod calibration;
mod explain;
mod families;
mod features;
mod learner;
mod normal;
mod parts;
mod points;
mod scorer;
mod spelling;
mod vocabulary;

use std::collections::BTreeMap;

use baton_model::program::{MiniApp, MiniAppKind, QuestionKind};
use baton_model::understanding::{Request, ScoredIntent};
use serde::{Deserialize, Serialize};

use crate::embeddings::Embeddings;
use crate::requests;
use crate::words::words;
pub use bytes::ModelError;
use calibration::{Calibration, best};
pub use explain::{Explanation, WordCounts};
pub use parts::Part;
use points::Points;
use scorer::{Lesson, Scorer, Scores, refs};
use spelling::Spelling;

/// Intents that are handed on, the best ones.
const MOST_INTENTS: usize = 5;
/// How fast confidence falls from the best intent to those behind it.
const FALL: f32 = 4.0;

/// How sure an intent is at most of what is nothing but a request to the system ("start over"), when none of its own
/// utterances is such a request.
const MOST_FOR_A_REQUEST: f32 = 20.0;

/// A trained classifier of intents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntentModel {
    names: Vec<String>,
    /// Every utterance of the training data, normalised, and its intent.
    exact: BTreeMap<String, u32>,
    /// Intents whose utterances are such requests as callers make to the system at any question.
    asking: Vec<(u32, Request)>,
    scorer: Scorer,
    spelling: Spelling,
    calibration: Calibration,
}

impl IntentModel {
    /// Trains on each intent's name and what callers say for it. The same data give the same model.
    #[must_use]
    pub fn train(intents: &[(&str, &[String])]) -> Self {
        Self::train_with(intents, &None)
    }

    /// Trains with embeddings, where there are some. The same data and the same embeddings give the same model.
    #[must_use]
    pub fn train_with(intents: &[(&str, &[String])], embeddings: &Embeddings) -> Self {
        let points = Points::new(embeddings);
        let mut exact = BTreeMap::new();
        let mut asking = Vec::new();
        let mut lessons: Vec<Lesson> = Vec::new();
        for (intent, (_, utterances)) in intents.iter().enumerate() {
            for utterance in *utterances {
                let words = normal_words(utterance);
                if !words.is_empty() {
                    let number = u32::try_from(intent).unwrap_or(u32::MAX);
                    if let Some(request) = requests::alone(&refs(&words))
                        && !asking.contains(&(number, request))
                    {
                        asking.push((number, request));
                    }
                    exact.entry(words.join(" ")).or_insert(u32::try_from(intent).unwrap_or(u32::MAX));
                    lessons.push(Lesson::new(intent, words, &points));
                }
            }
        }
        let all: Vec<&Lesson> = lessons.iter().collect();
        Self {
            names: intents.iter().map(|(name, _)| (*name).to_owned()).collect(),
            exact,
            asking,
            scorer: Scorer::learn(&all, intents.len(), embeddings),
            spelling: Spelling::of(lessons.iter().flat_map(|lesson| refs(&lesson.words))),
            calibration: Calibration::learn(&lessons, intents.len(), embeddings),
        }
    }

    /// Trains on the intents of a miniApp; `None` when it asks for something else.
    #[must_use]
    pub fn of(mini_app: &MiniApp) -> Option<Self> {
        Self::of_with(mini_app, &None)
    }

    /// The same with embeddings, where there are some.
    #[must_use]
    pub fn of_with(mini_app: &MiniApp, embeddings: &Embeddings) -> Option<Self> {
        let MiniAppKind::Question(question) = &mini_app.kind else { return None };
        let QuestionKind::Intent(intents) = &question.kind else { return None };
        let data: Vec<_> =
            intents.iter().map(|intent| (intent.name.as_str(), intent.utterances.as_slice())).collect();
        Some(Self::train_with(&data, embeddings))
    }

    /// The best intents for an utterance, best first, each with a confidence from 0 to 100: of a hundred utterances
    /// with confidence 80, about 80 are understood rightly. An utterance of the training data has 100; one that shares
    /// nothing with them has none.
    #[must_use]
    pub fn classify(&self, utterance: &str) -> Vec<ScoredIntent> {
        self.classify_words(&normal_words(utterance))
    }

    fn classify_words(&self, words: &[String]) -> Vec<ScoredIntent> {
        if words.is_empty() || self.names.is_empty() {
            return Vec::new();
        }
        let known = self.exact.get(&words.join(" ")).and_then(|intent| usize::try_from(*intent).ok());
        let scores = self.score(words);
        let sure = self.calibration.confidence(&scores);
        let top = best(&scores.of).and_then(|best| scores.of.get(best)).copied().unwrap_or_default();
        let mut found: Vec<(usize, f32)> =
            scores.of.iter().map(|score| sure * (FALL * (score - top)).exp() * 100.0).enumerate().collect();
        if let Some(request) = requests::alone(&refs(words)) {
            for (intent, score) in &mut found {
                let number = u32::try_from(*intent).unwrap_or(u32::MAX);
                if !self.asking.contains(&(number, request)) {
                    *score = score.min(MOST_FOR_A_REQUEST);
                }
            }
        }
        if let Some(score) = known.and_then(|known| found.get_mut(known)) {
            score.1 = 100.0;
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(MOST_INTENTS);
        found.retain(|(_, confidence)| *confidence >= 1.0);
        let named = |(intent, confidence): (usize, f32)| {
            let confidence = (confidence * 10.0).round() / 10.0;
            Some(ScoredIntent { name: self.names.get(intent)?.clone(), confidence })
        };
        found.into_iter().filter_map(named).collect()
    }

    /// The names of its intents.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many features it weighs.
    #[must_use]
    pub fn features(&self) -> usize {
        self.scorer.features()
    }

    /// True when its parts fit one another; only a model that was read may not.
    fn is_sound(&self) -> bool {
        let intents = self.names.len();
        self.scorer.is_sound(intents)
            && self.spelling.is_sound()
            && self.exact.values().all(|intent| usize::try_from(*intent).is_ok_and(|intent| intent < intents))
    }

    /// The scores of words, misspelt ones read as what is meant.
    fn score(&self, words: &[String]) -> Scores {
        let meant = |word: &'_ String| match self.scorer.knows(word) {
            true => None,
            false => self.spelling.meant(word),
        };
        let words: Vec<&str> = words.iter().map(|word| meant(word).unwrap_or(word)).collect();
        self.scorer.score(&words)
    }
}

/// The words of an utterance as the classifier knows them.
pub(crate) fn normal_words(utterance: &str) -> Vec<String> {
    words(utterance).iter().map(|word| normal::folded(&word.text)).filter(|word| !word.is_empty()).collect()
}

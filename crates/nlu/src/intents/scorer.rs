//! What a set of utterances teaches: features, weights, and which words it knows at all.

use serde::{Deserialize, Serialize};

use super::bytes::{read_sorted, sorted};
use super::calibration::best;
use super::features::{Feature, features, pieces_of, whole};
use super::learner::{Example, add, learn};
use super::points::Points;
use super::vocabulary::{ByHash, Vocabulary};
use crate::embeddings::Embeddings;

/// The most weights that a model holds: 64 MiB.
const MOST_WEIGHTS: usize = 16 << 20;

/// English words that say little about why somebody calls: knowing them is no sign of knowing the utterance.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "i", "im", "id", "ive", "ill", "me", "my", "we",
    "our", "you", "your", "it", "its", "is", "are", "am", "was", "were", "be", "been", "do", "does", "did",
    "have", "has", "had", "can", "could", "will", "would", "should", "may", "might", "must", "to", "of",
    "in", "on", "at", "for", "from", "with", "by", "about", "and", "or", "but", "if", "so", "as", "how",
    "what", "when", "where", "why", "who", "which", "there", "here", "not", "no", "dont", "please", "want",
    "need", "like", "get", "some", "any", "just",
];
/// How much such a word says, compared with another.
const FUNCTION_WORDS_SAY: f32 = 0.15;
/// How much of an utterance is known at most that has no other words: "no" hints at an intent, and no more.
const NOTHING_SAID: f32 = 0.15;

/// An utterance of the training data, ready to be learnt.
#[derive(Debug, Clone)]
pub(super) struct Lesson {
    pub(super) intent: usize,
    pub(super) words: Vec<String>,
    features: Vec<Feature>,
    point: Option<Vec<f32>>,
}

impl Lesson {
    pub(super) fn new(intent: usize, words: Vec<String>, points: &Points) -> Self {
        let (features, point) = (features(&refs(&words)), points.of(&refs(&words)));
        Self { intent, words, features, point }
    }
}

/// What was learnt from lessons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Scorer {
    intents: usize,
    vocabulary: Vocabulary,
    weights: Vec<f32>,
    /// How much each word of the lessons says, by its hash; rare words say more.
    #[serde(serialize_with = "sorted", deserialize_with = "read_sorted")]
    word_weights: ByHash<f32>,
    /// How much a word says that the lessons don't know.
    unknown_weight: f32,
    points: Points,
}

/// How well each intent fits an utterance, and how much of the utterance is known.
#[derive(Debug, Clone)]
pub(super) struct Scores {
    /// One an intent; above 0: rather this one than the others.
    pub(super) of: Vec<f32>,
    /// From 0 to 1.
    pub(super) coverage: f32,
}

impl Scorer {
    pub(super) fn learn(lessons: &[&Lesson], intents: usize, embeddings: &Embeddings) -> Self {
        let mut points = Points::new(embeddings);
        let most = MOST_WEIGHTS / intents.max(1);
        // More than that many utterances: evenly chosen ones.
        let every = lessons.len().div_ceil(most.max(1)).max(1);
        let lessons: Vec<&Lesson> = lessons.iter().step_by(every).copied().collect();
        let seen: Vec<&[Feature]> = lessons.iter().map(|lesson| lesson.features.as_slice()).collect();
        let vocabulary = Vocabulary::of(&seen, most.saturating_sub(points.dimensions()));
        points.learn(intents, lessons.iter().map(|lesson| (lesson.intent, &lesson.point)));
        let examples: Vec<Example> = lessons
            .iter()
            .map(|lesson| {
                let mut vector = vocabulary.vector(&lesson.features);
                points.extend(&mut vector, vocabulary.len(), lesson.point.as_ref());
                Example { intent: lesson.intent, vector }
            })
            .collect();
        let weights = learn(&examples, (vocabulary.len(), points.dimensions()), intents);
        let mut counts: ByHash<u32> = ByHash::default();
        for lesson in &lessons {
            let mut words: Vec<u64> = lesson.words.iter().map(|word| whole(word)).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *counts.entry(word).or_default() += 1;
            }
        }
        let total = lessons.len().max(1) as f32;
        let says = |count: f32| (1.0 + total / count).ln();
        let word_weights = counts.iter().map(|(word, count)| (*word, says(*count as f32))).collect();
        Self { intents, vocabulary, weights, word_weights, unknown_weight: says(1.0), points }
    }

    pub(super) fn score(&self, words: &[&str]) -> Scores {
        let mut of = vec![0.0f32; self.intents];
        let point = self.points.of(words);
        let mut vector = self.vocabulary.vector(&features(words));
        self.points.extend(&mut vector, self.vocabulary.len(), point.as_ref());
        add(&mut of, &self.weights, &vector);
        let mut coverage = self.coverage(words);
        if let (Some(best), Some(point)) = (best(&of), &point) {
            coverage = coverage.max(self.points.nearness(best, point));
        }
        Scores { of, coverage }
    }

    /// How many features are weighed.
    pub(super) fn features(&self) -> usize {
        self.vocabulary.len()
    }

    /// Gives a model that was read the embeddings it was learnt with; false when it can't have been these.
    pub(super) fn attach(&mut self, embeddings: &Embeddings) -> bool {
        self.points.attach(embeddings)
    }

    /// True when there is a weight for each feature and intent.
    pub(super) fn is_sound(&self, intents: usize) -> bool {
        let rows = self.vocabulary.len().checked_add(self.points.dimensions());
        let weights = rows.and_then(|rows| rows.checked_mul(intents));
        self.intents == intents
            && self.vocabulary.is_sound()
            && self.points.is_sound(intents)
            && weights == Some(self.weights.len())
    }

    /// True when the word stands in the lessons.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.word_weights.contains_key(&whole(word))
    }

    /// How much of what the words say is known, from 0 to 1. A word that is not known counts by its pieces.
    fn coverage(&self, words: &[&str]) -> f32 {
        let (mut known, mut all, mut says_something) = (0.0f32, 0.0f32, false);
        for word in words {
            let share = if FUNCTION_WORDS.contains(word) { FUNCTION_WORDS_SAY } else { 1.0 };
            match self.word_weights.get(&whole(word)) {
                Some(weight) => {
                    known += weight * share;
                    all += weight * share;
                    says_something |= share >= 1.0;
                }
                None if share < 1.0 => all += self.unknown_weight * share,
                None => {
                    let (mut found, mut pieces) = (0.0f32, 0.0f32);
                    pieces_of(word, &mut |piece| {
                        pieces += 1.0;
                        found += f32::from(u8::from(self.vocabulary.has(piece)));
                    });
                    let share = (found / pieces.max(1.0) - PIECES_BY_CHANCE) / (1.0 - PIECES_BY_CHANCE);
                    if share > 0.3 {
                        known += self.unknown_weight * share;
                        says_something = true;
                    }
                    all += self.unknown_weight;
                }
            }
        }
        let sense = if says_something { 1.0 } else { NOTHING_SAID };
        if all > 0.0 { known / all * sense } else { 0.0 }
    }
}

/// The share of its pieces, short ones above all, that a word of the same language has in common with any data.
const PIECES_BY_CHANCE: f32 = 0.5;

/// Borrowed words.
pub(super) fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

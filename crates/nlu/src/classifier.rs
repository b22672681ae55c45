//! Which intent an utterance is closest to: multinomial logistic regression over hashed features.
//!
//! The data are few (some utterances an intent), so the probability alone is no measure of confidence: it is
//! lowered by how much of the utterance the training data know at all.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use baton_model::program::{MiniApp, MiniAppKind, QuestionKind};
use baton_model::understanding::ScoredIntent;

use crate::features::{Feature, features, pieces_of, whole};
use crate::words::words;

/// The most weights that a model holds: 64 MiB.
const MOST_WEIGHTS: usize = 16 << 20;
/// Intents that are handed on, the best ones.
const MOST_INTENTS: usize = 5;
/// Steps of the training, about: many rounds over few utterances, few rounds over many.
const TRAINING_STEPS: usize = 60_000;

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

/// A trained classifier of intents.
#[derive(Debug, Clone, PartialEq)]
pub struct IntentModel {
    names: Vec<String>,
    /// Every utterance of the training data, normalised, and its intent.
    exact: BTreeMap<String, u32>,
    /// Features of the training data: their row of weights.
    rows: HashMap<u64, u32, BuildHasherDefault<AlreadyHashed>>,
    /// One row a feature, one column an intent.
    weights: Vec<f32>,
    /// How much each word of the training data says, by its hash; rare words say more.
    word_weights: HashMap<u64, f32, BuildHasherDefault<AlreadyHashed>>,
    /// How much a word says that the training data do not know.
    unknown_weight: f32,
}

/// Features are hashes already.
#[derive(Debug, Clone, Default)]
struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// One utterance of the training data.
struct Example {
    intent: usize,
    features: Vec<(usize, f32)>,
}

impl IntentModel {
    /// Trains on each intent's name and what callers say for it. The same data give the same model.
    #[must_use]
    pub fn train(intents: &[(&str, &[String])]) -> Self {
        let mut exact = BTreeMap::new();
        let mut examples: Vec<(usize, Vec<Feature>)> = Vec::new();
        let mut word_counts: HashMap<u64, u32, BuildHasherDefault<AlreadyHashed>> = HashMap::default();
        for (intent, (_, utterances)) in intents.iter().enumerate() {
            for utterance in *utterances {
                let words = words(utterance);
                let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
                if texts.is_empty() {
                    continue;
                }
                exact.entry(texts.join(" ")).or_insert(u32::try_from(intent).unwrap_or(u32::MAX));
                let mut seen: Vec<u64> = texts.iter().map(|word| whole(word)).collect();
                seen.sort_unstable();
                seen.dedup();
                for word in seen {
                    *word_counts.entry(word).or_default() += 1;
                }
                examples.push((intent, features(&texts)));
            }
        }
        let total = examples.len().max(1) as f32;
        let says = |count: f32| (1.0 + total / count).ln();
        let word_weights = word_counts.iter().map(|(word, count)| (*word, says(*count as f32))).collect();
        let (rows, examples) = index(examples, MOST_WEIGHTS / intents.len().max(1));
        let weights = learn(&examples, rows.len(), intents.len());
        Self {
            names: intents.iter().map(|(name, _)| (*name).to_owned()).collect(),
            exact,
            rows,
            weights,
            word_weights,
            unknown_weight: says(1.0),
        }
    }

    /// Trains on the intents of a miniApp; `None` when it asks for something else.
    #[must_use]
    pub fn of(mini_app: &MiniApp) -> Option<Self> {
        let MiniAppKind::Question(question) = &mini_app.kind else { return None };
        let QuestionKind::Intent(intents) = &question.kind else { return None };
        let data: Vec<_> =
            intents.iter().map(|intent| (intent.name.as_str(), intent.utterances.as_slice())).collect();
        Some(Self::train(&data))
    }

    /// The best intents for an utterance, best first, each with a confidence from 0 to 100. An utterance of the
    /// training data has 100; one that shares nothing with them has none.
    #[must_use]
    pub fn classify(&self, utterance: &str) -> Vec<ScoredIntent> {
        let words = words(utterance);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        if texts.is_empty() || self.names.is_empty() {
            return Vec::new();
        }
        let known = self.exact.get(&texts.join(" ")).and_then(|intent| usize::try_from(*intent).ok());
        let mut scores = vec![0.0f32; self.names.len()];
        for Feature { hash, weight } in features(&texts) {
            if let Some(row) = self.rows.get(&hash) {
                add_row(&mut scores, &self.weights, *row as usize, weight);
            }
        }
        softmax(&mut scores);
        let familiar = familiarity(self.coverage(&texts));
        let mut best: Vec<(usize, f32)> =
            scores.into_iter().map(|score| score * familiar * 100.0).enumerate().collect();
        if let Some(score) = known.and_then(|known| best.get_mut(known)) {
            score.1 = 100.0;
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MOST_INTENTS);
        best.retain(|(_, confidence)| *confidence >= 1.0);
        best.into_iter()
            .filter_map(|(intent, confidence)| {
                let confidence = (confidence * 10.0).round() / 10.0;
                Some(ScoredIntent { name: self.names.get(intent)?.clone(), confidence })
            })
            .collect()
    }

    /// How much of what the words say is known, from 0 to 1. A word that is not known counts by its pieces.
    fn coverage(&self, words: &[&str]) -> f32 {
        let (mut known, mut all, mut says_something) = (0.0f32, 0.0f32, false);
        let mut pieces = Vec::new();
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
                    pieces.clear();
                    pieces_of(word, &mut pieces);
                    let found = pieces.iter().filter(|piece| self.rows.contains_key(*piece)).count() as f32;
                    let share = found / (pieces.len().max(1) as f32);
                    if share >= 0.4 {
                        known += self.unknown_weight * share;
                        says_something = true;
                    }
                    all += self.unknown_weight;
                }
            }
        }
        let sense = if says_something { 1.0 } else { 0.3 };
        if all > 0.0 { known / all * sense } else { 0.0 }
    }
}

/// Little known: no confidence. Half of it known: full confidence.
fn familiarity(coverage: f32) -> f32 {
    ((coverage - 0.1) / 0.4).clamp(0.0, 1.0)
}

type Rows = HashMap<u64, u32, BuildHasherDefault<AlreadyHashed>>;

/// Gives each feature a row, the most frequent ones when there are too many.
fn index(examples: Vec<(usize, Vec<Feature>)>, most: usize) -> (Rows, Vec<Example>) {
    let mut all: Vec<u64> =
        examples.iter().flat_map(|(_, features)| features.iter().map(|of| of.hash)).collect();
    all.sort_unstable();
    let mut counted: Vec<(usize, u64)> =
        all.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), *same.first()?))).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.truncate(most);
    let rows: Rows = (0u32..).zip(&counted).map(|(row, (_, hash))| (*hash, row)).collect();
    let examples = examples
        .into_iter()
        .map(|(intent, features)| Example {
            intent,
            features: features
                .iter()
                .filter_map(|of| Some((usize::try_from(*rows.get(&of.hash)?).ok()?, of.weight)))
                .collect(),
        })
        .collect();
    (rows, examples)
}

/// Stochastic gradient descent with a fixed order and a fixed number of rounds.
fn learn(examples: &[Example], rows: usize, intents: usize) -> Vec<f32> {
    let mut weights = vec![0.0f32; rows * intents];
    if examples.is_empty() {
        return weights;
    }
    let rounds = (TRAINING_STEPS / examples.len()).clamp(6, 60);
    let mut scores = vec![0.0f32; intents];
    for round in 0..rounds {
        let rate = 4.0 * (1.0 - round as f32 / rounds as f32) + 0.2;
        for turn in 0..examples.len() {
            let Some(example) = examples.get(stride(turn, round, examples.len())) else { continue };
            scores.fill(0.0);
            for (row, weight) in &example.features {
                add_row(&mut scores, &weights, *row, *weight);
            }
            softmax(&mut scores);
            if let Some(score) = scores.get_mut(example.intent) {
                *score -= 1.0;
            }
            for (row, weight) in &example.features {
                let step = rate * weight;
                let from = row * intents;
                if let Some(row) = weights.get_mut(from..from + intents) {
                    for (weight, score) in row.iter_mut().zip(&scores) {
                        *weight -= step * score;
                    }
                }
            }
        }
    }
    weights
}

/// Visits every example once a round, in an order that jumps between the intents.
fn stride(turn: usize, round: usize, examples: usize) -> usize {
    let mut by = (examples as f64 * 0.618) as usize | 1;
    while gcd(by, examples) != 1 {
        by += 2;
    }
    (turn.wrapping_mul(by).wrapping_add(round)) % examples
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn add_row(scores: &mut [f32], weights: &[f32], row: usize, weight: f32) {
    let from = row * scores.len();
    if let Some(row) = weights.get(from..from + scores.len()) {
        for (score, of) in scores.iter_mut().zip(row) {
            *score += weight * of;
        }
    }
}

/// Probabilities, with one more outcome that is never seen: "none of these", whose score is 0.
fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(0.0f32, f32::max);
    let mut sum = (-most).exp();
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

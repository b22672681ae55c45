//! How well a model understands utterances whose intent is known.

mod cases;
mod columns;
mod examples;
mod folds;
mod hygiene;
mod sample;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::IntentModel;
use crate::embeddings::Embeddings;
pub use cases::{CASE_FILES, Judged, judge};
pub use examples::{
    ExamplesError, Form, LONGEST_INTENT, LONGEST_UTTERANCE, Labelled, MOST_EXAMPLES, read, read_examples,
};
pub use folds::{MOST_FOLDS, cross_validate};
pub use hygiene::{Conflict, Duplicate, FEW, FewUtterances, Hygiene, hygiene};
pub use sample::sample;

/// Confidences at which coverage is told.
const THRESHOLDS: [f32; 10] = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 95.0];
/// Confusions that are told, the most frequent ones.
const MOST_CONFUSIONS: usize = 20;

/// What a model was right and wrong about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Utterances asked about.
    pub utterances: usize,
    /// The share whose best intent is right, from 0 to 1.
    pub accuracy: f64,
    /// The average distance between confidence and share of right ones, from 0 to 1, in ten steps of confidence.
    pub calibration_error: f64,
    /// Each intent, by name.
    pub intents: Vec<IntentFigures>,
    /// Intents taken for others, most frequent first.
    pub confusions: Vec<Confusion>,
    /// What a threshold does.
    pub coverage: Vec<Coverage>,
}

/// How well one intent is understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntentFigures {
    /// Its name.
    pub name: String,
    /// Utterances that mean it.
    pub utterances: usize,
    /// Of those taken for it, the share that means it; 0 when none is.
    pub precision: f64,
    /// Of those that mean it, the share taken for it; 0 when there are none.
    pub recall: f64,
}

/// An intent taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What was meant.
    pub meant: String,
    /// What was understood; empty: nothing.
    pub understood: String,
    /// How often.
    pub times: usize,
}

/// What happens when only a confidence of at least `threshold` counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// From 0 to 100.
    pub threshold: f32,
    /// The share of utterances that are understood at all.
    pub covered: f64,
    /// Of these, the share that is understood rightly; 0 when there are none.
    pub accuracy: f64,
}

/// The best intent for an utterance, and how sure the model is.
struct Outcome<'a> {
    meant: &'a str,
    understood: String,
    confidence: f32,
}

impl Outcome<'_> {
    fn right(&self) -> bool {
        self.understood == self.meant
    }
}

/// Trains on labelled utterances, the intents in the order of their names.
#[must_use]
pub fn train(examples: &[Labelled]) -> IntentModel {
    train_with(examples, &None)
}

/// The same with embeddings, where there are some.
#[must_use]
pub fn train_with(examples: &[Labelled], embeddings: &Embeddings) -> IntentModel {
    let mut by_intent: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for example in examples {
        by_intent.entry(&example.intent).or_default().push(example.utterance.clone());
    }
    let data: Vec<(&str, &[String])> =
        by_intent.iter().map(|(name, utterances)| (*name, utterances.as_slice())).collect();
    IntentModel::train_with(&data, embeddings)
}

/// Asks the model about each utterance and compares.
#[must_use]
pub fn evaluate(model: &IntentModel, examples: &[Labelled]) -> Evaluation {
    let outcomes: Vec<Outcome> = examples.iter().map(|example| outcome(model, example)).collect();
    evaluated(&outcomes)
}

/// What the model understands of one utterance.
fn outcome<'a>(model: &IntentModel, example: &'a Labelled) -> Outcome<'a> {
    let best = model.classify(&example.utterance).into_iter().next();
    let (understood, confidence) = best.map(|best| (best.name, best.confidence)).unwrap_or_default();
    Outcome { meant: &example.intent, understood, confidence }
}

/// Counts outcomes.
fn evaluated(outcomes: &[Outcome<'_>]) -> Evaluation {
    let right = outcomes.iter().filter(|outcome| outcome.right()).count();
    let coverage = THRESHOLDS.iter().map(|threshold| {
        let covered: Vec<&Outcome> =
            outcomes.iter().filter(|outcome| outcome.confidence >= *threshold).collect();
        let right = covered.iter().filter(|outcome| outcome.right()).count();
        Coverage {
            threshold: *threshold,
            covered: share(covered.len(), outcomes.len()),
            accuracy: share(right, covered.len()),
        }
    });
    Evaluation {
        utterances: outcomes.len(),
        accuracy: share(right, outcomes.len()),
        calibration_error: calibration_error(outcomes),
        intents: intents(outcomes),
        confusions: confusions(outcomes),
        coverage: coverage.collect(),
    }
}

/// What a threshold does that rejects the share `rejected` of the utterances that belong: the threshold, and the share
/// of the foreign utterances that it rejects too.
#[must_use]
pub fn rejection(model: &IntentModel, own: &[Labelled], foreign: &[String], rejected: f64) -> (f32, f64) {
    let confidence = |utterance: &str| model.classify(utterance).first().map_or(0.0, |best| best.confidence);
    let mut own: Vec<f32> = own.iter().map(|example| confidence(&example.utterance)).collect();
    own.sort_by(f32::total_cmp);
    let threshold = own.get((own.len() as f64 * rejected) as usize).copied().unwrap_or_default();
    let below = foreign.iter().filter(|utterance| confidence(utterance) < threshold).count();
    (threshold, share(below, foreign.len()))
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

fn calibration_error(outcomes: &[Outcome]) -> f64 {
    let mut steps = [(0usize, 0.0f64, 0usize); 10];
    for outcome in outcomes {
        if let Some(step) = steps.get_mut(((outcome.confidence / 10.0) as usize).min(9)) {
            step.0 += 1;
            step.1 += f64::from(outcome.confidence) / 100.0;
            step.2 += usize::from(outcome.right());
        }
    }
    let far: f64 = steps.iter().map(|(_, sure, right)| (sure - *right as f64).abs()).sum();
    if outcomes.is_empty() { 0.0 } else { far / outcomes.len() as f64 }
}

fn intents(outcomes: &[Outcome]) -> Vec<IntentFigures> {
    // Meant, understood, both.
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for outcome in outcomes {
        counts.entry(outcome.meant).or_default().0 += 1;
        if !outcome.understood.is_empty() {
            counts.entry(&outcome.understood).or_default().1 += 1;
        }
        counts.entry(outcome.meant).or_default().2 += usize::from(outcome.right());
    }
    let figures = counts.into_iter().map(|(name, (meant, understood, both))| IntentFigures {
        name: name.to_owned(),
        utterances: meant,
        precision: share(both, understood),
        recall: share(both, meant),
    });
    figures.collect()
}

fn confusions(outcomes: &[Outcome]) -> Vec<Confusion> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.right()) {
        *counts.entry((outcome.meant, &outcome.understood)).or_default() += 1;
    }
    let mut confusions: Vec<Confusion> = counts
        .into_iter()
        .map(|((meant, understood), times)| Confusion {
            meant: meant.to_owned(),
            understood: understood.to_owned(),
            times,
        })
        .collect();
    confusions.sort_by(|a, b| b.times.cmp(&a.times).then(a.meant.cmp(&b.meant)));
    confusions.truncate(MOST_CONFUSIONS);
    confusions
}

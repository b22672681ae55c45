//! Learns one row of weights a feature: support vectors, one intent against the rest, with a little naive Bayes.
//!
//! The support vectors are found by dual coordinate descent (Hsieh et al., 2008), all intents of an utterance at once,
//! so that the inner loops run along memory. There is no learning rate and nothing random: the order is fixed.

use super::vocabulary::Vector;

/// How dear it is to get an utterance of another intent wrong …
const COST: f32 = 1.0;
/// … and how much dearer one of the intent itself: there are many others.
const OWN_COSTS_MORE: f32 = 8.0;
/// What naive Bayes adds: steadier than support vectors where utterances are few.
const BAYES: f32 = 0.1;
/// Added to what naive Bayes has counted.
const SMOOTHING: f32 = 0.02;
/// From so many utterances on, fewer rounds are enough.
const MANY: usize = 3_000;
/// Rounds times utterances times intents are at most this, give or take the last two rounds: a bound on time.
const MOST_STEPS: usize = 16_000_000;

/// One utterance of the training data.
pub(super) struct Example {
    pub(super) intent: usize,
    pub(super) vector: Vector,
}

/// The weights, one row a feature, one column an intent.
///
/// `rows` are those of counted features and, after them, those of the numbers of a point.
pub(super) fn learn(examples: &[Example], (counted, numbers): (usize, usize), intents: usize) -> Vec<f32> {
    let rows = counted + numbers;
    let mut weights = vec![0.0f32; rows * intents];
    if examples.is_empty() || intents == 0 {
        return weights;
    }
    let mut duals = vec![0.0f32; examples.len() * intents];
    let mut steps = vec![0.0f32; intents];
    let rounds = if examples.len() >= MANY { 5 } else { 10 };
    let rounds = (MOST_STEPS / (examples.len() * intents)).clamp(2, rounds);
    let by = stride(examples.len());
    for round in 0..rounds {
        for turn in 0..examples.len() {
            let at = (turn * by + round * 7) % examples.len();
            let (Some(example), Some(duals)) =
                (examples.get(at), duals.get_mut(at * intents..(at + 1) * intents))
            else {
                continue;
            };
            steps.fill(0.0);
            add(&mut steps, &weights, &example.vector);
            if step(&mut steps, duals, example) {
                for (row, weight) in &example.vector {
                    for (of, step) in row_mut(&mut weights, *row, intents).iter_mut().zip(&steps) {
                        *of += weight * step;
                    }
                }
            }
        }
    }
    // What is not counted, naive Bayes can make nothing of.
    add_bayes(weights.get_mut(..counted * intents).unwrap_or_default(), examples, counted, intents);
    weights
}

/// Turns the scores of an example into the steps that its weights take; false when there are none.
fn step(scores: &mut [f32], duals: &mut [f32], example: &Example) -> bool {
    let square: f32 = example.vector.iter().map(|(_, weight)| weight * weight).sum();
    let mut any = false;
    for (intent, (score, dual)) in scores.iter_mut().zip(duals).enumerate() {
        let (sign, cost) = if intent == example.intent { (1.0, COST * OWN_COSTS_MORE) } else { (-1.0, COST) };
        let ridge = 0.5 / cost;
        let slope = sign * *score - 1.0 + ridge * *dual;
        let better = (*dual - slope / (square + ridge)).max(0.0);
        *score = (better - *dual) * sign;
        any |= *score != 0.0;
        *dual = better;
    }
    any
}

/// Adds an utterance's weights to the scores of the intents.
pub(super) fn add(scores: &mut [f32], weights: &[f32], vector: &[(u32, f32)]) {
    let intents = scores.len();
    for (row, weight) in vector {
        let from = *row as usize * intents;
        if let Some(row) = weights.get(from..from + intents) {
            for (score, of) in scores.iter_mut().zip(row) {
                *score += weight * of;
            }
        }
    }
}

fn row_mut(weights: &mut [f32], row: u32, intents: usize) -> &mut [f32] {
    let from = row as usize * intents;
    weights.get_mut(from..from + intents).unwrap_or_default()
}

/// Adds how much more often an intent has a feature than the intents have it on average, as logarithms.
fn add_bayes(weights: &mut [f32], examples: &[Example], rows: usize, intents: usize) {
    let mut counts = vec![0.0f32; rows * intents];
    let mut totals = vec![0.0f32; intents];
    for example in examples {
        for (row, weight) in example.vector.iter().filter(|(row, _)| (*row as usize) < rows) {
            if let Some(count) = row_mut(&mut counts, *row, intents).get_mut(example.intent) {
                *count += weight;
            }
            if let Some(total) = totals.get_mut(example.intent) {
                *total += weight;
            }
        }
    }
    let heard = totals.iter().filter(|total| **total > 0.0).count().max(1) as f32;
    let mut logs = vec![0.0f32; intents];
    for (row, counts) in weights.chunks_exact_mut(intents).zip(counts.chunks_exact(intents)) {
        let mut sum = 0.0f32;
        for ((log, count), total) in logs.iter_mut().zip(counts).zip(&totals) {
            *log = ((count + SMOOTHING) / (total + SMOOTHING * rows as f32)).ln();
            sum += if *total > 0.0 { *log } else { 0.0 };
        }
        let average = sum / heard;
        for ((weight, log), total) in row.iter_mut().zip(&logs).zip(&totals) {
            // An intent without utterances is never meant.
            *weight += if *total > 0.0 { BAYES * (log - average) } else { -1.0 };
        }
    }
}

/// A step through the examples that meets each of them once a round and jumps between the intents.
fn stride(examples: usize) -> usize {
    let mut by = (examples as f64 * 0.618) as usize | 1;
    while gcd(by, examples) != 1 {
        by += 2;
    }
    by
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

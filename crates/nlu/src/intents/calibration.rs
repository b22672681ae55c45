//! How sure to be: the probability that the best intent is right, learnt from utterances that training did not see.
//!
//! Training is done once more (small data: a few times) without a part of the utterances, and without a tenth of the
//! intents. The utterances left out show how often the best intent is right at which scores; those of the intents left
//! out show what callers sound like who want something that no intent covers.

use serde::{Deserialize, Serialize};

use super::scorer::{Lesson, Scorer, Scores, refs};
use crate::embeddings::Embeddings;

/// Fewer utterances than this show nothing.
const LEAST: usize = 40;
/// From so many on, leaving out one part once is enough.
const MANY: usize = 2_000;
/// How many of ten callers want something that no intent covers, in the eyes of the calibration.
const OUTSIDE: f64 = 0.1;
/// How many utterances it takes to outweigh what is believed beforehand.
const BELIEF: f64 = 4.0;
/// What is believed beforehand.
const PRIOR: [f64; SIGNS] = [0.6, 2.0, 2.5, 1.5];
const SIGNS: usize = 4;

/// From scores to confidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Calibration {
    of: [f64; SIGNS],
    /// Nothing is surer than so many utterances allow (the rule of succession).
    most: f64,
}

/// An utterance that training did not see, and whether the best intent was right.
struct Seen {
    signs: [f64; SIGNS],
    right: bool,
    weight: f64,
}

impl Calibration {
    pub(super) fn learn(lessons: &[Lesson], intents: usize, embeddings: &Embeddings) -> Self {
        let known = lessons.len() as f64;
        let mut calibration = Self { of: PRIOR, most: (known + 1.0) / (known + 2.0) };
        if lessons.len() < LEAST || intents < 2 {
            return calibration;
        }
        let (parts, taken) = if lessons.len() >= MANY { (5, 1) } else { (4, 4) };
        let mut seen: Vec<Seen> = Vec::new();
        for part in 0..taken {
            let outside = |lesson: &Lesson| intents >= 10 && lesson.intent % 10 == part;
            let (mut learnt, mut kept) = (Vec::new(), Vec::new());
            // Neighbours are utterances of one intent, so that each part has its share of each.
            for (index, lesson) in lessons.iter().enumerate() {
                if index % parts == part {
                    kept.push(lesson);
                } else if !outside(lesson) {
                    learnt.push(lesson);
                }
            }
            let scorer = Scorer::learn(&learnt, intents, embeddings);
            seen.extend(kept.iter().filter_map(|lesson| {
                let scores = scorer.score(&refs(&lesson.words));
                let right = best(&scores.of) == Some(lesson.intent);
                let weight = if outside(lesson) { 0.0 } else { 1.0 };
                Some(Seen { signs: signs(&scores)?, right: right && weight > 0.0, weight })
            }));
        }
        let inside = seen.iter().filter(|seen| seen.weight > 0.0).count() as f64;
        let outside = seen.len() as f64 - inside;
        for seen in seen.iter_mut().filter(|seen| seen.weight == 0.0) {
            seen.weight = OUTSIDE / (1.0 - OUTSIDE) * inside / outside;
        }
        calibration.fit(&seen);
        calibration
    }

    /// Logistic regression, one coefficient after the other: the loss is convex, so this arrives.
    fn fit(&mut self, seen: &[Seen]) {
        for _ in 0..60 {
            for sign in 0..SIGNS {
                let (Some(now), Some(prior)) = (self.of.get(sign).copied(), PRIOR.get(sign)) else {
                    continue;
                };
                let (mut slope, mut bend) = (BELIEF * (now - prior), BELIEF);
                for seen in seen {
                    let probability = self.probability(&seen.signs);
                    let value = seen.signs.get(sign).copied().unwrap_or_default();
                    slope += seen.weight * (probability - f64::from(u8::from(seen.right))) * value;
                    bend += seen.weight * probability * (1.0 - probability) * value * value;
                }
                if let Some(of) = self.of.get_mut(sign) {
                    *of -= slope / bend;
                }
            }
        }
    }

    fn probability(&self, signs: &[f64; SIGNS]) -> f64 {
        let sum: f64 = self.of.iter().zip(signs).map(|(of, sign)| of * sign).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// How likely the best intent is right, from 0 to 1.
    pub(super) fn confidence(&self, scores: &Scores) -> f32 {
        // What is hardly known at all is not understood, whatever the scores say.
        let known = f64::from(((scores.coverage - 0.1) / 0.2).clamp(0.0, 1.0));
        signs(scores).map_or(0.0, |signs| ((self.probability(&signs) * known).min(self.most)) as f32)
    }
}

/// The best intent.
pub(super) fn best(scores: &[f32]) -> Option<usize> {
    let by_score = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1).then(b.0.cmp(&a.0));
    scores.iter().enumerate().max_by(by_score).map(|(intent, _)| intent)
}

/// What tells a right best intent from a wrong one: its score, its lead over the next one, how much is known.
fn signs(scores: &Scores) -> Option<[f64; SIGNS]> {
    let first = best(&scores.of)?;
    let others = scores.of.iter().enumerate().filter(|(intent, _)| *intent != first);
    let second = others.map(|(_, score)| *score).fold(-1.0f32, f32::max);
    let top = scores.of.get(first).copied()?;
    Some([1.0, f64::from(top), f64::from(top - second), f64::from(scores.coverage) - 0.8])
}

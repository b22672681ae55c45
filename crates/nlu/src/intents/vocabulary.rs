//! The features that the training data have, and how much each of them says.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

use super::bytes::{read_sorted, sorted};
use super::features::Feature;

/// A map whose keys are hashes already.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AlreadyHashed>>;

/// Hands its key on.
#[derive(Debug, Clone, Default)]
pub(super) struct AlreadyHashed(u64);

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

/// From so many utterances on, a feature that only one of them has is left out: it would only help to learn that
/// utterance by heart.
const MANY_UTTERANCES: usize = 3_000;
/// Softens the weight of rare features.
const RARITY: f32 = 0.7;

/// Features, each with its row of weights and how much it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    #[serde(serialize_with = "sorted", deserialize_with = "read_sorted")]
    rows: ByHash<(u32, f32)>,
}

/// An utterance as rows and how much there is of each; of length 1.
pub(super) type Vector = Vec<(u32, f32)>;

impl Vocabulary {
    /// At most `most` features, the most frequent ones.
    pub(super) fn of(utterances: &[&[Feature]], most: usize) -> Self {
        let mut all: Vec<u64> =
            utterances.iter().flat_map(|features| features.iter().map(|of| of.hash)).collect();
        all.sort_unstable();
        let least = if utterances.len() >= MANY_UTTERANCES { 2 } else { 1 };
        let same = all.chunk_by(|a, b| a == b).filter(|same| same.len() >= least);
        let mut counted: Vec<(usize, u64)> =
            same.filter_map(|same| Some((same.len(), *same.first()?))).collect();
        counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        counted.truncate(most);
        let total = utterances.len() as f32 + 1.0;
        let says = |count: usize| (1.0 + (total / (count as f32 + 1.0)).ln()).powf(RARITY);
        let rows = (0u32..).zip(counted).map(|(row, (count, hash))| (hash, (row, says(count)))).collect();
        Self { rows }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when every feature has a row of its own.
    pub(super) fn is_sound(&self) -> bool {
        self.rows.values().all(|(row, _)| usize::try_from(*row).is_ok_and(|row| row < self.rows.len()))
    }

    pub(super) fn has(&self, hash: u64) -> bool {
        self.rows.contains_key(&hash)
    }

    /// An utterance's features as a vector; what is not known is left out.
    pub(super) fn vector(&self, features: &[Feature]) -> Vector {
        let mut vector = Vector::with_capacity(features.len());
        let mut length = 0.0f32;
        for same in features.chunk_by(|a, b| a.kind == b.kind) {
            let from = vector.len();
            let mut squares = 0.0f32;
            for feature in same {
                if let Some((row, says)) = self.rows.get(&feature.hash) {
                    let weight = says * (1.0 + (feature.count as f32).ln());
                    squares += weight * weight;
                    vector.push((*row, weight));
                }
            }
            let weighs = same.first().map_or(0.0, |of| of.kind.weighs());
            if squares > 0.0 {
                let scale = weighs / squares.sqrt();
                vector.iter_mut().skip(from).for_each(|(_, weight)| *weight *= scale);
                length += weighs * weighs;
            }
        }
        if length > 0.0 {
            let scale = 1.0 / length.sqrt();
            vector.iter_mut().for_each(|(_, weight)| *weight *= scale);
        }
        vector
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::intents::features::features;

    #[test]
    fn a_vector_has_the_length_one_whatever_is_known_of_it() {
        let known = features(&["lost", "my", "card"]);
        let vocabulary = Vocabulary::of(&[&known], 1_000);
        for words in [&["card"][..], &["lost", "card", "pizza"], &["lost", "lost", "lost"]] {
            let squares: f32 = vocabulary.vector(&features(words)).iter().map(|(_, of)| of * of).sum();
            assert!((squares - 1.0).abs() < 1e-4, "{words:?}: {squares}");
        }
        assert!(vocabulary.vector(&features(&["xyz"])).iter().all(|(_, of)| of.is_finite()));
    }
}

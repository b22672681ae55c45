//! Utterances as points, where there are embeddings: what they add to the features of words.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::vocabulary::Vector;
use crate::embeddings::Embeddings;

/// How much all numbers of a point weigh together; the features of words weigh 1.
const WEIGHS: f32 = 0.8;
/// So near to what is known of an intent, an utterance is not known at all …
const FAR: f32 = 0.4;
/// … and so near, it is known as well as one whose words are.
const NEAR: f32 = 0.8;

/// Where utterances lie.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Points {
    #[serde(skip)]
    embeddings: Embeddings,
    dimensions: usize,
    /// The middle of each intent, one after the other.
    middles: Vec<f32>,
}

impl Points {
    pub(super) fn new(embeddings: &Embeddings) -> Self {
        let dimensions = embeddings.as_ref().map_or(0, |embedder| embedder.dimensions());
        Self { embeddings: embeddings.clone(), dimensions, middles: Vec::new() }
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Gives a model that was read the embeddings it was learnt with; false when it can't have been these.
    pub(super) fn attach(&mut self, embeddings: &Embeddings) -> bool {
        let fits = Self::new(embeddings).dimensions == self.dimensions;
        if fits {
            self.embeddings.clone_from(embeddings);
        }
        fits
    }

    /// The point of words.
    pub(super) fn of(&self, words: &[&str]) -> Option<Vec<f32>> {
        let point = self.embeddings.as_ref()?.embed(&words.join(" "))?;
        (point.len() == self.dimensions).then_some(point)
    }

    /// Learns where the intents lie.
    pub(super) fn learn<'a>(
        &mut self,
        intents: usize,
        points: impl Iterator<Item = (usize, &'a Option<Vec<f32>>)>,
    ) {
        self.middles = vec![0.0; intents * self.dimensions];
        for (intent, point) in points {
            let middle = self.middles.get_mut(intent * self.dimensions..(intent + 1) * self.dimensions);
            let (Some(middle), Some(point)) = (middle, point) else { continue };
            middle.iter_mut().zip(point).for_each(|(middle, of)| *middle += of);
        }
        for middle in self.middles.chunks_exact_mut(self.dimensions.max(1)) {
            let length = middle.iter().map(|of| of * of).sum::<f32>().sqrt();
            if length > 0.0 {
                middle.iter_mut().for_each(|of| *of /= length);
            }
        }
    }

    /// Adds a point to the features of an utterance; the whole keeps the length 1.
    pub(super) fn extend(&self, vector: &mut Vector, features: usize, point: Option<&Vec<f32>>) {
        let Some(point) = point else { return };
        let whole = (if vector.is_empty() { 0.0 } else { 1.0 } + WEIGHS * WEIGHS).sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= whole);
        let first = u32::try_from(features).unwrap_or(u32::MAX);
        vector.extend((first..).zip(point).map(|(row, of)| (row, of * WEIGHS / whole)));
    }

    /// How near a point is to an intent, as a share of what is known, from 0 to 1.
    pub(super) fn nearness(&self, intent: usize, point: &[f32]) -> f32 {
        let middle = self.middles.get(intent * self.dimensions..(intent + 1) * self.dimensions);
        let cosine: f32 = middle.unwrap_or_default().iter().zip(point).map(|(a, b)| a * b).sum();
        ((cosine - FAR) / (NEAR - FAR)).clamp(0.0, 1.0)
    }

    /// True when each intent has a middle.
    pub(super) fn is_sound(&self, intents: usize) -> bool {
        intents.checked_mul(self.dimensions) == Some(self.middles.len())
    }
}

/// Two models that were learnt from the same points are the same.
impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        self.dimensions == other.dimensions && self.middles == other.middles
    }
}

impl fmt::Debug for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Points of {} dimensions", self.dimensions)
    }
}

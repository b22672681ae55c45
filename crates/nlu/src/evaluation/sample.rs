//! Some utterances of each intent, chosen by a seed.

use std::collections::BTreeMap;

use super::Labelled;

/// At most `per_intent` utterances of each intent. The same seed chooses the same ones, in whatever order they come.
#[must_use]
pub fn sample(examples: &[Labelled], per_intent: usize, seed: u64) -> Vec<Labelled> {
    let mut by_intent: BTreeMap<&str, Vec<(u64, &Labelled)>> = BTreeMap::new();
    for example in examples {
        by_intent.entry(&example.intent).or_default().push((lot(&example.utterance, seed), example));
    }
    let drawn = by_intent.into_values().flat_map(|mut of| {
        of.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.utterance.cmp(&b.1.utterance)));
        of.into_iter().take(per_intent).map(|(_, example)| example.clone())
    });
    drawn.collect()
}

/// The lot of an utterance: FNV-1a of the seed and the text, mixed.
pub(super) fn lot(utterance: &str, seed: u64) -> u64 {
    let bytes = seed.to_le_bytes().into_iter().chain(utterance.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

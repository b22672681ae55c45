//! What the classifier sees of an utterance: hashed words, stems, pairs, pieces and families of words.

use super::families::family;
use super::normal::stem;

/// Kinds of features. Each kind is weighed as a whole, so that the many pieces don't drown the few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Word,
    Stem,
    /// Two stems in a row.
    Pair,
    /// Two stems near one another, whatever their order.
    Near,
    /// Two to five characters of a word: misspellings, inflections, compounds.
    Piece,
    Family,
    /// Two families, whatever stands between them.
    FamilyPair,
}

impl Kind {
    /// How much all features of the kind weigh together (chosen on held-out training data).
    pub(super) fn weighs(self) -> f32 {
        match self {
            Self::Stem => 0.7,
            Self::Piece | Self::FamilyPair => 0.6,
            Self::Word | Self::Pair | Self::Near => 0.5,
            Self::Family => 0.3,
        }
    }
}

/// A feature of an utterance and how often it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Feature {
    pub(super) kind: Kind,
    pub(super) hash: u64,
    pub(super) count: u32,
}

/// How far apart two stems may stand and still be near.
const NEAR: usize = 6;
/// How many families after one are paired with it: a bound for long utterances.
const FAMILIES_AFTER: usize = 12;
/// Lengths of pieces, the ends of the word included.
const PIECES: std::ops::RangeInclusive<usize> = 2..=5;

/// The features of normalised words, by kind and hash, each once.
pub(super) fn features(words: &[&str]) -> Vec<Feature> {
    let mut found: Vec<(Kind, u64)> = Vec::with_capacity(words.len() * 40);
    let stems: Vec<u64> = words.iter().map(|word| hash(Kind::Stem, stem(word).as_bytes())).collect();
    let families: Vec<u64> = words.iter().filter_map(|word| family(word)).collect();
    for (index, word) in words.iter().enumerate() {
        found.push((Kind::Word, whole(word)));
        pieces_of(word, &mut |piece| found.push((Kind::Piece, piece)));
        let Some((own, after)) = stems.get(index..).and_then(<[u64]>::split_first) else { continue };
        found.push((Kind::Stem, *own));
        for (distance, other) in after.iter().take(NEAR).enumerate() {
            if distance == 0 {
                found.push((Kind::Pair, mix(mix(BASIS ^ 2, *own), *other)));
            }
            found.push((Kind::Near, mix(mix(BASIS ^ 3, *own.min(other)), *own.max(other))));
        }
    }
    for (index, one) in families.iter().enumerate() {
        found.push((Kind::Family, mix(BASIS ^ 4, *one)));
        for other in families.iter().skip(index + 1).take(FAMILIES_AFTER) {
            found.push((Kind::FamilyPair, mix(mix(BASIS ^ 5, *one.min(other)), *one.max(other))));
        }
    }
    found.sort_unstable();
    let same = found.chunk_by(|a, b| a == b);
    same.filter_map(|same| {
        let (kind, hash) = *same.first()?;
        Some(Feature { kind, hash, count: u32::try_from(same.len()).unwrap_or(u32::MAX) })
    })
    .collect()
}

/// The feature of one word.
pub(super) fn whole(word: &str) -> u64 {
    hash(Kind::Word, word.as_bytes())
}

/// Hands out the pieces of a word, with its ends marked.
pub(super) fn pieces_of(word: &str, give: &mut dyn FnMut(u64)) {
    let characters: Vec<char> =
        std::iter::once('<').chain(word.chars()).chain(std::iter::once('>')).collect();
    for start in 0..characters.len() {
        let mut piece = BASIS ^ 6;
        for (length, character) in (1..=*PIECES.end()).zip(characters.iter().skip(start)) {
            piece = mix(piece, u64::from(u32::from(*character)));
            if PIECES.contains(&length) {
                give(piece);
            }
        }
    }
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of a hash over whole numbers.
fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// FNV-1a: fixed, so that the same text is the same feature everywhere and always.
fn hash(kind: Kind, bytes: &[u8]) -> u64 {
    let start = BASIS ^ u64::from(kind == Kind::Stem);
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    mix(bytes.iter().fold(start, step), 0)
}

#[cfg(test)]
mod tests {
    use super::{Kind, features};

    #[test]
    fn features_grow_with_the_words_and_not_faster() {
        let many: Vec<String> = (0..400).map(|number| format!("word{number} fee")).collect();
        let words: Vec<&str> = many.iter().flat_map(|two| two.split(' ')).collect();
        assert!(features(&words).len() < words.len() * 50);
        assert!(features(&[]).is_empty());
    }

    #[test]
    fn the_order_of_near_words_matters_only_to_pairs() {
        let (one, other) = (features(&["lost", "card"]), features(&["card", "lost"]));
        let but_pairs = |features: &[super::Feature]| {
            features.iter().filter(|of| of.kind != Kind::Pair).copied().collect::<Vec<_>>()
        };
        assert_ne!(one, other);
        assert_eq!(but_pairs(&one), but_pairs(&other));
    }
}

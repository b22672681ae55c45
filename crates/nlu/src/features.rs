//! What the classifier sees of an utterance: hashed words, pairs of words, and pieces of words.

/// A feature of an utterance and how much of it there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Feature {
    pub(crate) hash: u64,
    pub(crate) weight: f32,
}

/// How much all the words and their pairs weigh together.
const WORDS_WEIGH: f32 = 1.0;
/// How much all the pieces weigh together: they carry misspellings and inflections.
const PIECES_WEIGH: f32 = 0.7;

/// The features of normalised words, sorted by hash, each once.
pub(crate) fn features(words: &[&str]) -> Vec<Feature> {
    let mut wholes: Vec<u64> = Vec::with_capacity(words.len() * 2);
    let mut pieces: Vec<u64> = Vec::with_capacity(words.len() * 12);
    for (index, word) in words.iter().enumerate() {
        wholes.push(whole(word));
        if let Some(next) = words.get(index + 1) {
            wholes.push(fnv(fnv(fnv(BASIS, b"2"), word.as_bytes()), next.as_bytes()));
        }
        pieces_of(word, &mut pieces);
    }
    let mut features = weigh(wholes, WORDS_WEIGH);
    features.extend(weigh(pieces, PIECES_WEIGH));
    features.sort_unstable_by_key(|feature| feature.hash);
    features
}

/// The feature of one word.
pub(crate) fn whole(word: &str) -> u64 {
    fnv(fnv(BASIS, b"1"), word.as_bytes())
}

/// Pieces of three to five characters, with the ends of the word marked.
pub(crate) fn pieces_of(word: &str, pieces: &mut Vec<u64>) {
    let characters: Vec<char> =
        std::iter::once('<').chain(word.chars()).chain(std::iter::once('>')).collect();
    for start in 0..characters.len().saturating_sub(2) {
        let mut hash = fnv(BASIS, b"c");
        for (length, character) in characters.iter().skip(start).take(5).enumerate() {
            hash = mix(hash, u64::from(u32::from(*character)));
            if length >= 2 {
                pieces.push(hash);
            }
        }
    }
}

/// Each feature once; together they have the length `weigh`.
fn weigh(mut hashes: Vec<u64>, weigh: f32) -> Vec<Feature> {
    hashes.sort_unstable();
    hashes.dedup();
    let weight = weigh / (hashes.len().max(1) as f32).sqrt();
    hashes.into_iter().map(|hash| Feature { hash, weight }).collect()
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a over a whole number.
fn mix(hash: u64, number: u64) -> u64 {
    let mixed = (hash ^ number).wrapping_mul(0x0000_0100_0000_01b3);
    mixed ^ (mixed >> 29)
}

/// FNV-1a: fixed, so that the same text is the same feature everywhere and always.
fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

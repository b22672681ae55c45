//! Words that are not known, read as the known word that differs in one letter.

use serde::{Deserialize, Serialize};

use super::bytes::{read_sorted, sorted};
use super::families;
use super::vocabulary::ByHash;

/// Shorter words have too many neighbours.
const SHORTEST: usize = 4;
/// Longer ones are no words.
const LONGEST: usize = 24;

/// Known words, found by what is left when a letter is taken out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Spelling {
    words: Vec<String>,
    /// Hash of a known word, whole or with a letter less: which word.
    #[serde(serialize_with = "sorted", deserialize_with = "read_sorted")]
    by_rest: ByHash<u32>,
}

impl Spelling {
    /// Of the words that occur, the most frequent first, and those that have a family.
    pub(super) fn of<'a>(occurring: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<&str> = occurring.filter(|word| long_enough(word)).collect();
        all.sort_unstable();
        let mut counted: Vec<(usize, &str)> =
            all.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), *same.first()?))).collect();
        counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let mut spelling = Self::default();
        counted.iter().for_each(|(_, word)| spelling.add(word));
        families::words().filter(|word| long_enough(word)).for_each(|word| spelling.add(word));
        spelling
    }

    /// True when every entry names a word.
    pub(super) fn is_sound(&self) -> bool {
        self.by_rest.values().all(|word| usize::try_from(*word).is_ok_and(|word| word < self.words.len()))
    }

    fn add(&mut self, word: &str) {
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.to_owned());
        rests(word, &mut |rest| {
            self.by_rest.entry(rest).or_insert(number);
        });
    }

    /// The known word that is meant, when the word is not known itself and one letter makes the difference: one too
    /// many, missing, another one, or two that changed places.
    pub(super) fn meant(&self, word: &str) -> Option<&str> {
        if !long_enough(word) || word.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let mut meant: Option<u32> = None;
        rests(word, &mut |rest| {
            if let Some(number) = self.by_rest.get(&rest) {
                meant = Some(meant.map_or(*number, |other| other.min(*number)));
            }
        });
        self.words.get(usize::try_from(meant?).ok()?).map(String::as_str)
    }
}

fn long_enough(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.chars().take(LONGEST + 1).count())
}

/// Hands out the hash of the word, and of the word without each of its letters but the first: callers get that right.
fn rests(word: &str, give: &mut dyn FnMut(u64)) {
    let letters: Vec<char> = word.chars().collect();
    for without in 0..letters.len() {
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for (place, letter) in letters.iter().enumerate() {
            if without == 0 || place != without {
                hash = (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                hash ^= hash >> 29;
            }
        }
        give(hash);
    }
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    #[test]
    fn one_letter_makes_the_difference() {
        let spelling = Spelling::of(["balance", "balance", "statement", "my"].into_iter());
        for said in ["balanc", "ballance", "balence", "baalnce", "statment", "recieved"] {
            assert!(spelling.meant(said).is_some(), "{said}");
        }
        assert_eq!(spelling.meant("balence"), Some("balance"));
        for said in ["my", "pizza", "valance", "blnce", "1234", "", &"x".repeat(900)] {
            assert_eq!(spelling.meant(said), None, "{said}");
        }
    }
}

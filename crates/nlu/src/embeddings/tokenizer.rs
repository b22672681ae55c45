//! `tokenizer.json`: how a text is cut into tokens. Word pieces (as of BERT) and Unigram are known; no more is needed for
//! the embeddings that are offered for download, and the whole of the tokenizers' library would be many times this crate.

use std::collections::HashMap;

use serde::Deserialize;

use super::EmbeddingsError;
use crate::words::MOST_CHARACTERS;

const FILE: &str = "tokenizer.json";
/// Longer words are not known.
const LONGEST_WORD: usize = 100;
/// What Unigram puts where a space was.
const SPACE: char = '▁';
/// What Unigram takes a character for that it does not know: dearer than any piece.
const UNKNOWN: f64 = -30.0;

#[derive(Deserialize)]
struct File {
    model: Model,
    #[serde(default)]
    normalizer: serde_json::Value,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Model {
    WordPiece {
        vocab: HashMap<String, u32>,
        #[serde(default = "two_hashes")]
        continuing_subword_prefix: String,
        unk_token: Option<String>,
    },
    Unigram {
        vocab: Vec<(String, f64)>,
        unk_id: Option<u32>,
    },
}

fn two_hashes() -> String {
    "##".to_owned()
}

/// Cuts texts into tokens.
#[derive(Debug)]
pub(super) struct Tokenizer {
    pieces: HashMap<String, (u32, f64)>,
    kind: Kind,
    lower: bool,
    longest: usize,
    largest_id: u32,
}

#[derive(Debug)]
enum Kind {
    /// What stands before a piece that does not begin a word.
    WordPiece {
        within: String,
    },
    Unigram,
}

impl Tokenizer {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, EmbeddingsError> {
        let file: File = serde_json::from_slice(bytes).map_err(|error| {
            EmbeddingsError::Unreadable(
                FILE,
                format!("{error}; it must be a WordPiece or a Unigram tokenizer"),
            )
        })?;
        let (mut pieces, kind) = match file.model {
            Model::WordPiece { vocab, continuing_subword_prefix: within, unk_token } => {
                let unknown = unk_token.unwrap_or_default();
                let pieces = vocab.into_iter().filter(|(piece, _)| *piece != unknown);
                (pieces.map(|(piece, id)| (piece, (id, 0.0))).collect(), Kind::WordPiece { within })
            }
            Model::Unigram { vocab, unk_id } => {
                let pieces = (0u32..).zip(vocab).filter(|(id, _)| Some(*id) != unk_id);
                let pieces: HashMap<_, _> =
                    pieces.map(|(id, (piece, score))| (piece, (id, score.max(UNKNOWN)))).collect();
                (pieces, Kind::Unigram)
            }
        };
        pieces.retain(|piece, _| !piece.is_empty());
        if pieces.is_empty() {
            return Err(EmbeddingsError::Unreadable(FILE, "it has no tokens".to_owned()));
        }
        let longest = pieces.keys().map(|piece| piece.chars().count()).max().unwrap_or(1).min(LONGEST_WORD);
        let largest_id = pieces.values().map(|(id, _)| *id).max().unwrap_or_default();
        let lower = lowers(&file.normalizer);
        Ok(Self { pieces, kind, lower, longest, largest_id })
    }

    pub(super) fn largest_id(&self) -> usize {
        self.largest_id as usize
    }

    /// The tokens of a text; what is not known is left out. At most its first 1,000 characters are looked at.
    pub(super) fn tokens(&self, text: &str) -> Vec<u32> {
        let text: String = text.chars().take(MOST_CHARACTERS).collect();
        let text = if self.lower { text.to_lowercase() } else { text };
        let mut tokens = Vec::new();
        match &self.kind {
            Kind::WordPiece { within } => {
                for word in split(&text) {
                    self.word_pieces(&word, within, &mut tokens);
                }
            }
            Kind::Unigram => {
                for word in text.split_whitespace() {
                    self.unigram(&format!("{SPACE}{word}"), &mut tokens);
                }
            }
        }
        tokens
    }

    /// The longest piece that a word begins with, then the longest that the rest begins with, and so on; a word of
    /// which a rest stays is not known at all.
    fn word_pieces(&self, word: &str, within: &str, tokens: &mut Vec<u32>) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() > LONGEST_WORD {
            return;
        }
        let before = tokens.len();
        let mut from = 0;
        while from < letters.len() {
            let longest = letters.len().min(from + self.longest);
            let found = (from + 1..=longest).rev().find_map(|to| {
                let mut piece = if from == 0 { String::new() } else { within.to_owned() };
                piece.extend(letters.get(from..to)?);
                self.pieces.get(&piece).map(|(id, _)| (*id, to))
            });
            match found {
                Some((id, to)) => {
                    tokens.push(id);
                    from = to;
                }
                None => {
                    tokens.truncate(before);
                    return;
                }
            }
        }
    }

    /// The pieces that are likeliest together (Viterbi).
    fn unigram(&self, word: &str, tokens: &mut Vec<u32>) {
        let letters: Vec<char> = word.chars().collect();
        // For each place: the best score up to it, where its last piece begins, and which piece that is.
        let mut best: Vec<(f64, usize, Option<u32>)> = vec![(f64::NEG_INFINITY, 0, None); letters.len() + 1];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        for from in 0..letters.len() {
            let Some((score, ..)) = best.get(from).copied() else { continue };
            let mut piece = String::new();
            for (to, letter) in (from + 1..).zip(letters.iter().skip(from).take(self.longest)) {
                piece.push(*letter);
                let known = self.pieces.get(&piece).map(|(id, of)| (score + of, Some(*id)));
                let unknown = (to == from + 1).then_some((score + 2.0 * UNKNOWN, None));
                let Some((score, id)) = known.or(unknown) else { continue };
                if let Some(place) = best.get_mut(to).filter(|place| score > place.0) {
                    *place = (score, from, id);
                }
            }
        }
        let (mut at, before) = (letters.len(), tokens.len());
        while at > 0 {
            let Some((_, from, id)) = best.get(at).copied() else { break };
            tokens.extend(id);
            at = from;
        }
        if let Some(found) = tokens.get_mut(before..) {
            found.reverse();
        }
    }
}

/// Words as BERT cuts them: at spaces, and each mark of punctuation on its own. Accents are gone by then: the classifier
/// folds them.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !character.is_whitespace() && !character.is_control() {
            words.push(character.to_string());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// True when a normalizer makes letters small, itself or one of a sequence.
fn lowers(normalizer: &serde_json::Value) -> bool {
    let is = |kind: &str| normalizer.get("type").and_then(serde_json::Value::as_str) == Some(kind);
    let several = normalizer.get("normalizers").and_then(serde_json::Value::as_array);
    is("Lowercase")
        || is("BertNormalizer") && normalizer.get("lowercase") != Some(&serde_json::Value::Bool(false))
        || several.is_some_and(|several| several.iter().any(lowers))
}

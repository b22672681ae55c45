//! Letters, and letters with digits.

use baton_model::understanding::{InputMode, Understanding, ValueKind};

use super::candidate;
use crate::state::Candidate;

/// How sure a word is that was not spelled.
const WORD: f32 = 60.0;
/// The most letters of a word.
const MOST: usize = 64;

/// Spelled letters.
pub(super) fn letters(understood: &Understanding, text: &str, mode: InputMode) -> Option<Candidate> {
    let found = understood.values.iter().find(|value| {
        value.kind == ValueKind::Alphanumeric && value.value.chars().all(char::is_alphabetic)
    })?;
    Some(candidate(found, as_written(text, found.begin, found.end, &found.value), mode))
}

/// Letters and digits, as they were written where they were written in one piece.
pub(super) fn code(understood: &Understanding, text: &str, mode: InputMode) -> Option<Candidate> {
    let found = super::best(understood, ValueKind::Alphanumeric)?;
    Some(candidate(found, as_written(text, found.begin, found.end, &found.value), mode))
}

/// A word that is the whole answer: "Smith", "my name is Smith".
pub(super) fn word(text: &str, digits: bool, mode: InputMode) -> Option<Candidate> {
    let lower = text.to_lowercase();
    let leads =
        ["my name is ", "the name is ", "it's ", "it is ", "that's ", "this is ", "i meant ", "i said "];
    let skip = leads.iter().find(|lead| lower.starts_with(*lead)).map_or(0, |lead| lead.chars().count());
    let rest: String = text.chars().skip(skip).collect();
    let rest = rest.trim().trim_end_matches(['.', '!', ',', '?']);
    let fits = |letter: char| letter.is_alphabetic() || digits && letter.is_numeric();
    let whole = !rest.is_empty() && rest.chars().count() <= MOST && rest.chars().all(fits);
    whole.then(|| Candidate::new(rest, WORD, mode))
}

/// What stands at these characters when it is the value but for spaces and the case of letters.
fn as_written(text: &str, begin: u32, end: u32, value: &str) -> String {
    let (begin, end) = (usize::try_from(begin).unwrap_or(0), usize::try_from(end).unwrap_or(0));
    let there: String =
        text.chars().take(end).skip(begin).filter(|letter| letter.is_alphanumeric()).collect();
    match there.to_uppercase() == value.to_uppercase() {
        true => there,
        false => value.to_owned(),
    }
}

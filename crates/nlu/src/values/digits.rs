//! Digit strings as people say them: `42 07`, "double four two oh seven", "nineteen eighty four".

use super::language::{Language, Manner};
use super::number_words::{NumberWord, number_word};
use super::tokens::{Kind, Text};

/// The longest run of digits that counts as one.
const MOST_DIGITS: usize = 64;

/// A run of digits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) digits: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The digit that an English word is, also within a code.
pub(crate) fn digit_word(word: &str) -> Option<u32> {
    match (word, number_word(Language::English, word)) {
        ("oh", _) => Some(0),
        (_, Some(NumberWord::Add(value))) if value < 10 => Some(value),
        _ => None,
    }
}

/// May stand within a run of digits.
fn is_filler(word: &str, language: Language) -> bool {
    matches!(word, "um" | "uh" | "er" | "erm" | "hm" | "hmm" | "ah" | "eh" | "euh" | "äh" | "then")
        || number_word(language, word) == Some(NumberWord::And)
}

fn times(word: &str) -> Option<usize> {
    match word {
        "double" | "doble" | "doppel" | "διπλο" => Some(2),
        "triple" | "treble" | "dreifach" | "τριπλο" => Some(3),
        "quadruple" => Some(4),
        _ => None,
    }
}

/// Words that make another number of what stands beside them.
fn is_beyond(text: &Text, at: usize, language: Language) -> bool {
    matches!(text.word(at), "point" | "minus" | "percent" | "half" | "dozen")
        || matches!(number_word(language, text.word(at)), Some(NumberWord::Times(by)) if by > 100.0 || text.word(at) == "hundreds")
        || text.is(at, '%')
}

/// What one token adds.
enum Piece {
    Digits(String),
    /// "twenty": waits for a unit.
    Tens(u32),
    /// "hundred": two noughts when nothing follows ("eight hundred").
    Hundred,
    Times(usize),
    Filler,
    Other,
}

/// All runs of digits, the longest first.
pub(crate) fn runs(text: &Text, manner: Manner) -> Vec<Run> {
    let language = manner.language;
    if (0..text.len()).any(|at| is_beyond(text, at, language)) {
        return Vec::new();
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let (mut tens, mut by) = (None, None);
    for at in 0..text.len() {
        let piece = piece(text, at, language, open.is_some());
        let mut digits = match piece {
            Piece::Times(of) => {
                by = Some(of);
                continue;
            }
            Piece::Filler => continue,
            Piece::Other => {
                runs.extend(open.take());
                (tens, by) = (None, None);
                continue;
            }
            Piece::Hundred => match &mut open {
                // "four hundred" is 400, and in "one eight hundred" it closes the group.
                Some(run) if run.to == at && text.figures(at.saturating_sub(1)).is_empty() => {
                    run.digits.push_str("00");
                    run.to = at + 1;
                    tens = None;
                    continue;
                }
                _ => {
                    runs.extend(open.take());
                    (tens, by) = (None, None);
                    continue;
                }
            },
            Piece::Tens(value) => value.to_string(),
            Piece::Digits(ref digits) => digits.clone(),
        };
        if let Some(of) = by {
            digits = digits.repeat(of);
        }
        let run = open.get_or_insert_with(|| Run { digits: String::new(), from: at, to: at });
        let unit = digits.len() == 1 && digits != "0" && text.figures(at).is_empty();
        let room = |of: u32| language != Language::French || of < 60 || of == 60 || of == 80;
        let teen = language == Language::French
            && digits.len() == 2
            && digits.starts_with('1')
            && text.figures(at).is_empty();
        match tens {
            Some(of) if by.is_none() && unit && room(of) => {
                run.digits.pop();
                run.digits.push_str(&digits);
            }
            // "soixante-dix", "quatre-vingt-douze"
            Some(of) if by.is_none() && teen && (of == 60 || of == 80) => {
                run.digits.truncate(run.digits.len().saturating_sub(2));
                run.digits.push_str(&(of + digits.parse::<u32>().unwrap_or(0)).to_string());
            }
            _ if language == Language::French
                && matches!(text.word(at), "vingt" | "vingts")
                && run.digits.ends_with('4')
                && at > 0
                && (text.word(at - 1) == "quatre"
                    || text.is(at - 1, '-') && text.word(at.saturating_sub(2)) == "quatre") =>
            {
                run.digits.pop();
                run.digits.push_str("80");
                (tens, by, run.to) = (Some(80), None, at + 1);
                continue;
            }
            _ => run.digits.push_str(&digits),
        }
        run.to = at + 1;
        tens = match piece {
            Piece::Tens(value) if by.is_none() => Some(value),
            _ => None,
        };
        by = None;
        if run.digits.len() > MOST_DIGITS {
            return Vec::new();
        }
    }
    runs.extend(open);
    runs.sort_by_key(|run| std::cmp::Reverse(run.digits.len()));
    runs
}

fn piece(text: &Text, at: usize, language: Language, within: bool) -> Piece {
    let Some(token) = text.get(at) else { return Piece::Other };
    match token.kind {
        Kind::Figures if text.runs_on(at) || text.runs_on(at + 1) => Piece::Other,
        Kind::Figures if is_decimal(text, at) => Piece::Other,
        Kind::Figures => Piece::Digits(token.text.clone()),
        Kind::Symbol
            if within
                && matches!(token.text.as_str(), "-" | "." | "," | "/" | " ")
                && at + 1 < text.len() =>
        {
            Piece::Filler
        }
        Kind::Symbol => Piece::Other,
        Kind::Word => match (times(&token.text), number_word(language, &token.text)) {
            (Some(by), _) => Piece::Times(by),
            _ if language == Language::English && matches!(token.text.as_str(), "oh" | "o") => {
                Piece::Digits("0".into())
            }
            _ if within && is_filler(&token.text, language) => Piece::Filler,
            (_, Some(NumberWord::Add(value))) if (20..100).contains(&value) && value % 10 == 0 => {
                Piece::Tens(value)
            }
            (_, Some(NumberWord::Add(value)))
                if value < 1_000 && !is_article(&token.text, language, within) =>
            {
                Piece::Digits(value.to_string())
            }
            (_, Some(NumberWord::Times(by))) if (by - 100.0).abs() < 0.5 => Piece::Hundred,
            _ => Piece::Other,
        },
    }
}

/// "un", "eine" and the like say nothing by themselves.
fn is_article(word: &str, language: Language, within: bool) -> bool {
    !within
        && match language {
            Language::German => matches!(word, "ein" | "eine" | "einen" | "einem" | "einer"),
            Language::French => matches!(word, "une"),
            Language::Spanish => matches!(word, "un" | "una"),
            _ => false,
        }
}

/// `4.5` is no string of digits; `4,207` is.
fn is_decimal(text: &Text, at: usize) -> bool {
    let short = |figures: usize| !text.figures(figures).is_empty() && text.figures(figures).len() < 3;
    let mark = |place: usize| {
        matches!(text.symbol(place), Some('.' | ',')) && text.glued(place) && text.glued(place + 1)
    };
    let many = |place: usize| mark(place) && !text.figures(place + 1).is_empty();
    let before = at >= 2 && mark(at - 1) && !text.figures(at - 2).is_empty();
    (mark(at + 1) && short(at + 2) && !many(at + 3) && !before)
        || (before && short(at) && !(at >= 4 && mark(at - 3)) && !many(at + 1))
}

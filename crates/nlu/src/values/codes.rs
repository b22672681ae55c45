//! Codes of letters and digits, spelled as people spell them: "A B 12", "alpha bravo three", "M as in Mary".

use super::digits::digit_word;
use super::language::{Language, Manner};
use super::number_words::{NumberWord, number_word};
use super::tokens::{Kind, Text};

/// The longest code.
const MOST: usize = 64;

/// A code and the tokens that say it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code {
    /// In upper case, without spaces.
    pub(crate) code: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// True when every word of the utterance was part of it.
    pub(crate) whole: bool,
}

const ALPHABET: &[(&str, char)] = &[
    ("alpha", 'A'),
    ("alfa", 'A'),
    ("bravo", 'B'),
    ("charlie", 'C'),
    ("delta", 'D'),
    ("echo", 'E'),
    ("foxtrot", 'F'),
    ("golf", 'G'),
    ("hotel", 'H'),
    ("india", 'I'),
    ("juliet", 'J'),
    ("juliett", 'J'),
    ("kilo", 'K'),
    ("lima", 'L'),
    ("mike", 'M'),
    ("november", 'N'),
    ("oscar", 'O'),
    ("papa", 'P'),
    ("quebec", 'Q'),
    ("romeo", 'R'),
    ("sierra", 'S'),
    ("tango", 'T'),
    ("uniform", 'U'),
    ("victor", 'V'),
    ("whiskey", 'W'),
    ("whisky", 'W'),
    ("xray", 'X'),
    ("yankee", 'Y'),
    ("zulu", 'Z'),
    ("zed", 'Z'),
    ("zee", 'Z'),
    ("bee", 'B'),
    ("cee", 'C'),
    ("dee", 'D'),
    ("gee", 'G'),
    ("jay", 'J'),
    ("kay", 'K'),
    ("ell", 'L'),
    ("em", 'M'),
    ("en", 'N'),
    ("pee", 'P'),
    ("cue", 'Q'),
    ("queue", 'Q'),
    ("ar", 'R'),
    ("ess", 'S'),
    ("tee", 'T'),
    ("vee", 'V'),
    ("ex", 'X'),
    ("why", 'Y'),
];

/// Words that lead to a code and are no part of it.
const AROUND: &[&str] = &[
    "its",
    "it",
    "is",
    "the",
    "my",
    "number",
    "code",
    "pin",
    "reference",
    "order",
    "booking",
    "confirmation",
    "postcode",
    "zip",
    "plate",
    "licence",
    "license",
    "registration",
    "please",
    "thanks",
    "thank",
    "you",
    "yes",
    "ok",
    "okay",
    "well",
    "so",
    "um",
    "uh",
    "er",
    "this",
    "that",
    "would",
    "be",
    "are",
    "here",
    "capital",
    "letter",
    "letters",
    "digit",
    "digits",
    "small",
    "upper",
    "lower",
    "case",
    "then",
    "hello",
    "hi",
    "sure",
    "id",
    "account",
    "policy",
    "flight",
    "ticket",
    "sir",
    "madam",
    "of",
    "with",
    "starts",
    "hyphen",
    "dash",
    "space",
    "slash",
];

/// All codes, the longest first.
pub(crate) fn codes(text: &Text, manner: Manner) -> Vec<Code> {
    let mut found: Vec<Code> = Vec::new();
    let mut open: Option<Code> = None;
    let mut whole = true;
    let mut by = 1;
    let mut at = 0;
    while at < text.len() {
        let spelled =
            text.get(at).is_some_and(|token| token.text.chars().count() == 1 && token.kind == Kind::Word);
        if let Some((times, next)) = repeated(text, at) {
            (by, at) = (times, next);
            continue;
        }
        let Some((piece, next)) = piece(text, at, manner, open.is_some()) else {
            let token = text.get(at);
            let sign = token.is_some_and(|token| token.kind == Kind::Symbol);
            let hesitates = matches!(
                text.word(at),
                "um" | "uh" | "er" | "then" | "hyphen" | "dash" | "space" | "capital" | "and"
            );
            if !(sign && matches!(text.symbol(at), Some('-' | '.' | ',' | '/'))
                || hesitates && open.is_some())
            {
                whole &= sign || AROUND.contains(&text.word(at));
                found.extend(open.take());
                by = 1;
            }
            at += 1;
            continue;
        };
        // "a card" and "I am" begin with words, not with letters.
        let lonely = spelled
            && open.is_none()
            && !text.glued(at + 1)
            && matches!(text.word(at), "a" | "i" | "o")
            && !continues(text, next, manner);
        if lonely {
            whole = false;
            at += 1;
            continue;
        }
        let code = open.get_or_insert_with(|| Code { code: String::new(), from: at, to: at, whole: false });
        code.code.push_str(&piece.repeat(by));
        code.to = next;
        by = 1;
        if code.code.len() > MOST {
            return Vec::new();
        }
        at = next.max(at + 1);
    }
    found.extend(open);
    found.retain(|code| code.code.len() > 1 || whole);
    for code in &mut found {
        code.whole = whole;
    }
    // What has a digit is likelier a code than a run of letters.
    found.sort_by_key(|code| {
        std::cmp::Reverse((code.code.bytes().any(|byte| byte.is_ascii_digit()), code.code.len()))
    });
    found
}

fn repeated(text: &Text, at: usize) -> Option<(usize, usize)> {
    match text.word(at) {
        "double" if text.word(at + 1) == "u" => None,
        "double" => Some((2, at + 1)),
        "triple" | "treble" => Some((3, at + 1)),
        _ => None,
    }
}

fn continues(text: &Text, at: usize, manner: Manner) -> bool {
    piece(text, at, manner, true).is_some() || repeated(text, at).is_some()
}

/// What a token adds, and the token after it.
fn piece(text: &Text, at: usize, manner: Manner, within: bool) -> Option<(String, usize)> {
    let token = text.get(at)?;
    if token.kind == Kind::Figures {
        return Some((token.text.clone(), at + 1));
    }
    if token.kind == Kind::Symbol {
        return None;
    }
    if text.word(at) == "x" && text.word(at + 1) == "ray" {
        return Some(("X".into(), at + 2));
    }
    if text.word(at) == "double" && text.word(at + 1) == "u" {
        return Some(("W".into(), at + 2));
    }
    // "M as in Mary", "B for bravo"
    let letter = (token.text.chars().count() == 1).then(|| token.text.to_uppercase());
    if let Some(letter) = &letter {
        let example = match (text.word(at + 1), text.word(at + 2)) {
            ("as", "in") | ("like", "in") | ("wie", _) | ("comme", _) | ("de", _)
                if text.word(at + 1) == "as" || text.word(at + 1) == "like" =>
            {
                3
            }
            ("for" | "like" | "wie" | "comme", word) if !word.is_empty() => 2,
            _ => 0,
        };
        let says_so = text.word(at + example).to_uppercase().starts_with(letter.as_str());
        return Some((letter.clone(), if example > 0 && says_so { at + example + 1 } else { at + 1 }));
    }
    if let Some((_, letter)) = ALPHABET.iter().find(|(word, _)| *word == token.text) {
        // Names of letters that are words too need a letter or digit beside them.
        let word = matches!(
            token.text.as_str(),
            "why"
                | "ex"
                | "ar"
                | "en"
                | "em"
                | "hotel"
                | "india"
                | "mike"
                | "november"
                | "golf"
                | "papa"
                | "uniform"
        );
        if !word || within || continues_plainly(text, at + 1) {
            return Some((letter.to_string(), at + 1));
        }
    }
    if let Some(digit) = digit_word(&token.text) {
        return Some((digit.to_string(), at + 1));
    }
    if let Some(NumberWord::Add(value)) = number_word(manner.language, &token.text) {
        let next = match number_word(manner.language, text.word(at + 1)) {
            Some(NumberWord::Add(unit))
                if value >= 20 && value.is_multiple_of(10) && (1..10).contains(&unit) =>
            {
                return Some(((value + unit).to_string(), at + 2));
            }
            _ => at + 1,
        };
        let article = manner.language != Language::English && value == 1 && !within;
        return (!article).then(|| (value.to_string(), next));
    }
    // `abc123` in one piece, and what stands beside figures: `AB 1234`.
    let beside_figures = (text.glued(at + 1) && !text.figures(at + 1).is_empty())
        || (text.glued(at) && at > 0 && !text.figures(at - 1).is_empty());
    let ascii = token.text.bytes().all(|byte| byte.is_ascii_lowercase());
    let short = token.text.len() <= 3
        && !text.figures(at + 1).is_empty()
        && !AROUND.contains(&token.text.as_str())
        && !is_small_word(&token.text);
    (ascii && (beside_figures || short)).then(|| (token.text.to_uppercase(), at + 1))
}

fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "on" | "at"
            | "to"
            | "in"
            | "and"
            | "for"
            | "has"
            | "had"
            | "was"
            | "not"
            | "by"
            | "or"
            | "no"
            | "i"
            | "am"
            | "we"
            | "got"
            | "buy"
            | "pay"
    )
}

fn continues_plainly(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    !text.figures(at).is_empty()
        || digit_word(word).is_some()
        || ALPHABET.iter().any(|(of, _)| *of == word)
        || word.len() == 1
}

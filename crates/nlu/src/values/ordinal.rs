//! Places in an order: "the second", `11th`, "one hundred twenty-fifth", "the last one".

use super::language::{Language, Manner};
use super::number::cardinal;
use super::tokens::Text;

/// A place in an order and the tokens that say it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ordinal {
    pub(crate) place: Place,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// From the beginning: 1 is the first.
    Nth(f64),
    /// From the end: 0 is the last.
    FromEnd(i32),
    /// From the present one: 1 is the next.
    FromHere(i32),
}

const WORDS: &[(&str, f64)] = &[
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("forth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("eigth", 8.0),
    ("ninth", 9.0),
    ("nineth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
    ("twelveth", 12.0),
    ("thirteenth", 13.0),
    ("fourteenth", 14.0),
    ("fifteenth", 15.0),
    ("sixteenth", 16.0),
    ("seventeenth", 17.0),
    ("eighteenth", 18.0),
    ("nineteenth", 19.0),
    ("twentieth", 20.0),
    ("thirtieth", 30.0),
    ("fortieth", 40.0),
    ("fiftieth", 50.0),
    ("sixtieth", 60.0),
    ("seventieth", 70.0),
    ("eightieth", 80.0),
    ("ninetieth", 90.0),
    ("hundredth", 1e2),
    ("thousandth", 1e3),
    ("millionth", 1e6),
    ("billionth", 1e9),
    ("trillionth", 1e12),
];

const SPANISH: &[(&str, f64)] = &[
    ("primero", 1.0),
    ("primera", 1.0),
    ("primer", 1.0),
    ("segundo", 2.0),
    ("segunda", 2.0),
    ("tercero", 3.0),
    ("tercera", 3.0),
    ("tercer", 3.0),
    ("cuarto", 4.0),
    ("cuarta", 4.0),
    ("quinto", 5.0),
    ("quinta", 5.0),
    ("sexto", 6.0),
    ("sexta", 6.0),
    ("septimo", 7.0),
    ("septima", 7.0),
    ("octavo", 8.0),
    ("octava", 8.0),
    ("noveno", 9.0),
    ("novena", 9.0),
    ("decimo", 10.0),
    ("decima", 10.0),
];
const FRENCH: &[(&str, f64)] = &[
    ("premier", 1.0),
    ("premiere", 1.0),
    ("deuxieme", 2.0),
    ("second", 2.0),
    ("seconde", 2.0),
    ("troisieme", 3.0),
    ("quatrieme", 4.0),
    ("cinquieme", 5.0),
    ("sixieme", 6.0),
    ("septieme", 7.0),
    ("huitieme", 8.0),
    ("neuvieme", 9.0),
    ("dixieme", 10.0),
];
const GERMAN: &[(&str, f64)] = &[
    ("erst", 1.0),
    ("zweit", 2.0),
    ("dritt", 3.0),
    ("viert", 4.0),
    ("fünft", 5.0),
    ("fuenft", 5.0),
    ("sechst", 6.0),
    ("siebt", 7.0),
    ("siebent", 7.0),
    ("acht", 8.0),
    ("neunt", 9.0),
    ("zehnt", 10.0),
    ("elft", 11.0),
    ("zwölft", 12.0),
    ("zwoelft", 12.0),
    ("dreizehnt", 13.0),
    ("vierzehnt", 14.0),
    ("fünfzehnt", 15.0),
    ("sechzehnt", 16.0),
    ("siebzehnt", 17.0),
    ("achtzehnt", 18.0),
    ("neunzehnt", 19.0),
];
const GREEK: &[(&str, f64)] = &[
    ("πρωτ", 1.0),
    ("δευτερ", 2.0),
    ("τριτ", 3.0),
    ("τεταρτ", 4.0),
    ("πεμπτ", 5.0),
    ("εκτ", 6.0),
    ("εβδομ", 7.0),
    ("ογδο", 8.0),
    ("ενατ", 9.0),
    ("δεκατ", 10.0),
];

/// What an English ordinal word is worth.
pub(crate) fn ordinal_word(word: &str) -> Option<f64> {
    WORDS.iter().find(|(of, _)| *of == word).map(|(_, value)| *value)
}

/// What an ordinal word of another language is worth.
fn foreign(word: &str, language: Language) -> Option<f64> {
    let whole = |words: &[(&str, f64)]| words.iter().find(|(of, _)| *of == word).map(|(_, value)| *value);
    match language {
        Language::English => ordinal_word(word),
        Language::Spanish => whole(SPANISH),
        Language::French => whole(FRENCH),
        Language::German => {
            let stem = ["er", "en", "es", "em", "e"].iter().find_map(|ending| word.strip_suffix(ending))?;
            let plain = GERMAN.iter().find(|(of, _)| *of == stem).map(|(_, value)| *value);
            plain.or_else(|| match super::number_words::number_word(language, stem.strip_suffix("st")?) {
                Some(super::number_words::NumberWord::Add(value)) if value >= 20 => Some(f64::from(value)),
                _ => None,
            })
        }
        Language::Greek => {
            let stem =
                ["οσ", "ου", "ησ", "ο", "η", "α"].iter().find_map(|ending| word.strip_suffix(ending))?;
            GREEK.iter().find(|(of, _)| *of == stem).map(|(_, value)| *value)
        }
    }
}

/// All places that are said, in order.
pub(crate) fn ordinals(text: &Text, manner: Manner) -> Vec<Ordinal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match relative(text, at, manner).or_else(|| counted(text, at, manner)) {
            Some(ordinal) => {
                at = ordinal.to.max(at + 1);
                found.push(ordinal);
            }
            None => at += 1,
        }
    }
    found
}

/// `11th`, "the second", "one hundred twenty-fifth".
fn counted(text: &Text, at: usize, manner: Manner) -> Option<Ordinal> {
    let (value, to) = nth(text, at, manner)?;
    let article = at.checked_sub(1).map_or("", |before| text.word(before));
    // "a trillionth" is a fraction; "and a third" may be either.
    let fraction = matches!(article, "a" | "an") && value >= 100.0;
    let seconds = text.word(at) == "second" && matches!(article, "a" | "one" | "per" | "just");
    (!fraction && !seconds).then_some(Ordinal { place: Place::Nth(value), from: at, to })
}

/// An ordinal number at a token.
pub(crate) fn nth(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    let figures = text.figures(at);
    if !figures.is_empty() {
        let marked = match manner.language {
            Language::English => matches!(text.word(at + 1), "st" | "nd" | "rd" | "th"),
            Language::Spanish => {
                matches!(text.symbol(at + 1), Some('º' | 'ª' | '°'))
                    || matches!(text.word(at + 1), "er" | "ro" | "ra")
            }
            Language::French => {
                matches!(text.word(at + 1), "er" | "ere" | "e" | "eme" | "ieme" | "nd" | "nde")
            }
            Language::German => false,
            Language::Greek => matches!(text.word(at + 1), "οσ" | "η" | "ο" | "ησ" | "ου"),
        };
        let value = figures.parse().ok()?;
        return (marked && figures.len() <= 12 && !text.runs_on(at)).then_some((value, at + 2));
    }
    if let Some(value) = foreign(text.word(at), manner.language) {
        return Some((value, at + 1));
    }
    if manner.language != Language::English {
        return None;
    }
    // "one hundred twenty-fifth": a cardinal that an ordinal completes.
    let (value, to, scale) = cardinal(text, at, manner)?;
    let mut last = to;
    if text.is(last, '-') || text.word(last) == "and" {
        last += 1;
    }
    let ending = ordinal_word(text.word(last))?;
    let fits = if ending >= 100.0 {
        return (value < 1_000.0 && last == to).then_some((value * ending, last + 1));
    } else {
        (value % 10.0 == 0.0 && value % 100.0 >= 20.0 && ending < 10.0)
            || (value % 100.0 == 0.0 && scale >= 100.0)
    };
    fits.then_some((value + ending, last + 1))
}

/// "last", "next", "the one before the last".
fn relative(text: &Text, at: usize, manner: Manner) -> Option<Ordinal> {
    let found = |place, to| Some(Ordinal { place, from: at, to });
    let words = |count: usize| (at..at + count).map(|place| text.word(place)).collect::<Vec<_>>().join(" ");
    if manner.language != Language::English {
        return match (manner.language, text.word(at)) {
            (Language::Spanish, "ultimo" | "ultima") | (Language::French, "dernier" | "derniere") => {
                found(Place::FromEnd(0), at + 1)
            }
            (Language::German, "letzte" | "letzten" | "letzter" | "letztes") => {
                found(Place::FromEnd(0), at + 1)
            }
            (Language::Greek, "τελευταιο" | "τελευταια" | "τελευταιοσ") => {
                found(Place::FromEnd(0), at + 1)
            }
            _ => None,
        };
    }
    if !matches!(
        text.word(at),
        "one"
            | "second"
            | "third"
            | "next"
            | "last"
            | "final"
            | "penultimate"
            | "antepenultimate"
            | "previous"
            | "current"
            | "following"
            | "latter"
    ) {
        return None;
    }
    for (phrase, place) in [
        ("one before the last one", -1),
        ("one before the last", -1),
        ("one before last", -1),
        ("last but one", -1),
        ("next to the last", -1),
        ("next to last", -1),
        ("second to the last", -1),
        ("second to last", -1),
        ("second from last", -1),
        ("second last", -1),
        ("third to last", -2),
        ("third from last", -2),
        ("third last", -2),
        ("last but two", -2),
        ("antepenultimate", -2),
        ("penultimate", -1),
    ] {
        let count = phrase.split(' ').count();
        if words(count) == phrase {
            return found(Place::FromEnd(place), at + count);
        }
    }
    let one = usize::from(matches!(text.word(at + 1), "one" | "ones"));
    match text.word(at) {
        "last" | "final" | "latter" => found(Place::FromEnd(0), at + 1 + one),
        "next" | "following" => found(Place::FromHere(1), at + 1 + one),
        "previous" => found(Place::FromHere(-1), at + 1 + one),
        "current" => found(Place::FromHere(0), at + 1 + one),
        _ => None,
    }
}

impl Place {
    /// `2`, `end-1`, `current+1`.
    pub(crate) fn written(self) -> String {
        match self {
            Self::Nth(value) => super::number::written(value),
            Self::FromEnd(by) if by < 0 => format!("end{by}"),
            Self::FromEnd(by) => format!("end+{by}"),
            Self::FromHere(by) if by < 0 => format!("current{by}"),
            Self::FromHere(by) => format!("current+{by}"),
        }
    }
}

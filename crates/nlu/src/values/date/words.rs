//! The words of dates, in each language.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::language::Language;
use super::super::tokens::{Text, folded};

/// The most words in a phrase.
const LONGEST: usize = 4;

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// 1 to 12.
    Month(i8),
    /// Monday is 0.
    Weekday(i8),
    /// Days from today.
    Day(i64),
    Unit(Unit),
    This,
    Next,
    Last,
    /// After a duration, back.
    Ago,
    /// After a duration, ahead.
    Hence,
    /// Before a duration, ahead.
    In,
    /// Before a duration, back.
    AgoBefore,
    Before,
    After,
    Since,
    From,
    To,
    /// Between a duration and the day it counts from.
    FromAnchor,
    ToAnchor,
    Start,
    Middle,
    End,
    Of,
    On,
    Later,
    Earlier,
    /// A number that is not quite one.
    Few(i64),
    /// The month in which it begins.
    Season(i8),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Workday,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

type Words = HashMap<String, Vec<Tag>>;

static WORDS: LazyLock<[Words; 5]> = LazyLock::new(|| {
    [
        read(include_str!("words/english.txt")),
        read(include_str!("words/spanish.txt")),
        read(include_str!("words/french.txt")),
        read(include_str!("words/german.txt")),
        read(include_str!("words/greek.txt")),
    ]
});

/// Lines of a tag, a colon and phrases with commas between. A line that is not understood is left out.
fn read(source: &str) -> Words {
    let mut words = Words::new();
    for line in source.lines() {
        let Some((name, phrases)) = line.split_once(':') else { continue };
        let Some(tag) = tag(name) else { continue };
        for phrase in phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let plain: Vec<String> = phrase.split([' ', '-']).map(folded).collect();
            words.entry(plain.join(" ")).or_default().push(tag);
        }
    }
    words
}

fn tag(name: &str) -> Option<Tag> {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let small = || rest.parse::<i8>().ok();
    Some(match (first, rest) {
        ("month", _) => Tag::Month(small()?),
        ("weekday", _) => Tag::Weekday(small()?),
        ("day", _) => Tag::Day(small()?.into()),
        ("few", _) => Tag::Few(small()?.into()),
        ("season", _) => Tag::Season(small()?),
        ("unit", "day") => Tag::Unit(Unit::Day),
        ("unit", "workday") => Tag::Unit(Unit::Workday),
        ("unit", "week") => Tag::Unit(Unit::Week),
        ("unit", "weekend") => Tag::Unit(Unit::Weekend),
        ("unit", "fortnight") => Tag::Unit(Unit::Fortnight),
        ("unit", "month") => Tag::Unit(Unit::Month),
        ("unit", "quarter") => Tag::Unit(Unit::Quarter),
        ("unit", "year") => Tag::Unit(Unit::Year),
        ("unit", "decade") => Tag::Unit(Unit::Decade),
        ("unit", "century") => Tag::Unit(Unit::Century),
        ("this", _) => Tag::This,
        ("next", _) => Tag::Next,
        ("last", _) => Tag::Last,
        ("ago", "") => Tag::Ago,
        ("ago", _) => Tag::AgoBefore,
        ("hence", _) => Tag::Hence,
        ("in", _) => Tag::In,
        ("before", _) => Tag::Before,
        ("after", _) => Tag::After,
        ("since", _) => Tag::Since,
        ("from", "anchor") => Tag::FromAnchor,
        ("from", _) => Tag::From,
        ("to", "anchor") => Tag::ToAnchor,
        ("to", _) => Tag::To,
        ("start", _) => Tag::Start,
        ("middle", _) => Tag::Middle,
        ("end", _) => Tag::End,
        ("of", _) => Tag::Of,
        ("on", _) => Tag::On,
        ("later", _) => Tag::Later,
        ("earlier", _) => Tag::Earlier,
        _ => return None,
    })
}

/// The phrases that begin at a token, longest first: what they may say, and the token after each.
pub(super) type Phrases = Vec<(&'static [Tag], usize)>;

/// The phrases at each token of an utterance. A hyphen may stand between the words of a phrase.
pub(super) fn phrases(text: &Text, language: Language) -> Vec<Phrases> {
    let words = match (&*WORDS, language) {
        ([english, ..], Language::English) => english,
        ([_, spanish, ..], Language::Spanish) => spanish,
        ([_, _, french, ..], Language::French) => french,
        ([_, _, _, german, _], Language::German) => german,
        ([.., greek], Language::Greek) => greek,
    };
    (0..text.len()).map(|at| phrases_at(text, at, words)).collect()
}

fn phrases_at(text: &Text, at: usize, words: &'static Words) -> Phrases {
    let mut phrase = String::new();
    let mut found = Phrases::new();
    let mut next = at;
    for _ in 0..LONGEST {
        if !phrase.is_empty() && text.is(next, '-') && text.glued(next) && text.glued(next + 1) {
            next += 1;
        }
        let word = text.word(next);
        if word.is_empty() {
            break;
        }
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
        next += 1;
        if let Some(tags) = words.get(&phrase) {
            found.insert(0, (tags.as_slice(), next));
        }
    }
    found
}

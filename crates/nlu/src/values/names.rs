//! Names from a list, also when they are misspelt.

use super::tokens::{Kind, Text};

/// Names beyond these are not looked at.
const MOST_NAMES: usize = 2_000;
/// Words of a name beyond these are not looked at.
const MOST_WORDS: usize = 8;

/// A name that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    /// Its place in the list.
    pub(crate) name: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) confidence: f32,
}

/// The names in an utterance, best first. Each entry of the list is a name and what else it is called.
pub(crate) fn names(text: &Text, list: &[Vec<String>]) -> Vec<Named> {
    let words: Vec<(usize, Vec<char>)> = (0..text.len())
        .filter_map(|at| {
            text.get(at)
                .filter(|token| token.kind != Kind::Symbol)
                .map(|token| (at, token.text.chars().collect()))
        })
        .take(60)
        .collect();
    let mut found: Vec<Named> = Vec::new();
    for (name, called) in list.iter().enumerate().take(MOST_NAMES) {
        let best = called
            .iter()
            .take(20)
            .filter_map(|called| best(called, &words))
            .max_by(|one, other| one.2.total_cmp(&other.2));
        if let Some((from, to, confidence)) = best {
            found.push(Named { name, from, to, confidence });
        }
    }
    found.sort_by(|one, other| {
        other.confidence.total_cmp(&one.confidence).then((other.to - other.from).cmp(&(one.to - one.from)))
    });
    // Two names that are as likely for the same words are a guess.
    if let [first, second, ..] = found.as_mut_slice()
        && first.confidence < 100.0
        && first.from == second.from
        && (first.confidence - second.confidence) < 5.0
    {
        first.confidence -= 20.0;
    }
    found.retain(|named| named.confidence >= 40.0);
    found.truncate(5);
    found
}

/// Where a name fits best, and how well.
fn best(called: &str, words: &[(usize, Vec<char>)]) -> Option<(usize, usize, f32)> {
    let called = Text::new(called.get(..called.len().min(400)).unwrap_or(""));
    let parts: Vec<&str> = (0..called.len())
        .filter_map(|at| {
            called.get(at).filter(|token| token.kind != Kind::Symbol).map(|token| token.text.as_str())
        })
        .take(MOST_WORDS)
        .collect();
    let name: Vec<char> = parts.concat().chars().collect();
    if name.is_empty() {
        return None;
    }
    let mut best: Option<(usize, usize, f32)> = None;
    for start in 0..words.len() {
        // Spoken names come in more or fewer words than they are written in.
        for count in parts.len().saturating_sub(1).max(1)..=parts.len() + 1 {
            let Some(window) = words.get(start..start + count) else { break };
            let length: usize = window.iter().map(|(_, word)| word.len()).sum();
            let most = most_mistakes(name.len());
            if length.abs_diff(name.len()) > most {
                continue;
            }
            let said: Vec<char> = window.iter().flat_map(|(_, word)| word.iter().copied()).collect();
            let Some(mistakes) = mistakes(&said, &name, most) else { continue };
            #[allow(clippy::cast_precision_loss)]
            let confidence =
                if mistakes == 0 { 100.0 } else { (1.0 - mistakes as f32 / name.len() as f32) * 95.0 };
            let (Some((from, _)), Some((last, _))) = (window.first(), window.last()) else { continue };
            if best.is_none_or(|(.., other)| confidence > other) {
                best = Some((*from, last + 1, confidence));
            }
        }
    }
    best
}

/// How many letters may be wrong.
fn most_mistakes(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// Letters left out, added, changed or swapped; none when there are more than that.
fn mistakes(one: &[char], other: &[char], most: usize) -> Option<usize> {
    let width = other.len() + 1;
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..width).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, expected) in other.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&last, column) + usize::from(letter != expected))
                .min(at(&last, column + 1) + 1)
                .min(at(&line, column) + 1);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(expected)
                && other.get(column - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
        }
        if line.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().filter(|mistakes| *mistakes <= most)
}

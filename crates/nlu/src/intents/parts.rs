//! Two wishes in one utterance: "check my balance and pay the minimum".

use baton_model::understanding::ScoredIntent;

use super::{IntentModel, normal};
use crate::words::{Word, words};

/// Words between two wishes.
const BETWEEN: &[&str] = &[
    "and",
    "then",
    "also",
    "plus",
    "y",
    "luego",
    "tambien",
    "et",
    "puis",
    "aussi",
    "und",
    "dann",
    "auch",
    "και",
    "μετα",
    "επισησ",
];
/// A part with fewer words is not a wish of its own.
const FEWEST_WORDS: usize = 2;
/// How sure both must be.
const SURE: f32 = 50.0;
/// Places to part an utterance that are tried.
const MOST_PLACES: usize = 8;

/// A part of an utterance that wants something of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it wants.
    pub intent: ScoredIntent,
    /// Where it begins in the utterance, in characters.
    pub begin: u32,
    /// The character after its last.
    pub end: u32,
}

impl IntentModel {
    /// What an utterance wants: two parts when it clearly wants two different things, as it stands in the utterance;
    /// else one, or none when nothing is understood.
    #[must_use]
    pub fn parts(&self, utterance: &str) -> Vec<Part> {
        let words = words(utterance);
        let Some(whole) = self.part(&words) else { return Vec::new() };
        if whole.intent.confidence >= 100.0 {
            return vec![whole];
        }
        let places = words.iter().enumerate().filter(|(_, word)| between(word)).map(|(place, _)| place);
        let two = places.take(MOST_PLACES).filter_map(|place| {
            let (before, after) = words.split_at_checked(place)?;
            let before =
                before.iter().rposition(|word| !between(word)).and_then(|last| before.get(..=last))?;
            let after = after.iter().position(|word| !between(word)).and_then(|from| after.get(from..))?;
            let two = [self.part(before)?, self.part(after)?];
            let sure = two.iter().map(|part| part.intent.confidence).fold(100.0f32, f32::min);
            let [first, second] = &two;
            let different = first.intent.name != second.intent.name;
            (different && sure >= SURE && before.len().min(after.len()) >= FEWEST_WORDS)
                .then_some((sure, two))
        });
        let best = two.max_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or_else(|| vec![whole], |(_, two)| two.to_vec())
    }

    fn part(&self, words: &[Word]) -> Option<Part> {
        let texts: Vec<String> = words.iter().map(|word| normal::folded(&word.text)).collect();
        let intent = self.classify_words(&texts).into_iter().next()?;
        Some(Part { intent, begin: words.first()?.begin, end: words.last()?.end })
    }
}

fn between(word: &Word) -> bool {
    BETWEEN.contains(&normal::folded(&word.text).as_str())
}

//! The kinds of question: what would be an answer to each, and what words and keys mean to it. What a kind needs
//! beyond looking for one kind of value stands in a file of its own.

mod amount;
mod date;
mod letters;

use baton_model::program::{Entity, Question, QuestionKind};
use baton_model::understanding::{Expect, FoundValue, InputMode, Request, Understanding, ValueKind};

pub(super) use amount::code as unit_code;

use super::intent_named;
use crate::state::Candidate;

/// What is understood less surely than this is nothing at all, not a rejection for low confidence.
const LEAST_CONFIDENCE: f32 = 30.0;
/// How sure a value must be that stands in one utterance with a request.
const SURE_BESIDE_A_REQUEST: f32 = 70.0;
/// Words that take this many are a text, whatever request stands among them.
const MOST_WORDS_OF_A_REQUEST: usize = 5;

/// What words mean at a question.
#[derive(Debug)]
pub(super) enum Meaning {
    Value(Candidate),
    /// Understood, but below the threshold.
    Unsure(Candidate),
    Request(Request),
    Nothing,
}

/// What would be an answer.
pub(super) fn expect(kind: &QuestionKind, component: &str, expect: &mut Vec<Expect>) {
    let one = match kind {
        QuestionKind::Intent(_) => Expect::Intent(component.to_owned()),
        QuestionKind::YesNo => Expect::YesNo,
        QuestionKind::Numeric => Expect::Digits,
        QuestionKind::Alpha | QuestionKind::Alphanumeric => Expect::Value(ValueKind::Alphanumeric),
        QuestionKind::Amount { percentage: false, .. } => Expect::Value(ValueKind::Amount),
        QuestionKind::Amount { percentage: true, .. } => Expect::Value(ValueKind::Percent),
        QuestionKind::Date => Expect::Value(ValueKind::Date),
        QuestionKind::CardExpiry => {
            expect.push(Expect::Value(ValueKind::DateRange));
            Expect::Value(ValueKind::Date)
        }
        QuestionKind::DateRange => Expect::Value(ValueKind::DateRange),
        QuestionKind::Entity(Entity::Known(ValueKind::YesNo)) => Expect::YesNo,
        QuestionKind::Entity(Entity::Known(ValueKind::Digits)) => Expect::Digits,
        QuestionKind::Entity(Entity::Known(kind)) => Expect::Value(*kind),
        QuestionKind::Entity(Entity::OneOf(names)) => Expect::OneOf(names.clone()),
        QuestionKind::Text | QuestionKind::CorpusCollection => return,
    };
    if !expect.contains(&one) {
        expect.push(one);
    }
}

/// Own intents and values first; requests are looked at when none matches surely enough. What would take any words is
/// looked at last.
pub(super) fn meaning(
    question: &Question,
    understood: &Understanding,
    text: &str,
    mode: InputMode,
) -> Meaning {
    let request = understood.requests.first();
    let least = match (&question.kind, request) {
        // "One moment" is no 1: beside a request a value must be surer than one that merely stands there.
        (QuestionKind::Intent(_) | QuestionKind::YesNo, _) | (_, None) => question.confidence_threshold,
        _ => question.confidence_threshold.max(SURE_BESIDE_A_REQUEST),
    };
    match (found(question, understood, text, mode), request) {
        (Some(candidate), _) if candidate.confidence >= least => Meaning::Value(candidate),
        (_, Some(request)) if !is_long(question, text) => Meaning::Request(*request),
        (Some(candidate), None) if candidate.confidence >= LEAST_CONFIDENCE => Meaning::Unsure(candidate),
        _ => match loose(question, text, mode) {
            Some(candidate) => Meaning::Value(candidate),
            None => Meaning::Nothing,
        },
    }
}

/// What was said instead of, or after, a yes or no to "did you say …?".
pub(super) fn correction(
    question: &Question,
    understood: &Understanding,
    text: &str,
    said: Option<&FoundValue>,
    mode: InputMode,
) -> Meaning {
    if question.kind == QuestionKind::YesNo {
        return Meaning::Nothing;
    }
    let sure = found(question, understood, text, mode);
    if let Some(candidate) = sure.filter(|candidate| candidate.confidence >= question.confidence_threshold) {
        return Meaning::Value(candidate);
    }
    // Loose words are only a correction behind a "no": alone they are not understood.
    let Some(said) = said.filter(|said| said.value == "NO") else { return Meaning::Nothing };
    let after = usize::try_from(said.end).unwrap_or(usize::MAX);
    let rest: String = text.chars().skip(after).collect();
    let rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    loose(question, rest, mode).map_or(Meaning::Nothing, Meaning::Value)
}

/// The best value of a kind.
pub(super) fn best(understood: &Understanding, kind: ValueKind) -> Option<&FoundValue> {
    understood.values.iter().find(|value| value.kind == kind)
}

/// What was found that this question asks for.
fn found(question: &Question, understood: &Understanding, text: &str, mode: InputMode) -> Option<Candidate> {
    let kind = match &question.kind {
        QuestionKind::Intent(_) => {
            let own =
                understood.intents.iter().find(|intent| intent_named(question, &intent.name).is_some())?;
            return Some(Candidate::new(own.name.clone(), own.confidence, mode));
        }
        QuestionKind::YesNo => ValueKind::YesNo,
        QuestionKind::Numeric => ValueKind::Digits,
        QuestionKind::Alpha => return letters::letters(understood, text, mode),
        QuestionKind::Alphanumeric => return letters::code(understood, text, mode),
        QuestionKind::Amount { percentage, unit } => {
            return amount::found(understood, *percentage, unit, mode);
        }
        QuestionKind::Date => ValueKind::Date,
        QuestionKind::CardExpiry => return date::expiry(understood, text, mode),
        QuestionKind::DateRange => ValueKind::DateRange,
        QuestionKind::Entity(Entity::Known(kind)) => *kind,
        QuestionKind::Entity(Entity::OneOf(_)) => ValueKind::Name,
        QuestionKind::Text | QuestionKind::CorpusCollection => return None,
    };
    best(understood, kind).map(|found| candidate(found, found.value.clone(), mode))
}

fn candidate(found: &FoundValue, value: String, mode: InputMode) -> Candidate {
    Candidate { span: Some((found.begin, found.end)), ..Candidate::new(value, found.confidence, mode) }
}

/// A value that keys or a choice gave: surely meant, and of the unit that is asked for.
pub(super) fn given(question: &Question, value: impl Into<String>, mode: InputMode) -> Candidate {
    let unit = match &question.kind {
        QuestionKind::Amount { percentage: true, .. } => "%",
        QuestionKind::Amount { unit, .. } => amount::code(unit),
        _ => "",
    };
    Candidate { unit: unit.to_owned(), ..Candidate::new(value, 100.0, mode) }
}

/// What takes any words, when nothing better was found.
fn loose(question: &Question, text: &str, mode: InputMode) -> Option<Candidate> {
    match question.kind {
        QuestionKind::Text | QuestionKind::CorpusCollection => {
            let said = text.trim();
            (!said.is_empty()).then(|| Candidate::new(said, 100.0, mode))
        }
        QuestionKind::Alpha => letters::word(text, false, mode),
        QuestionKind::Alphanumeric => letters::word(text, true, mode),
        _ => None,
    }
}

/// True for words that answer a question for any words, and are too many to be a request.
fn is_long(question: &Question, text: &str) -> bool {
    question.kind.takes_anything() && text.split_whitespace().nth(MOST_WORDS_OF_A_REQUEST).is_some()
}

/// What keys mean as an answer.
pub(super) fn keyed(question: &Question, keys: &str, locale: &str) -> Option<String> {
    let dtmf = &question.dtmf;
    let digits = !keys.is_empty() && keys.bytes().all(|key| key.is_ascii_digit());
    if let Some(chosen) = dtmf.choices.get(keys).filter(|_| !matches!(question.kind, QuestionKind::Intent(_)))
    {
        return Some(chosen.clone());
    }
    match &question.kind {
        QuestionKind::YesNo if dtmf.yes.as_deref() == Some(keys) => Some("YES".to_owned()),
        QuestionKind::YesNo if dtmf.no.as_deref() == Some(keys) => Some("NO".to_owned()),
        QuestionKind::YesNo => None,
        QuestionKind::Intent(intents) => {
            let name = dtmf.choices.get(keys)?;
            intents.iter().any(|intent| intent.name == *name).then(|| name.clone())
        }
        QuestionKind::Entity(entity) => match entity {
            Entity::Known(ValueKind::Digits | ValueKind::Number | ValueKind::Phone) => {
                digits.then(|| keys.to_owned())
            }
            Entity::OneOf(names) => {
                let place =
                    keys.parse::<usize>().ok().filter(|place| dtmf.choices.is_empty() && *place > 0)?;
                names.get(place - 1)?.first().cloned()
            }
            Entity::Known(_) => None,
        },
        QuestionKind::Amount { percentage, .. } => amount::keyed(keys, *percentage),
        QuestionKind::Date => date::keyed(keys, locale),
        QuestionKind::CardExpiry => date::keyed_expiry(keys),
        QuestionKind::DateRange => date::keyed_range(keys, locale),
        // A phone's keys spell no letters: nobody could tell which of the three or four was meant.
        QuestionKind::Alpha => None,
        QuestionKind::Numeric
        | QuestionKind::Alphanumeric
        | QuestionKind::Text
        | QuestionKind::CorpusCollection => digits.then(|| keys.to_owned()),
    }
}

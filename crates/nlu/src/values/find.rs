//! Values of one kind in an utterance.

use baton_model::understanding::ValueKind;
use jiff::civil::DateTime;

use super::field::Value;
use super::language::Manner;
use super::tokens::Text;
use super::whole::is_whole;
use super::{amount, codes, contact, date, digits, names, number, ordinal, time, yes_no};

/// What is looked for, and what the words count from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The kind of value.
    pub kind: ValueKind,
    /// Such as `en-US`.
    pub locale: &'a str,
    /// The moment that "tomorrow" counts from. Without one, only days that are said in full are found.
    pub reference: Option<DateTime>,
}

/// A value in an utterance.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The value.
    pub value: Value,
    /// The words that say it.
    pub text: String,
    /// Where they stand, in characters.
    pub begin: u32,
    /// The character after the last.
    pub end: u32,
    /// 0 to 100.
    pub confidence: f32,
}

/// The values of a kind, best first; of equals, the one that was said first. At most the first 1,000 characters are
/// looked at, and at most 20 values are given.
#[must_use]
pub fn find(utterance: &str, asked: &Asked<'_>) -> Vec<Found> {
    let text = Text::new(utterance);
    let manner = Manner::of(asked.locale);
    let mut found = match asked.kind {
        ValueKind::YesNo => yes_no(&text, manner),
        ValueKind::Digits => digits(&text, manner),
        ValueKind::Number => numbers(&text, manner),
        ValueKind::Ordinal => ordinals(&text, manner),
        ValueKind::Percent => percents(&text, manner),
        ValueKind::Amount => amounts(&text, manner),
        ValueKind::Date => dates(&text, manner, asked.reference),
        ValueKind::DateRange => ranges(&text, manner, asked.reference),
        ValueKind::Time => times(&text, manner),
        ValueKind::Phone => phones(&text, manner),
        ValueKind::Email => {
            contact::emails(&text).into_iter().map(|email| contact_found(&text, email)).collect()
        }
        ValueKind::Alphanumeric => alphanumeric(&text, manner),
        // Names need their list.
        ValueKind::Name => Vec::new(),
    };
    found.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    found.truncate(20);
    found
}

/// Names from a list, best first: each entry is a name and what else it is called.
#[must_use]
pub fn find_names(utterance: &str, list: &[Vec<String>]) -> Vec<Found> {
    let text = Text::new(utterance);
    names::names(&text, list)
        .into_iter()
        .filter_map(|named| {
            let name = list.get(named.name)?.first()?.clone();
            Some(found(&text, Value::Text(name), named.from, named.to, named.confidence))
        })
        .collect()
}

fn found(text: &Text, value: Value, from: usize, to: usize, confidence: f32) -> Found {
    let (begin, end) = text.span(from, to);
    Found { value, text: text.slice(from, to), begin, end, confidence }
}

/// How sure a value is that may stand amid other words: surest when it is all that was said.
fn sure(text: &Text, from: usize, to: usize) -> f32 {
    if is_whole(text, from, to) { 100.0 } else { 85.0 }
}

fn yes_no(text: &Text, manner: Manner) -> Vec<Found> {
    let said = yes_no::find(text, manner.language);
    said.map(|said| found(text, Value::YesNo(said.yes), said.from, said.to, said.confidence))
        .into_iter()
        .collect()
}

fn digits(text: &Text, manner: Manner) -> Vec<Found> {
    let runs = digits::runs(text, manner);
    let only = runs.len() == 1;
    runs.into_iter()
        .map(|run| {
            let confidence = match (only, is_whole(text, run.from, run.to)) {
                (true, true) => 100.0,
                (false, true) => 80.0,
                (true, false) if is_spoken_about(text, run.from) => 100.0,
                (false, _) => 70.0,
                (true, false) => 60.0,
            };
            found(text, Value::Text(run.digits), run.from, run.to, confidence)
        })
        .collect()
}

/// "My number is …": words before a run of digits that announce it.
fn is_spoken_about(text: &Text, from: usize) -> bool {
    from > 0
        && matches!(
            text.word(from - 1),
            "is" | "number" | "code" | "pin" | "card" | "es" | "est" | "ist" | "ειναι"
        )
}

fn numbers(text: &Text, manner: Manner) -> Vec<Found> {
    number::numbers(text, manner)
        .into_iter()
        .map(|number| found(text, Value::Number(number.value), number.from, number.to, 100.0))
        .collect()
}

fn ordinals(text: &Text, manner: Manner) -> Vec<Found> {
    let ordinals = ordinal::ordinals(text, manner);
    let mut all: Vec<Found> = ordinals
        .into_iter()
        .map(|ordinal| found(text, Value::Text(ordinal.place.written()), ordinal.from, ordinal.to, 100.0))
        .collect();
    if all.is_empty() {
        // "number two", "2": a place when nothing else is said.
        all.extend(
            lone_number(text, manner)
                .filter(|number| number.value >= 1.0 && number.value.fract() == 0.0)
                .map(|number| {
                    found(text, Value::Text(number::written(number.value)), number.from, number.to, 70.0)
                }),
        );
    }
    all
}

/// The number that is all that was said.
fn lone_number(text: &Text, manner: Manner) -> Option<number::Number> {
    let numbers = number::numbers(text, manner);
    match numbers.as_slice() {
        [number] if is_whole(text, number.from, number.to) => Some(*number),
        _ => None,
    }
}

fn percents(text: &Text, manner: Manner) -> Vec<Found> {
    let mut all: Vec<Found> = amount::percents(text, manner)
        .into_iter()
        .map(|number| found(text, Value::Number(number.value), number.from, number.to, 100.0))
        .collect();
    if all.is_empty() {
        all.extend(
            lone_number(text, manner)
                .map(|number| found(text, Value::Number(number.value), number.from, number.to, 70.0)),
        );
    }
    all
}

fn amounts(text: &Text, manner: Manner) -> Vec<Found> {
    let mut all: Vec<Found> = amount::amounts(text, manner)
        .into_iter()
        .map(|amount| {
            let (unit, code) = (amount.currency.name.to_owned(), amount.currency.code.to_owned());
            found(text, Value::Amount { value: amount.value, unit, code }, amount.from, amount.to, 100.0)
        })
        .collect();
    if all.is_empty() {
        all.extend(lone_number(text, manner).map(|number| {
            let value = Value::Amount { value: number.value, unit: String::new(), code: String::new() };
            found(text, value, number.from, number.to, 75.0)
        }));
    }
    all
}

fn dates(text: &Text, manner: Manner, reference: Option<DateTime>) -> Vec<Found> {
    date::days(text, manner, reference)
        .into_iter()
        .map(|day| {
            found(text, Value::Date(day.date), day.from, day.to, sure(text, day.from, day.to) - day.doubt)
        })
        .collect()
}

fn ranges(text: &Text, manner: Manner, reference: Option<DateTime>) -> Vec<Found> {
    date::ranges(text, manner, reference)
        .into_iter()
        .map(|span| {
            let confidence = sure(text, span.from, span.to) - span.doubt;
            found(text, Value::DateRange(span.range), span.from, span.to, confidence)
        })
        .collect()
}

fn times(text: &Text, manner: Manner) -> Vec<Found> {
    time::times(text, manner)
        .into_iter()
        .map(|moment| {
            let doubt = if moment.either { 15.0 } else { 0.0 };
            let confidence = sure(text, moment.from, moment.to) - doubt;
            found(text, Value::Time(moment.time), moment.from, moment.to, confidence)
        })
        .collect()
}

fn contact_found(text: &Text, contact: contact::Contact) -> Found {
    let said: String = text
        .characters()
        .get(contact.begin as usize..contact.end as usize)
        .unwrap_or_default()
        .iter()
        .collect();
    Found {
        value: Value::Text(contact.value),
        text: said,
        begin: contact.begin,
        end: contact.end,
        confidence: contact.confidence,
    }
}

fn phones(text: &Text, manner: Manner) -> Vec<Found> {
    let written = contact::phones(text);
    if !written.is_empty() || (0..text.len()).any(|at| text.figures(at).len() > 4) {
        return written.into_iter().map(|phone| contact_found(text, phone)).collect();
    }
    // Spoken: a run of digit words that is as long as a phone number.
    let spoken = digits::runs(text, manner).into_iter().filter(|run| {
        let words = (run.from..run.to).any(|at| !text.word(at).is_empty());
        words && (7..=15).contains(&run.digits.len())
    });
    spoken
        .map(|run| {
            let plus = run.from > 0 && text.word(run.from - 1) == "plus";
            let value = if plus { format!("+{}", run.digits) } else { run.digits };
            found(text, Value::Text(value), run.from - usize::from(plus), run.to, 90.0)
        })
        .collect()
}

fn alphanumeric(text: &Text, manner: Manner) -> Vec<Found> {
    codes::codes(text, manner)
        .into_iter()
        .map(|code| {
            let digits = code.code.bytes().any(|byte| byte.is_ascii_digit());
            let confidence = match (code.whole, digits) {
                (true, _) => 100.0,
                (false, true) => 75.0,
                (false, false) => 50.0,
            };
            found(text, Value::Text(code.code), code.from, code.to, confidence)
        })
        .collect()
}

//! Money and percentages. The value is a number; its unit is an output of its own.

use baton_model::understanding::{InputMode, Understanding, ValueKind};

use super::candidate;
use crate::state::Candidate;

pub(super) fn found(
    understood: &Understanding,
    percentage: bool,
    unit: &str,
    mode: InputMode,
) -> Option<Candidate> {
    let kind = if percentage { ValueKind::Percent } else { ValueKind::Amount };
    let found = super::best(understood, kind)?;
    let (number, said) = found.value.split_once(' ').unwrap_or((found.value.as_str(), ""));
    let said = match (said, percentage) {
        (_, true) => "%",
        ("", false) => unit,
        (said, false) => meant(said, unit),
    };
    Some(Candidate { unit: code(said).to_owned(), ..candidate(found, number.to_owned(), mode) })
}

/// "Dollars" of no country are those that the question asks for.
fn meant<'s>(said: &'s str, unit: &'s str) -> &'s str {
    let likely: &[&str] = match said {
        "Dollar" => &["USD", "CAD", "AUD", "NZD", "HKD", "SGD"],
        "Pound" => &["GBP", "EGP"],
        _ => return said,
    };
    let asked = likely.iter().find(|code| **code == self::code(unit));
    asked.or_else(|| likely.first()).copied().unwrap_or(said)
}

/// Digits, with a star for the decimal point: `12*50` is 12.5.
pub(super) fn keyed(keys: &str, percentage: bool) -> Option<String> {
    let (whole, part) = keys.split_once('*').unwrap_or((keys, ""));
    let digits = |text: &str| text.bytes().all(|key| key.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) || keys.len() > 18 {
        return None;
    }
    if !percentage && part.len() > 2 {
        return None;
    }
    let number: f64 = format!("{whole}.{part}0").parse().ok()?;
    Some(format!("{number}"))
}

/// The code of a unit that authors write as a sign.
pub(in crate::engine::question) fn code(unit: &str) -> &str {
    match unit.trim() {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "percent" | "percentage" => "%",
        other => other,
    }
}

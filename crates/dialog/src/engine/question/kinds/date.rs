//! Days by key, and the days on which cards expire.

use baton_model::understanding::{InputMode, Understanding, ValueKind};
use jiff::civil::Date;

use super::{best, candidate};
use crate::state::Candidate;

/// `DDMMYYYY` or `DDMMYY`; in the United States the month comes first.
pub(super) fn keyed(keys: &str, locale: &str) -> Option<String> {
    day(keys, locale).map(written)
}

/// Two days, one after the other.
pub(super) fn keyed_range(keys: &str, locale: &str) -> Option<String> {
    if !keys.is_ascii() || !matches!(keys.len(), 12 | 16) {
        return None;
    }
    let (first, last) = keys.split_at(keys.len() / 2);
    let (first, last) = (day(first, locale)?, day(last, locale)?);
    (first <= last).then(|| format!("{}-{}", written(first), written(last)))
}

/// `MMYY` or `MMYYYY`.
pub(super) fn keyed_expiry(keys: &str) -> Option<String> {
    if !keys.is_ascii() || !matches!(keys.len(), 4 | 6) {
        return None;
    }
    let (month, year) = keys.split_at(2);
    last_of_month(month, year)
}

/// The last day of the month that was said: "09/27", "September 2027".
pub(super) fn expiry(understood: &Understanding, text: &str, mode: InputMode) -> Option<Candidate> {
    let written = text.trim().trim_end_matches('.');
    let parts: Vec<&str> = written.split(['/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let by_figures = match parts.as_slice() {
        [month, year] if figures(month) && figures(year) => last_of_month(month, year),
        [one] if figures(one) => keyed_expiry(one),
        _ => None,
    };
    if let Some(value) = by_figures {
        return Some(Candidate::new(value, 100.0, mode));
    }
    // A month is a range from its first to its last day.
    let range = best(understood, ValueKind::DateRange).and_then(|found| {
        let (first, last) = found.value.split_once('-')?;
        (first.get(2..) == last.get(2..) && first.starts_with("01/"))
            .then(|| candidate(found, last.to_owned(), mode))
    });
    range.or_else(|| {
        let found = best(understood, ValueKind::Date)?;
        let (_, rest) = found.value.split_once('/')?;
        let (month, year) = rest.split_once('/')?;
        Some(candidate(found, last_of_month(month, year)?, mode))
    })
}

fn day(keys: &str, locale: &str) -> Option<Date> {
    if !matches!(keys.len(), 6 | 8) || !keys.bytes().all(|key| key.is_ascii_digit()) {
        return None;
    }
    let (first, second, year) = (keys.get(..2)?, keys.get(2..4)?, keys.get(4..)?);
    let month_first = locale.to_ascii_uppercase().ends_with("-US");
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn last_of_month(month: &str, year: &str) -> Option<String> {
    let first = Date::new(full_year(year)?, month.parse().ok()?, 1).ok()?;
    Some(written(first.last_of_month()))
}

/// A year of two digits is near: 70 to 99 are of the last century.
fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 if year >= 70 => Some(1900 + year),
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn written(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::{keyed, keyed_expiry, keyed_range};

    #[test]
    fn days_are_keyed_in_the_order_of_the_region() {
        assert_eq!(keyed("02111990", "en-GB").as_deref(), Some("02/11/1990"));
        assert_eq!(keyed("11021990", "en-US").as_deref(), Some("02/11/1990"));
        assert_eq!(keyed("021190", "de-DE").as_deref(), Some("02/11/1990"));
        assert_eq!(keyed("021130", "de-DE").as_deref(), Some("02/11/2030"));
        assert_eq!(keyed("31021990", "en-GB"), None);
        assert_eq!(keyed("12", "en-GB"), None);
        assert_eq!(keyed_range("0111202603112026", "el-GR").as_deref(), Some("01/11/2026-03/11/2026"));
        assert_eq!(keyed_range("0311202601112026", "el-GR"), None);
        assert_eq!(keyed_expiry("0927").as_deref(), Some("30/09/2027"));
        assert_eq!(keyed_expiry("1327"), None);
    }
}

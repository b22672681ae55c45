//! Checks of days and of ranges of days.

use baton_model::program::{Day, Validation};
use jiff::ToSpan;
use jiff::civil::Date;

/// True for a block that looks at days.
pub(super) fn looks(block: &Validation) -> bool {
    block.earliest.is_some()
        || block.latest.is_some()
        || !block.weekdays.is_empty()
        || block.max_days.is_some()
}

/// The day lies where the block wants it; of a range, both ends.
pub(super) fn check(block: &Validation, value: &str, today: Date) -> Result<(), String> {
    if !looks(block) {
        return Ok(());
    }
    let failed = |name: &str| Err(format!("{name}Failed"));
    let (first, last) = value.split_once('-').unwrap_or((value, value));
    let (first_day, last_day) = (read(first), read(last));
    let unreadable = |text: &str, day: Option<Date>| !text.is_empty() && day.is_none();
    if unreadable(first, first_day) || unreadable(last, last_day) || first_day.or(last_day).is_none() {
        return failed("date");
    }
    // An open end is as early, or as late, as can be.
    let (begin, end) = (first_day.unwrap_or(Date::MIN), last_day.unwrap_or(Date::MAX));
    if block.earliest.and_then(|day| on(day, today)).is_some_and(|earliest| begin < earliest) {
        return failed("earliest");
    }
    if block.latest.and_then(|day| on(day, today)).is_some_and(|latest| end > latest) {
        return failed("latest");
    }
    let named = |day: Option<Date>| {
        day.is_none_or(|day| block.weekdays.contains(&day.weekday().to_monday_one_offset().unsigned_abs()))
    };
    let on_a_named_day = block.weekdays.is_empty() || named(first_day) && named(last_day);
    if !on_a_named_day {
        return failed("weekdays");
    }
    let days = end.since(begin).map_or(i32::MAX, |span| span.get_days().saturating_add(1));
    if block.max_days.is_some_and(|most| i64::from(days) > i64::from(most)) {
        return failed("maxDays");
    }
    Ok(())
}

/// `DD/MM/YYYY`
fn read(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn on(day: Day, today: Date) -> Option<Date> {
    match day {
        Day::On { year, month, day } => Date::new(year, month, day).ok(),
        Day::FromToday { days, months, years } => {
            let span = 0.days().try_days(days).ok()?.try_months(months).ok()?.try_years(years).ok()?;
            today.checked_add(span).ok()
        }
    }
}

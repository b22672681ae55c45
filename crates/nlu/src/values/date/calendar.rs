//! Days, weeks and months as sums.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// So many days later; none beyond the calendar.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    let days = i32::try_from(days).ok().filter(|days| days.abs() < 1_000_000)?;
    date.checked_add(days.days()).ok()
}

/// So many months later, on the last day of a month that is shorter.
pub(super) fn plus_months(date: Date, months: i64) -> Option<Date> {
    let months = i32::try_from(months).ok().filter(|months| months.abs() < 40_000)?;
    date.checked_add(months.months()).ok()
}

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The Monday of a week.
pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// A day of the week that a date is in; Monday is 0.
pub(super) fn in_week(date: Date, weekday: i8) -> Option<Date> {
    plus_days(monday(date)?, i64::from(weekday))
}

/// The first such weekday on or after a date.
pub(super) fn on_or_after(date: Date, weekday: i8) -> Option<Date> {
    let ahead = (i64::from(weekday) - i64::from(date.weekday().to_monday_zero_offset())).rem_euclid(7);
    plus_days(date, ahead)
}

/// The Monday of the nth week of a span: the week belongs to where its Thursday is. Negative counts from the end.
pub(super) fn nth_week(start: Date, end: Date, n: i64) -> Option<Date> {
    let thursday = if n > 0 {
        plus_days(on_or_after(start, 3)?, (n - 1) * 7)?
    } else {
        plus_days(on_or_after(plus_days(end, -7)?, 3)?, (n + 1) * 7)?
    };
    plus_days(thursday, -3)
}

/// The nth such weekday of a span; -1 is the last.
pub(super) fn nth_weekday(start: Date, end: Date, weekday: i8, n: i64) -> Option<Date> {
    let found = if n > 0 {
        plus_days(on_or_after(start, weekday)?, (n - 1) * 7)?
    } else {
        plus_days(on_or_after(plus_days(end, -7)?, weekday)?, (n + 1) * 7)?
    };
    (found >= start && found < end).then_some(found)
}

/// Easter Sunday of the western churches, by the anonymous Gregorian computus.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    day(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?)
}

/// Easter Sunday of the eastern churches, in the western calendar (for the years 1900 to 2099).
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    plus_days(day(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?)?, 13)
}

/// A working day so many working days away.
pub(super) fn plus_working_days(date: Date, days: i64) -> Option<Date> {
    let (mut date, mut left) = (date, days.abs().min(400));
    while left > 0 {
        date = plus_days(date, days.signum())?;
        if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    Some(date)
}

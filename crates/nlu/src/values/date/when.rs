//! What was said of a date, and which days that is.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;

use super::super::language::Manner;
use super::super::tokens::Text;
use super::calendar::{day, on_or_after, plus_days, plus_months};
use super::holidays::Holiday;
use super::words::Phrases;

/// An utterance and what its words count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text,
    pub(super) manner: Manner,
    pub(super) today: Option<Date>,
    pub(super) phrases: &'a [Phrases],
    /// What was found where, so that rules that look ahead do not look at the same words over and over.
    pub(super) memo: &'a Memo,
}

/// What begins at a token, at a depth.
pub(super) type Memo = RefCell<HashMap<(usize, u8), Option<(Option<When>, usize)>>>;

/// How long a stretch of days is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Week,
    Weekend,
    Month,
    Year,
    /// Anything else that is longer than a day.
    Other,
    /// "The end of June": as the end of a range it is its last day.
    End,
    /// "The middle of 2007": as the beginning of a range it is the day in the middle.
    Middle,
}

/// Days in a row; the end is the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) grain: Grain,
}

/// What was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It is clear which days those are.
    Fixed(Stretch),
    /// Without a year.
    MonthDay(i8, i8),
    Month(i8),
    DayOfMonth(i8),
    Weekday(i8),
    /// "Wednesday the 13th": a weekday and a day of a month.
    WeekdayDay(i8, i8),
    Holiday(Holiday),
}

impl Stretch {
    pub(super) fn of_day(date: Date) -> Option<Self> {
        Some(Self { start: date, end: plus_days(date, 1)?, grain: Grain::Day })
    }

    pub(super) fn of_month(year: i16, month: i8) -> Option<Self> {
        let start = day(year, month, 1)?;
        Some(Self { start, end: plus_months(start, 1)?, grain: Grain::Month })
    }

    pub(super) fn of_years(year: i16, years: i64) -> Option<Self> {
        let start = day(year, 1, 1)?;
        let grain = if years == 1 { Grain::Year } else { Grain::Other };
        Some(Self { start, end: plus_months(start, years.checked_mul(12)?)?, grain })
    }

    pub(super) fn of_days(start: Date, days: i64, grain: Grain) -> Option<Self> {
        Some(Self { start, end: plus_days(start, days)?, grain })
    }

    /// The last day.
    pub(super) fn last(self) -> Option<Date> {
        plus_days(self.end, -1)
    }
}

impl When {
    pub(super) fn day(date: Date) -> Option<Self> {
        Stretch::of_day(date).map(Self::Fixed)
    }

    /// True when a day is meant rather than a longer stretch.
    pub(super) fn is_day(self) -> bool {
        match self {
            Self::Fixed(stretch) => stretch.grain == Grain::Day,
            Self::Month(_) => false,
            _ => true,
        }
    }

    /// The days that are meant when nothing else is said: the next ones, today's among them.
    pub(super) fn resolve(self, today: Option<Date>) -> Option<Stretch> {
        if let Self::Fixed(stretch) = self {
            return Some(stretch);
        }
        let today = today?;
        self.from(match self {
            Self::Month(_) => day(today.year(), today.month(), 1)?,
            _ => today,
        })
    }

    /// The first such days that begin on or after a date.
    pub(super) fn from(self, date: Date) -> Option<Stretch> {
        // A leap day is eight years away at most, and a weekday on a day of a month less than four.
        let years = (0..=8).filter_map(|after| date.year().checked_add(after));
        let months = (0..48).filter_map(|after| plus_months(day(date.year(), date.month(), 1)?, after));
        match self {
            Self::Fixed(stretch) => Some(stretch),
            Self::MonthDay(..) | Self::Month(_) | Self::Holiday(_) => {
                years.filter_map(|year| self.in_year(year)).find(|stretch| stretch.start >= date)
            }
            Self::DayOfMonth(of) => months
                .filter_map(|month| day(month.year(), month.month(), of))
                .find(|found| *found >= date)
                .and_then(Stretch::of_day),
            Self::WeekdayDay(weekday, of) => months
                .filter_map(|month| day(month.year(), month.month(), of))
                .find(|found| *found >= date && found.weekday().to_monday_zero_offset() == weekday)
                .and_then(Stretch::of_day),
            Self::Weekday(weekday) => Stretch::of_day(on_or_after(date, weekday)?),
        }
    }

    /// The last such days that begin before a date.
    pub(super) fn before(self, date: Date) -> Option<Stretch> {
        let years = (0..=8).filter_map(|before| date.year().checked_sub(before));
        let months = (0..48).filter_map(|before| plus_months(day(date.year(), date.month(), 1)?, -before));
        match self {
            Self::Fixed(stretch) => Some(stretch),
            Self::MonthDay(..) | Self::Month(_) | Self::Holiday(_) => {
                years.filter_map(|year| self.in_year(year)).find(|stretch| stretch.start < date)
            }
            Self::DayOfMonth(of) | Self::WeekdayDay(_, of) => months
                .filter_map(|month| day(month.year(), month.month(), of))
                .find(|found| *found < date)
                .and_then(Stretch::of_day),
            Self::Weekday(weekday) => Stretch::of_day(on_or_after(plus_days(date, -7)?, weekday)?),
        }
    }

    /// Those days of a year.
    pub(super) fn in_year(self, year: i16) -> Option<Stretch> {
        match self {
            Self::MonthDay(month, of) => Stretch::of_day(day(year, month, of)?),
            Self::Month(month) => Stretch::of_month(year, month),
            Self::Holiday(holiday) => Stretch::of_day(holiday.in_year(year)?),
            _ => None,
        }
    }

    /// Whether there are such days at all: there is no 30 February.
    pub(super) fn exists(self) -> bool {
        match self {
            Self::MonthDay(month, of) => day(2000, month, of).is_some(),
            _ => true,
        }
    }
}

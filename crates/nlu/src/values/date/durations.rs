//! So many days from another day: "in two weeks", "three days ago", "two days before Easter", "the day after Christmas".

use jiff::civil::Date;

use super::super::language::Language;
use super::calendar::{monday, plus_days, plus_months, plus_working_days};
use super::relative::week;
use super::when::{Grain, Scene, Stretch, When};
use super::words::{Tag, Unit};

impl Scene<'_> {
    /// "in two weeks", "three days ago", "hace tres días", "two weeks from tomorrow", "3 days after January 12th".
    pub(super) fn duration(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        if let Some(next) = self.past(at, Tag::AgoBefore)
            && let Some((count, counted)) = self.count(next)
            && let Some((unit, end)) = self.unit(counted)
            && self.manner.language != Language::English
        {
            return Some((When::day(shift(self.today?, unit, -count)?)?, end));
        }
        if let Some(next) = self.past(at, Tag::In)
            && let Some((count, counted)) = self.count(next)
            && let Some((unit, mut end)) = self.unit(counted)
        {
            // "in a fortnight's time"
            end += usize::from(self.text.word(end) == "time");
            if self.text.word(at) == "within" {
                let start = self.today?;
                return Some((
                    When::Fixed(Stretch { start, end: shift(start, unit, count)?, grain: Grain::Other }),
                    end,
                ));
            }
            return Some((When::day(shift(self.today?, unit, count)?)?, end));
        }
        let (count, counted) = self.count(at)?;
        let (unit, next) = self.unit(counted).or_else(|| {
            // "a fortnight's time"
            self.unit(counted)
        })?;
        // "two weeks and three days ago"
        if let Some(end) = self
            .past(next, Tag::Ago)
            .filter(|_| self.manner.language == Language::English || self.manner.language == Language::Greek)
        {
            return Some((When::day(shift(self.today?, unit, -count)?)?, end));
        }
        // "two days before yesterday", "four months from tomorrow"
        for (tag, sign) in [(Tag::FromAnchor, 1), (Tag::ToAnchor, -1)] {
            if let Some(anchor) = self.past(next, tag)
                && let Some((when, end)) = self.when(self.skip_article(anchor), depth + 1)
            {
                let from = match when? {
                    // Something that counts from a day that has no year counts from the next one.
                    When::Fixed(stretch) => stretch,
                    other => other.resolve(self.today)?,
                };
                return (from.grain == Grain::Day)
                    .then(|| Some((When::day(shift(from.start, unit, count * sign)?)?, end)))?;
            }
        }
        let end = self.past(next, Tag::Hence).filter(|_| self.manner.language == Language::English)?;
        Some((When::day(shift(self.today?, unit, count)?)?, end))
    }

    /// "3 weeks after January 15th" and the like, as a date of its own.
    pub(super) fn shifted(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        // "the day before Easter", "the week after Christmas"
        let place = self.skip_article(at);
        let (unit, next) = self.unit(place)?;
        for (tag, sign) in [(Tag::FromAnchor, 1), (Tag::ToAnchor, -1)] {
            if let Some(anchor) = self.past(next, tag)
                && let Some((found, end)) = self.stretch(self.skip_article(anchor), depth + 1)
            {
                return match unit {
                    Unit::Day if found.grain == Grain::Day => {
                        Some((When::day(plus_days(found.start, sign)?)?, end))
                    }
                    Unit::Week if found.grain == Grain::Day || found.grain == Grain::Week => {
                        Some((week(plus_days(monday(found.start)?, 7 * sign)?)?, end))
                    }
                    _ => None,
                };
            }
        }
        None
    }
}

/// A date so many units away.
pub(super) fn shift(date: Date, unit: Unit, by: i64) -> Option<Date> {
    match unit {
        Unit::Day => plus_days(date, by),
        Unit::Workday => plus_working_days(date, by),
        Unit::Week | Unit::Weekend => plus_days(date, by.checked_mul(7)?),
        Unit::Fortnight => plus_days(date, by.checked_mul(14)?),
        Unit::Month => plus_months(date, by),
        Unit::Quarter => plus_months(date, by.checked_mul(3)?),
        Unit::Year => plus_months(date, by.checked_mul(12)?),
        Unit::Decade => plus_months(date, by.checked_mul(120)?),
        Unit::Century => plus_months(date, by.checked_mul(1_200)?),
    }
}

//! Dates that count from today or from another date: "tomorrow", "next week Wednesday", "three weeks ago", "two days
//! before Easter", "the last week of December".

use jiff::civil::Date;

use super::super::language::Language;
use super::super::number::cardinal;
use super::super::ordinal::nth;
use super::calendar::{
    day, in_week, monday, nth_week, nth_weekday, on_or_after, plus_days, plus_months, plus_working_days,
};
use super::durations::shift;
use super::holidays::holiday;
use super::periods::season;
use super::when::{Grain, Scene, Stretch, When};
use super::words::{Tag, Unit};

/// How deep "two days after the week of …" goes.
const DEEPEST: u8 = 3;

/// This, next or last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    This,
    Next,
    Last,
    /// "Coming" and "upcoming": the nearest ahead.
    Coming,
}

impl Scene<'_> {
    /// The longest date at a place.
    pub(super) fn when(&self, at: usize, depth: u8) -> Option<(Option<When>, usize)> {
        if depth > DEEPEST || at >= self.text.len() {
            return None;
        }
        if let Some(known) = self.memo.borrow().get(&(at, depth)) {
            return *known;
        }
        let found = self.longest(at, depth);
        self.memo.borrow_mut().insert((at, depth), found);
        found
    }

    fn longest(&self, at: usize, depth: u8) -> Option<(Option<When>, usize)> {
        let sure = |found: Option<(When, usize)>| found.map(|(when, next)| (Some(when), next));
        let candidates = [
            self.calendar_date(at),
            sure(self.day_word(at)),
            sure(self.with_weekday(at, depth)),
            sure(self.shifted(at, depth)),
            sure(self.turned(at)),
            sure(self.duration(at, depth)),
            sure(self.counted(at, depth)),
            sure(self.part_of(at, depth)),
            sure(self.named(at)),
            sure(self.years(at)),
        ];
        let (when, next) = candidates.into_iter().flatten().rev().max_by_key(|(_, next)| *next)?;
        let within = when.filter(|_| depth == 0).and_then(|when| self.weekday_within(when, next));
        Some(match within {
            Some((when, next)) => (Some(when), next),
            None => (when, next),
        })
    }

    /// The days that are meant at a place.
    pub(super) fn stretch(&self, at: usize, depth: u8) -> Option<(Stretch, usize)> {
        let (when, next) = self.when(at, depth)?;
        Some((when?.resolve(self.today)?, next))
    }

    /// "today", "the day after tomorrow"
    fn day_word(&self, at: usize) -> Option<(When, usize)> {
        let (days, next) = self.tag(at, |tag| if let Tag::Day(days) = tag { Some(days) } else { None })?;
        // "the day" is today unless it is the day of something.
        if self.text.word(next.saturating_sub(1)) == "day"
            && days == 0
            && self.past(next, Tag::Of).is_some()
            && self.text.word(next) != "on"
        {
            return None;
        }
        Some((When::day(plus_days(self.today?, days)?)?, next))
    }

    /// "Friday", "next Friday", "Friday the 13th", "Tue May 9", "Wednesday next week".
    fn with_weekday(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        let (turn, start) = match self.turn(at) {
            Some((turn, next)) => (Some(turn), next),
            None => (None, at),
        };
        let (weekday, mut next) = self.weekday(start)?;
        // After its noun, as in "lundi prochain" and "el lunes que viene".
        let after = if turn.is_none_or(|turn| turn == Turn::This) && self.manner.language != Language::English
        {
            self.turn(next).filter(|(turn, _)| *turn != Turn::This)
        } else {
            None
        };
        let turn = after.map_or(turn, |(turn, _)| Some(turn));
        next = after.map_or(next, |(_, next)| next);
        let mut place = next;
        place += usize::from(matches!(self.text.symbol(place), Some(',' | '-')));
        let place = self.past(place, Tag::On).unwrap_or(place);
        // The date says it better than the weekday.
        if let Some((Some(when), end)) = self.calendar_date(place)
            && when.is_day()
            && (self.text.figures(place).len() != 2 || end > place + 1)
        {
            let when = if turn.is_some() {
                self.today.and_then(|today| when.in_year(today.year())).map_or(when, When::Fixed)
            } else {
                when
            };
            return Some((when, end));
        }
        let ordinal =
            nth(self.text, place, self.manner).and_then(|(value, end)| Some((day_number(value)?, end)));
        let plain = (place > next && place == next + 1 && !self.text.word(next).is_empty())
            .then(|| self.day_of_month(place))
            .flatten();
        if let Some((date, end)) =
            ordinal.or(plain).filter(|(_, end)| self.month(*end).is_none() && !self.is_unit(*end))
        {
            return Some((When::WeekdayDay(weekday, date), end));
        }
        // "Wednesday of next week", "Friday, two weeks from now"
        let of = self.past(place, Tag::Of).unwrap_or(place);
        if turn.is_none() && depth < DEEPEST {
            if let Some((When::Fixed(week), end)) = self.turned(of).or_else(|| self.turned(place))
                && week.grain == Grain::Week
            {
                return Some((When::day(in_week(week.start, weekday)?)?, end));
            }
            if let Some((When::Fixed(found), end)) =
                self.duration(place, depth + 1).or_else(|| self.shifted(place, depth + 1))
                && found.grain == Grain::Day
            {
                return Some((When::day(on_or_after(found.start, weekday)?)?, end));
            }
        }
        let when = match turn {
            None => When::Weekday(weekday),
            Some(turn) => When::day(self.turned_weekday(turn, weekday)?)?,
        };
        Some((when, next))
    }

    fn turned_weekday(&self, turn: Turn, weekday: i8) -> Option<Date> {
        let today = self.today?;
        match turn {
            Turn::This => in_week(today, weekday),
            Turn::Next => in_week(plus_days(today, 7)?, weekday),
            Turn::Last => in_week(plus_days(today, -7)?, weekday),
            Turn::Coming => on_or_after(plus_days(today, 1)?, weekday),
        }
    }

    /// "… on Tuesday" after a week or a distant day.
    fn weekday_within(&self, when: When, at: usize) -> Option<(When, usize)> {
        let When::Fixed(found) = when else { return None };
        let joint = at + usize::from(self.text.is(at, ','));
        let (weekday, next) = self.weekday(self.past(joint, Tag::On).unwrap_or(joint))?;
        // "tomorrow, Tuesday" says the same twice; "from Monday to Friday" is a range of two.
        match found.grain {
            Grain::Week => Some((When::day(in_week(found.start, weekday)?)?, next)),
            Grain::Day if self.text.word(at) == "on" => {
                Some((When::day(on_or_after(found.start, weekday)?)?, next))
            }
            _ => None,
        }
    }

    fn turn(&self, at: usize) -> Option<(Turn, usize)> {
        let (turn, next) = self.tag(at, |tag| match tag {
            Tag::This => Some(Turn::This),
            Tag::Next => Some(Turn::Next),
            Tag::Last => Some(Turn::Last),
            _ => None,
        })?;
        let word = self.text.word(next.saturating_sub(1));
        let turn =
            if turn == Turn::Next && matches!(word, "coming" | "upcoming") { Turn::Coming } else { turn };
        Some((turn, next))
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.tag(at, |tag| if let Tag::Unit(unit) = tag { Some(unit) } else { None })
    }

    pub(super) fn is_unit(&self, at: usize) -> bool {
        self.unit(at).is_some()
    }

    /// "two", "a", "a few".
    pub(super) fn count(&self, at: usize) -> Option<(i64, usize)> {
        if let Some((few, next)) = self.tag(at, |tag| if let Tag::Few(few) = tag { Some(few) } else { None })
        {
            return Some((few, next));
        }
        if self.manner.language == Language::English && matches!(self.text.word(at), "a" | "an") {
            return Some((1, at + 1));
        }
        let (value, next, _) = cardinal(self.text, at, self.manner)?;
        #[allow(clippy::cast_possible_truncation)]
        (value.fract() == 0.0 && (0.0..10_000.0).contains(&value)).then_some((value as i64, next))
    }

    /// "next week", "the last three months", "two upcoming months", "la semaine prochaine".
    pub(super) fn turned(&self, at: usize) -> Option<(When, usize)> {
        let today = self.today?;
        let (turn, count, unit, next) = self.turn_and_unit(at)?;
        let found = match (turn, count) {
            (Turn::This, None) => self.aligned(unit, 0)?,
            (Turn::Next | Turn::Coming, None) => self.aligned(unit, 1)?,
            (Turn::Last, None) => self.aligned(unit, -1)?,
            (Turn::This, Some(_)) => return None,
            (Turn::Next | Turn::Coming, Some(count)) => match unit {
                Unit::Quarter | Unit::Decade | Unit::Century | Unit::Weekend => {
                    let first = self.aligned(unit, 1)?;
                    Stretch { start: first.start, end: self.aligned(unit, count)?.end, grain: Grain::Other }
                }
                _ => {
                    let start = plus_days(today, 1)?;
                    let end = if unit == Unit::Workday {
                        plus_days(plus_working_days(today, count)?, 1)?
                    } else {
                        shift(start, unit, count)?
                    };
                    Stretch { start, end, grain: Grain::Other }
                }
            },
            (Turn::Last, Some(count)) => match unit {
                Unit::Quarter | Unit::Decade | Unit::Century | Unit::Weekend => {
                    let last = self.aligned(unit, -1)?;
                    Stretch { start: self.aligned(unit, -count)?.start, end: last.end, grain: Grain::Other }
                }
                _ => Stretch { start: shift(today, unit, -count)?, end: today, grain: Grain::Other },
            },
        };
        Some((When::Fixed(found), next))
    }

    fn turn_and_unit(&self, at: usize) -> Option<(Turn, Option<i64>, Unit, usize)> {
        if let Some((turn, next)) = self.turn(at) {
            if let Some((unit, end)) = self.unit(next) {
                // "la semaine prochaine": what follows the noun says more than its article.
                let after = (turn == Turn::This)
                    .then(|| self.turn(end))
                    .flatten()
                    .filter(|(turn, _)| *turn != Turn::This);
                return Some(match after {
                    Some((turn, end)) if self.manner.language != Language::English => (turn, None, unit, end),
                    _ => (turn, None, unit, end),
                });
            }
            let (count, counted) = self.count(next).filter(|_| self.text.word(next) != "a")?;
            // "les deux prochaines semaines"
            let (turn, counted) = match self.turn(counted) {
                Some((other, end)) if turn == Turn::This => (other, end),
                _ => (turn, counted),
            };
            let (unit, end) = self.unit(counted)?;
            return (turn != Turn::This).then_some((turn, Some(count), unit, end));
        }
        if let Some((count, counted)) = self.count(at)
            && let Some((turn, next)) = self.turn(counted)
            && let Some((unit, end)) = self.unit(next)
        {
            return (turn != Turn::This).then_some((turn, Some(count), unit, end));
        }
        let (unit, next) = self.unit(at)?;
        let (turn, end) = self.turn(next).filter(|(turn, _)| *turn != Turn::This)?;
        (self.manner.language != Language::English).then_some((turn, None, unit, end))
    }

    /// A stretch of the calendar so many away from the present one.
    pub(super) fn aligned(&self, unit: Unit, by: i64) -> Option<Stretch> {
        let today = self.today?;
        let decade = today.year().div_euclid(10) * 10;
        match unit {
            Unit::Day => Stretch::of_day(plus_days(today, by)?),
            Unit::Workday => Stretch::of_day(plus_working_days(today, by)?),
            Unit::Week => Stretch::of_days(plus_days(monday(today)?, by * 7)?, 7, Grain::Week),
            Unit::Fortnight => Stretch::of_days(plus_days(monday(today)?, by * 14)?, 14, Grain::Other),
            Unit::Weekend => Stretch::of_days(plus_days(monday(today)?, by * 7 + 5)?, 2, Grain::Weekend),
            Unit::Month => {
                let start = plus_months(day(today.year(), today.month(), 1)?, by)?;
                Stretch::of_month(start.year(), start.month())
            }
            Unit::Quarter => {
                let first = (today.month() - 1) / 3 * 3 + 1;
                let start = plus_months(day(today.year(), first, 1)?, by * 3)?;
                Some(Stretch { start, end: plus_months(start, 3)?, grain: Grain::Other })
            }
            Unit::Year => Stretch::of_years(today.year().checked_add(i16::try_from(by).ok()?)?, 1),
            Unit::Decade => {
                Stretch::of_years(decade.checked_add(i16::try_from(by.checked_mul(10)?).ok()?)?, 10)
            }
            Unit::Century => Stretch::of_years(
                (today.year().div_euclid(100) * 100)
                    .checked_add(i16::try_from(by.checked_mul(100)?).ok()?)?,
                100,
            ),
        }
    }

    /// Past an article.
    pub(super) fn skip_article(&self, at: usize) -> usize {
        at + usize::from(matches!(
            self.text.word(at),
            "the" | "el" | "la" | "le" | "der" | "dem" | "den" | "το" | "την" | "τον"
        ))
    }

    /// "the first week of March", "the last Friday of next month", "the 15th day of June", "week 12", "first quarter of 2019".
    fn counted(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        let numbered = self.skip_article(at);
        if self.text.word(numbered) == "week"
            && let Some(found) = self.numbered_week(numbered + 1)
        {
            return Some(found);
        }
        if let Some(found) = self.quarter(at) {
            return Some(found);
        }
        let (n, mut next) = match self.tag(at, |tag| (tag == Tag::Last).then_some(())) {
            Some(((), next)) => (-1, next),
            None => {
                let (value, next) = nth(self.text, at, self.manner)?;
                #[allow(clippy::cast_possible_truncation)]
                ((1.0..=366.0).contains(&value).then_some(value as i64)?, next)
            }
        };
        // "the last three weeks of this year"
        let mut count = 1;
        if n == -1
            && let Some((several, counted)) = self.count(next).filter(|_| self.is_number(next))
        {
            (count, next) = (several, counted);
        }
        let weekday = self.weekday(next);
        let (unit, next) = match weekday {
            Some((_, next)) => (Unit::Day, next),
            None => self.unit(next)?,
        };
        let of = self.past(next, Tag::Of)?;
        let (within, end) = self
            .stretch(self.skip_article(of), depth + 1)
            .or_else(|| self.year(of, false).and_then(|(year, end)| Some((Stretch::of_years(year, 1)?, end))))
            // "of the month": the present one
            .or_else(|| {
                let (unit, end) = self.unit(self.skip_article(of))?;
                Some((self.aligned(unit, 0)?, end))
            })?;
        if within.grain == Grain::Day {
            return None;
        }
        let found = match (weekday, unit) {
            (Some((weekday, _)), _) => When::day(nth_weekday(within.start, within.end, weekday, n)?)?,
            (None, Unit::Day) if n > 0 => {
                When::day(plus_days(within.start, n - 1).filter(|day| *day < within.end)?)?
            }
            (None, Unit::Day) if count == 1 => When::day(plus_days(within.end, -1)?)?,
            (None, Unit::Week) => {
                let last = nth_week(within.start, within.end, n)?;
                let start = plus_days(last, -7 * (count - 1))?;
                let grain = if count == 1 { Grain::Week } else { Grain::Other };
                When::Fixed(Stretch { start, end: plus_days(last, 7)?, grain })
            }
            (None, Unit::Month | Unit::Quarter) => {
                let months = if unit == Unit::Month { 1 } else { 3 };
                let start = if n > 0 {
                    plus_months(within.start, (n - 1) * months)?
                } else {
                    plus_months(within.end, -months * count)?
                };
                When::Fixed(Stretch { start, end: plus_months(start, months * count)?, grain: Grain::Month })
            }
            _ => return None,
        };
        Some((found, end))
    }

    /// "week 12 [of 2019]"
    fn numbered_week(&self, at: usize) -> Option<(When, usize)> {
        let n: i64 = self.text.figures(at).parse().ok()?;
        let (year, next) = match self.year_after(at + 1, false) {
            Some((year, next)) => (year, next),
            None => (self.today?.year(), at + 1),
        };
        let year = Stretch::of_years(year, 1)?;
        (1..=53).contains(&n).then(|| Some((week(nth_week(year.start, year.end, n)?)?, next)))?
    }

    /// "the week of April 10th", "early March", "the end of 2000", "later this year", "next May", "this summer".
    fn part_of(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        self.week_of(at, depth)
            .or_else(|| self.later_or_earlier(at))
            .or_else(|| self.edge(at, depth))
            .or_else(|| self.turned_date(at))
    }

    fn week_of(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        let next = if self.text.word(at) == "w" && self.text.is(at + 1, '/') && self.text.word(at + 2) == "c"
        {
            at + 3
        } else {
            let (unit, next) = self.unit(self.skip_article(at))?;
            let joined = matches!(
                self.text.word(next),
                "of" | "starting" | "commencing" | "beginning" | "del" | "de" | "du" | "vom" | "ab" | "τησ"
            );
            let joint = if joined {
                self.past(next, Tag::Since).or_else(|| self.past(next, Tag::Of)).unwrap_or(next + 1)
            } else {
                return None;
            };
            if !matches!(unit, Unit::Week | Unit::Weekend) {
                return None;
            }
            if unit == Unit::Weekend {
                let (found, end) = self.stretch(self.skip_article(joint), depth + 1)?;
                return Some((
                    When::Fixed(Stretch::of_days(in_week(found.start, 5)?, 2, Grain::Weekend)?),
                    end,
                ));
            }
            joint
        };
        let next = self.past(next, Tag::On).unwrap_or(next);
        let place = self.skip_article(next);
        if let Some((found, end)) = self.stretch(place, depth + 1)
            && found.grain == Grain::Day
        {
            return Some((week(monday(found.start)?)?, end));
        }
        let (date, end) = self.day_of_month(place)?;
        Some((week(monday(When::DayOfMonth(date).resolve(self.today)?.start)?)?, end))
    }

    /// "later this week", "earlier this month", "later in the year".
    fn later_or_earlier(&self, at: usize) -> Option<(When, usize)> {
        let (later, next) = match (self.past(at, Tag::Later), self.past(at, Tag::Earlier)) {
            (Some(next), _) => (true, next),
            (_, Some(next)) => (false, next),
            _ => return None,
        };
        let (When::Fixed(found), end) = self.turned(self.skip_in(next))? else { return None };
        let (middle, today) = (half(found)?, self.today?);
        let (start, finish) = if later {
            (middle.max(today.min(found.end)), found.end)
        } else {
            (found.start, middle.min(today.max(found.start)))
        };
        (start < finish).then_some((When::Fixed(Stretch { start, end: finish, grain: Grain::Other }), end))
    }

    fn skip_in(&self, at: usize) -> usize {
        at + usize::from(matches!(self.text.word(at), "in" | "on" | "en" | "im"))
    }

    /// "early March", "the beginning of next month", "mid 1989", "end of year", "EOY".
    fn edge(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        let (edge, next) = match self.text.word(at) {
            "eoy" | "eom" | "eow" => {
                let unit = match self.text.word(at) {
                    "eoy" => Unit::Year,
                    "eom" => Unit::Month,
                    _ => Unit::Week,
                };
                return Some((When::Fixed(edge_of(self.aligned(unit, 0)?, Tag::End, true)?), at + 1));
            }
            _ => self.tag(at, |tag| matches!(tag, Tag::Start | Tag::Middle | Tag::End).then_some(tag))?,
        };
        let mut place = next + usize::from(self.text.is(next, '-'));
        place = self.past(place, Tag::Of).unwrap_or(place);
        // "end of year", "end of month": the present one.
        if let Some((unit, end)) = self.unit(place).or_else(|| self.unit(self.skip_article(place)))
            && (self.turn(end).is_none() || self.manner.language == Language::English)
        {
            return Some((When::Fixed(edge_of(self.aligned(unit, 0)?, edge, true)?), end));
        }
        let relative = self.turn(place).is_some();
        let (found, end) = self.stretch(place, depth + 1).or_else(|| {
            self.year(place, false).and_then(|(year, end)| Some((Stretch::of_years(year, 1)?, end)))
        })?;
        (found.grain != Grain::Day).then(|| Some((When::Fixed(edge_of(found, edge, relative)?), end)))?
    }

    /// "next May", "last Christmas", "Christmas next year", "this summer", "May this year".
    fn turned_date(&self, at: usize) -> Option<(When, usize)> {
        let today = self.today?;
        if let Some((turn, next)) = self.turn(at) {
            let named = self
                .calendar_date(next)
                .and_then(|(when, end)| Some((when?, end)))
                .or_else(|| self.named(next));
            if let Some((when, end)) = named
                && matches!(
                    when,
                    When::Month(_) | When::MonthDay(..) | When::Holiday(_) | When::DayOfMonth(_)
                )
            {
                let found = match turn {
                    Turn::This => when.in_year(today.year()).or_else(|| when.resolve(self.today))?,
                    Turn::Next | Turn::Coming => {
                        let after = if matches!(when, When::Month(_)) {
                            plus_months(day(today.year(), today.month(), 1)?, 1)?
                        } else {
                            plus_days(today, 1)?
                        };
                        when.from(after)?
                    }
                    Turn::Last => {
                        let before = if matches!(when, When::Month(_)) {
                            day(today.year(), today.month(), 1)?
                        } else {
                            today
                        };
                        when.before(before)?
                    }
                };
                return Some((When::Fixed(found), end));
            }
            if let Some((month, end)) = self.season(next) {
                let year = today.year()
                    + match turn {
                        Turn::This => 0,
                        Turn::Next | Turn::Coming => {
                            i16::from(today.month() >= month || month == 12 && today.month() < 3)
                        }
                        Turn::Last => -i16::from(today.month() < month + 3),
                    };
                return Some((When::Fixed(season(year, month)?), end));
            }
            return None;
        }
        // "independence day of this year", "May this year", "the 3rd of next month"
        let (when, next) = self
            .calendar_date(at)
            .and_then(|(when, end)| Some((when?, end)))
            .or_else(|| self.named(at))
            .or_else(|| {
                let (value, next) = nth(self.text, at, self.manner)?;
                Some((When::DayOfMonth(day_number(value)?), next))
            })
            .or_else(|| {
                // "el 3 del mes que viene"
                let (date, next) =
                    self.day_of_month(at).filter(|_| self.manner.language != Language::English)?;
                Some((When::DayOfMonth(date), next))
            })?;
        let next = next + usize::from(self.text.word(next) == "day" && matches!(when, When::DayOfMonth(_)));
        let of = self.past(next, Tag::Of).unwrap_or(next);
        let turned = self.turned(of).or_else(|| self.turned(next))?;
        let (When::Fixed(found), end) = turned else { return None };
        let found = match (when, found.grain) {
            (When::DayOfMonth(date), Grain::Month) => {
                Stretch::of_day(day(found.start.year(), found.start.month(), date)?)?
            }
            (When::Month(_) | When::MonthDay(..) | When::Holiday(_), Grain::Year) => {
                when.in_year(found.start.year())?
            }
            _ => return None,
        };
        Some((When::Fixed(found), end))
    }

    pub(super) fn season(&self, at: usize) -> Option<(i8, usize)> {
        self.tag(at, |tag| if let Tag::Season(month) = tag { Some(month) } else { None })
    }

    /// A holiday, with or without its year; "halloween weekend".
    fn named(&self, at: usize) -> Option<(When, usize)> {
        let (holiday, mut next) = holiday(self.text, at, self.manner.language)?;
        let weekend = self.unit(next).filter(|(unit, _)| *unit == Unit::Weekend);
        next = weekend.map_or(next, |(_, end)| end);
        let mut found = When::Holiday(holiday);
        if let Some((year, end)) = self.year_after(next, false) {
            (found, next) = (When::day(holiday.in_year(year)?)?, end);
        }
        if weekend.is_some() {
            let saturday = in_week(found.resolve(self.today)?.start, 5)?;
            found = When::Fixed(Stretch::of_days(saturday, 2, Grain::Weekend)?);
        }
        Some((found, next))
    }
}

fn day_number(value: f64) -> Option<i8> {
    #[allow(clippy::cast_possible_truncation)]
    (1.0..=31.0).contains(&value).then_some(value as i8)
}

pub(super) fn week(start: Date) -> Option<When> {
    Stretch::of_days(start, 7, Grain::Week).map(When::Fixed)
}

/// The day in the middle: of a week Thursday, of a month the 16th, of a year the first of July.
fn half(found: Stretch) -> Option<Date> {
    match found.grain {
        Grain::Week => plus_days(found.start, 3),
        Grain::Month => plus_days(found.start, 15),
        Grain::Year => plus_months(found.start, 6),
        _ => {
            let days = found.start.until(found.end).ok()?.get_days();
            plus_days(found.start, i64::from(days) / 2)
        }
    }
}

/// The beginning, the middle or the end of a stretch. Of the present year an end is half of it, of another a third.
fn edge_of(found: Stretch, edge: Tag, relative: bool) -> Option<Stretch> {
    let thirds = found.grain == Grain::Year && !relative;
    let (start, end) = match (edge, found.grain) {
        (Tag::Middle, Grain::Month) => (plus_days(found.start, 9)?, plus_days(found.start, 20)?),
        (Tag::Middle, Grain::Year) => (plus_months(found.start, 4)?, plus_months(found.start, 8)?),
        (Tag::Middle, _) => (plus_days(half(found)?, -1)?, plus_days(half(found)?, 1)?),
        (Tag::Start, _) if thirds => (found.start, plus_months(found.start, 4)?),
        (Tag::Start, _) => (found.start, half(found)?),
        (_, _) if thirds => (plus_months(found.start, 8)?, found.end),
        _ => (half(found)?, found.end),
    };
    let grain = match edge {
        Tag::End => Grain::End,
        Tag::Middle => Grain::Middle,
        _ => Grain::Other,
    };
    Some(Stretch { start, end, grain })
}

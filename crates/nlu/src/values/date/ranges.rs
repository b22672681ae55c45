//! Ranges of days: "from May to October", `5/1-5/7`, "since August", "2018 or later", "for 3 days from today".

use jiff::civil::Date;

use super::super::field::Range;
use super::super::language::Language;
use super::calendar::{day, plus_days};
use super::durations::shift;
use super::when::{Grain, Scene, Stretch, When};
use super::words::{Tag, Unit};

impl Scene<'_> {
    /// The range at a place, and the token after it.
    pub(super) fn range(&self, at: usize) -> Option<(Range, usize)> {
        self.two_sided(at).or_else(|| self.length(at)).or_else(|| self.open(at)).or_else(|| self.alone(at))
    }

    /// "[from] A to B".
    fn two_sided(&self, at: usize) -> Option<(Range, usize)> {
        let led = self.past(at, Tag::From);
        let start = led.unwrap_or(at);
        let between = matches!(self.text.word(at), "between" | "entre" | "zwischen" | "μεταξυ");
        // "from 2 July": a number by itself is a day only when words lead to it.
        let (left, next) = self.side(self.skip_article(start))?;
        let (joint, marked) = self.joint(next, led.is_some(), between)?;
        let (right, end) = self.side(self.skip_article(joint))?;
        // Two bare numbers are no dates.
        if matches!((left, right), (When::DayOfMonth(_), When::DayOfMonth(_))) && (marked || led.is_none()) {
            return None;
        }
        let (left, right) = self.both(left, right)?;
        let last = if right.grain == Grain::Day { right.start } else { right.last()? };
        let first = match left.grain {
            // "between the end of 2007 and …": from when it is over
            Grain::End => left.end,
            Grain::Middle => middle(left)?,
            _ => left.start,
        };
        let finish = match right.grain {
            Grain::End => right.end,
            Grain::Middle => middle(right)?,
            _ => right.start,
        };
        (first <= finish).then_some((Range { start: Some(first), end: Some(finish), last: Some(last) }, end))
    }

    /// A side of a range: a date, or a number that is a day because the other side is a date.
    fn side(&self, at: usize) -> Option<(When, usize)> {
        if let Some((when, next)) = self.when(at, 1) {
            return when.map(|when| (when, next));
        }
        // "next", "this" may lead to a side as well; a bare day may not touch other figures.
        let (date, next) = self.day_of_month(at)?;
        let plain = !self.text.is(next, ':') && !self.text.is(next, '%') && !self.text.runs_on(next);
        plain.then_some((When::DayOfMonth(date), next))
    }

    /// What stands between the sides: the token after it, and whether it is a mark.
    fn joint(&self, at: usize, led: bool, between: bool) -> Option<(usize, bool)> {
        if matches!(self.text.symbol(at), Some('-' | '–' | '—' | '~')) {
            return Some((at + 1, true));
        }
        let comma = at + usize::from(self.text.is(at, ',') && led);
        let next = self.past(comma, Tag::To)?;
        let and = matches!(self.text.word(comma), "and" | "y" | "et" | "und" | "και");
        // "a" and "à" need "de" before them: "de lunes a viernes".
        let weak = matches!(self.text.word(comma), "a" | "au") && !led;
        ((!and || between) && !weak).then_some((next, false))
    }

    /// The days of both sides, each in the light of the other.
    fn both(&self, left: When, right: When) -> Option<(Stretch, Stretch)> {
        let today = self.today;
        match (left, right) {
            (When::Fixed(left), When::Fixed(right)) => Some((left, right)),
            // "3 and 12 of September"
            (When::DayOfMonth(from), When::MonthDay(month, _)) => {
                self.both(When::MonthDay(month, from), right)
            }
            (When::DayOfMonth(from), When::Fixed(end)) if end.grain == Grain::Day => {
                let start = day(end.start.year(), end.start.month(), from)?;
                Some((Stretch::of_day(start)?, end))
            }
            (When::DayOfMonth(from), When::Fixed(end)) if end.grain == Grain::Month => {
                Some((Stretch::of_day(day(end.start.year(), end.start.month(), from)?)?, end))
            }
            // "November 19-20", "April 27th to the third"
            (When::MonthDay(..), When::DayOfMonth(to)) => {
                let first =
                    self.first_around(left, |first| When::DayOfMonth(to).from(plus_days(first.start, 1)?))?;
                let second = When::DayOfMonth(to).from(plus_days(first.start, 1)?)?;
                Some((first, second))
            }
            // "Nov-Feb 2017": the year of the end, or the one before.
            (_, When::Fixed(end)) => {
                let start = match left {
                    When::Weekday(_) | When::WeekdayDay(..) => left.resolve(today)?,
                    _ => left
                        .in_year(end.start.year())
                        .filter(|start| start.start < end.end)
                        .or_else(|| left.in_year(end.start.year() - 1))
                        .or_else(|| left.before(end.start))?,
                };
                Some((start, end))
            }
            (When::Fixed(start), _) => Some((start, right.from(start.start)?)),
            (When::Month(_) | When::MonthDay(..) | When::Holiday(_), _) => {
                let first = self.first_around(left, |first| right.from(first.start))?;
                Some((first, right.from(first.start)?))
            }
            _ => {
                let first = left.resolve(today)?;
                Some((first, right.from(first.start)?))
            }
        }
    }

    /// The first such days of which a range is not over yet.
    fn first_around(&self, left: When, right: impl Fn(Stretch) -> Option<Stretch>) -> Option<Stretch> {
        let today = self.today?;
        (today.year().checked_sub(1)?..=today.year().checked_add(8)?)
            .filter_map(|year| left.in_year(year))
            .find(|first| {
                right(*first)
                    .is_some_and(|second| second.end > today && second.start > today || second.start >= today)
            })
    }

    /// "for 3 days from today", "for one week, from 20th dec", "more than 2 weeks before today".
    fn length(&self, at: usize) -> Option<(Range, usize)> {
        let word = |place: usize| self.text.word(place);
        if self.manner.language == Language::English
            && matches!(word(at), "more" | "less")
            && word(at + 1) == "than"
        {
            let (count, counted) = self.count(at + 2)?;
            let (unit, next) = self.unit_at(counted)?;
            let ahead = match word(next) {
                "after" | "from" => true,
                "before" => false,
                "ago" => {
                    let today = self.today?;
                    let edge = shift(today, unit, -count)?;
                    let range = if word(at) == "more" { open_to(edge) } else { closed(edge, today) };
                    return Some((range?, next + 1));
                }
                _ => return None,
            };
            let (anchor, end) = self.stretch(self.skip_article(next + 1), 1)?;
            let edge = shift(anchor.start, unit, if ahead { count } else { -count })?;
            let range = match (word(at), ahead) {
                ("more", true) => open_from(edge),
                ("more", false) => open_to(edge),
                (_, true) => closed(anchor.start, edge),
                (_, false) => closed(edge, anchor.start),
            };
            return Some((range?, end));
        }
        if !matches!(word(at), "for" | "durante" | "pendant" | "für" | "για" | "por") {
            return None;
        }
        let (count, counted) = self.count(at + 1)?;
        let (unit, next) = self.unit_at(counted)?;
        let comma = next + usize::from(self.text.is(next, ','));
        let from = self.past(comma, Tag::Since).or_else(|| self.past(comma, Tag::From))?;
        let (anchor, end) = self.stretch(self.skip_article(from), 1)?;
        Some((closed(anchor.start, shift(anchor.start, unit, count)?)?, end))
    }

    fn unit_at(&self, at: usize) -> Option<(Unit, usize)> {
        self.tag(at, |tag| if let Tag::Unit(unit) = tag { Some(unit) } else { None })
    }

    /// "before Friday", "since August", "2018 or later", "to date".
    fn open(&self, at: usize) -> Option<(Range, usize)> {
        if self.text.word(at) == "to" && self.text.word(at + 1) == "date" {
            return Some((open_to(self.today?)?, at + 2));
        }
        for tag in [Tag::Before, Tag::After, Tag::Since] {
            let Some(next) = self.past(at, tag) else { continue };
            let place = self.past(next, Tag::On).unwrap_or(next);
            let Some((found, end)) =
                self.stretch(self.skip_article(place), 1).or_else(|| self.stretch(next, 1))
            else {
                continue;
            };
            // "by" leads to more than dates, and "early" is both.
            let range = match tag {
                Tag::Before if found.grain == Grain::End => open_to(found.end),
                Tag::Before => open_to(found.start),
                Tag::After
                    if found.grain == Grain::Day
                        || self.text.word(place) == "beginning"
                        || self.has_start(place) =>
                {
                    open_from(found.start)
                }
                Tag::After => open_from(found.end),
                _ => open_from(found.start),
            };
            return Some((range?, end));
        }
        let (found, next) = self.stretch(at, 0)?;
        let word = |place: usize| self.text.word(place);
        let joined = matches!(word(next), "or" | "and");
        let ends = next + 2 >= self.text.len()
            || self
                .text
                .get(next + 2)
                .is_some_and(|token| matches!(token.text.as_str(), "." | "," | "?" | "!" | ";"));
        match word(next + 1) {
            "later" | "after" | "greater" | "onward" | "onwards" | "newer"
                if joined && (ends || word(next + 1) != "after") =>
            {
                Some((open_from(found.start)?, next + 2))
            }
            "earlier" | "before" | "older" | "sooner" if joined && (ends || word(next + 1) != "before") => {
                Some((open_to(found.start)?, next + 2))
            }
            _ if matches!(word(next), "onward" | "onwards") => Some((open_from(found.start)?, next + 1)),
            _ => None,
        }
    }

    fn has_start(&self, at: usize) -> bool {
        self.past(at, Tag::Start).is_some() || self.past(self.skip_article(at), Tag::Start).is_some()
    }

    /// A stretch that is longer than a day.
    fn alone(&self, at: usize) -> Option<(Range, usize)> {
        let (when, next) = self.when(at, 0)?;
        let when = when?;
        let found = when.resolve(self.today)?;
        (!when.is_day()).then(|| Some((closed(found.start, found.end)?, next)))?
    }
}

fn middle(found: Stretch) -> Option<Date> {
    let days = found.start.until(found.end).ok()?.get_days();
    plus_days(found.start, i64::from(days) / 2)
}

fn closed(start: Date, end: Date) -> Option<Range> {
    (start <= end)
        .then(|| Some(Range { start: Some(start), end: Some(end), last: Some(plus_days(end, -1)?) }))?
}

fn open_from(start: Date) -> Option<Range> {
    Some(Range { start: Some(start), end: None, last: None })
}

fn open_to(end: Date) -> Option<Range> {
    Some(Range { start: None, end: Some(end), last: Some(plus_days(end, -1)?) })
}

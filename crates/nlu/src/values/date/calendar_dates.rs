//! Dates by the calendar: `5/17/2018`, "the 3rd of May", "May twenty nine", "October 2005", `2019-Q1`.

use super::super::number::cardinal;
use super::super::number_words::{NumberWord, number_word};
use super::super::ordinal::nth;
use super::super::tokens::Kind;
use super::calendar::day;
use super::when::{Scene, Stretch, When};
use super::words::Tag;
use crate::values::language::Language;

/// A date and the token after it. A date that does not exist is said to be there, so that no part of it is taken.
pub(super) type Said = (Option<When>, usize);

impl Scene<'_> {
    /// What the longest phrase at a place says, of what is wanted, and the token after it.
    pub(super) fn tag<T>(&self, at: usize, wanted: impl Fn(Tag) -> Option<T>) -> Option<(T, usize)> {
        let found = self.phrases.get(at)?.iter();
        found.filter_map(|(tags, next)| Some((tags.iter().find_map(|tag| wanted(*tag))?, *next))).next()
    }

    /// The token after a phrase of this kind.
    pub(super) fn past(&self, at: usize, tag: Tag) -> Option<usize> {
        self.tag(at, |found| (found == tag).then_some(())).map(|(_, next)| next)
    }

    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (month, mut next) =
            self.tag(at, |tag| if let Tag::Month(month) = tag { Some(month) } else { None })?;
        // "Sept.": a point after an abbreviation
        if self.text.is(next, '.') && self.text.glued(next) && next + 1 < self.text.len() {
            next += 1;
        }
        Some((month, next))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let (day, next) = self.tag(at, |tag| if let Tag::Weekday(day) = tag { Some(day) } else { None })?;
        let point = self.text.is(next, '.') && self.text.glued(next) && next + 1 < self.text.len();
        Some((day, next + usize::from(point)))
    }

    /// A day of a month: `3`, `3rd`, "third", "twenty nine".
    pub(super) fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
        // "$12 December 27"
        let priced = at > 0
            && self.text.glued(at)
            && matches!(self.text.symbol(at - 1), Some('$' | '€' | '£' | '¥' | '#'));
        if priced {
            return None;
        }
        if let Some((value, next)) = nth(self.text, at, self.manner) {
            return small(value, 31).map(|day| (day, next));
        }
        let figures = self.text.figures(at);
        if !figures.is_empty() {
            let value: i8 = if figures.len() <= 2 { figures.parse().ok()? } else { return None };
            // "3. Mai"
            let point = self.text.is(at + 1, '.')
                && self.text.glued(at + 1)
                && self.manner.language == Language::German;
            return (1..=31).contains(&value).then_some((value, at + 1 + usize::from(point)));
        }
        let (value, next, _) = cardinal(self.text, at, self.manner)?;
        small(value, 31).map(|day| (day, next))
    }

    /// A year: `2018`, `'87`, "nineteen eighty six", "two thousand and five".
    pub(super) fn year(&self, at: usize, short: bool) -> Option<(i16, usize)> {
        let quote = usize::from(matches!(self.text.symbol(at), Some('\'' | '’')) && self.text.glued(at + 1));
        let figures = self.text.figures(at + quote);
        if !figures.is_empty() {
            let value: i16 =
                if figures.len() == 4 || figures.len() == 2 { figures.parse().ok()? } else { return None };
            let more = self.text.runs_on(at + quote + 1)
                || (matches!(self.text.symbol(at + quote + 1), Some(':' | ',' | '.'))
                    && self.text.glued(at + quote + 1)
                    && self.text.glued(at + quote + 2)
                    && !self.text.figures(at + quote + 2).is_empty());
            return match figures.len() {
                4 if (1_000..3_000).contains(&value) && !more && quote == 0 => Some((value, at + 1)),
                2 if (short || quote == 1) && !more => Some((century(value), at + quote + 1)),
                _ => None,
            };
        }
        self.spoken_year(at)
    }

    /// "nineteen eighty six", "twenty twenty", "seventeen hundred thirty three", "two thousand and five".
    fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let (value, to, _) = cardinal(self.text, at, self.manner)?;
        if (1_000.0..3_000.0).contains(&value) && value.fract() == 0.0 && to > at + 1 {
            return number(value, 2_999).map(|year| (year, to));
        }
        if self.manner.language != Language::English {
            return (1_000.0..3_000.0)
                .contains(&value)
                .then(|| number(value, 2_999).map(|year| (year, to)))?;
        }
        if !(10.0..=29.0).contains(&value) || (value - 20.0 > 0.5 && value < 20.5) {
            return None;
        }
        let oh = usize::from(matches!(self.text.word(to), "oh" | "o"));
        let (rest, next, _) = cardinal(self.text, to + oh, self.manner)?;
        let fits = if oh == 1 { (1.0..10.0).contains(&rest) } else { (10.0..100.0).contains(&rest) };
        fits.then(|| number(value * 100.0 + rest, 2_999).map(|year| (year, next)))?
    }

    /// A year after a date, with what may stand between.
    pub(super) fn year_after(&self, at: usize, short: bool) -> Option<(i16, usize)> {
        let comma = at + usize::from(self.text.is(at, ','));
        let of = self.past(comma, Tag::Of);
        let joined = of.is_some() || comma > at;
        self.year(of.unwrap_or(comma), short || of.is_some())
            // "at 10" and "May 3 10 people": two figures need a joint
            .filter(|(year, _)| joined || short || *year >= 1_000)
            .filter(|(_, next)| !(self.text.word(*next) == "s" && self.text.runs_on(*next)))
    }

    /// Any date by the calendar.
    pub(super) fn calendar_date(&self, at: usize) -> Option<Said> {
        [self.numeric(at), self.compact(at), self.day_month(at), self.month_day(at)]
            .into_iter()
            .flatten()
            .max_by_key(|(_, next)| *next)
    }

    /// `20161016`
    fn compact(&self, at: usize) -> Option<Said> {
        let figures = self.text.figures(at);
        if figures.len() != 8
            || self.text.runs_on(at)
            || self.text.runs_on(at + 1)
            || !figures.starts_with(['1', '2'])
        {
            return None;
        }
        let (year, month, date) = (figures.get(..4)?, figures.get(4..6)?, figures.get(6..)?);
        let date = day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)?;
        Some((When::day(date), at + 1))
    }

    /// "[the] 3rd [day] [of] May [2018]"
    fn day_month(&self, at: usize) -> Option<Said> {
        let (date, next) = self.day_of_month(at)?;
        let next = if self.text.word(next) == "day" { next + 1 } else { next };
        let next = self.past(next, Tag::Of).unwrap_or(next);
        let next = next + usize::from(matches!(self.text.symbol(next), Some('-' | '/')));
        let (month, next) = self.month(next)?;
        self.dated(month, date, next)
    }

    /// "May [the] 3rd [,] [2018]", "May 2018", "May".
    fn month_day(&self, at: usize) -> Option<Said> {
        let (month, next) = self.month(at)?;
        let word = self.text.word(at);
        let the = self.past(next, Tag::On).unwrap_or(next);
        let the = the + usize::from(matches!(self.text.symbol(the), Some('/')) && self.text.glued(the));
        if let Some((date, after)) = self.day_of_month(the)
            && !self.is_more_than_a_day(the, after)
        {
            // "May 10" is a day, "October two thousand and five" is not.
            return self.dated(month, date, after);
        }
        let dash = next + usize::from(matches!(self.text.symbol(next), Some('-' | '/')));
        if let Some((year, after)) = self.year_after(dash, false) {
            return Some((Stretch::of_month(year, month).map(When::Fixed), after));
        }
        // "may" and "march" are words too.
        if matches!(word, "may" | "march" | "mar" | "sun" | "mai" | "do" | "so" | "mi") && !self.is_led_to(at)
        {
            return None;
        }
        Some((Some(When::Month(month)), next))
    }

    /// Words that make a month of "may".
    fn is_led_to(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return self.text.len() == 1 };
        matches!(
            self.text.word(before),
            "in" | "of"
                | "this"
                | "next"
                | "last"
                | "since"
                | "from"
                | "to"
                | "until"
                | "till"
                | "by"
                | "before"
                | "after"
                | "on"
                | "early"
                | "mid"
                | "late"
                | "during"
                | "for"
                | "through"
                | "between"
                | "and"
                | "previous"
                | "past"
                | "coming"
                | "or"
                | "en"
                | "im"
                | "seit"
                | "bis"
                | "ab"
        ) || matches!(self.text.symbol(before), Some('-' | '~'))
            || self
                .text
                .get(at + 1)
                .is_some_and(|next| matches!(next.text.as_str(), "-" | "to" | "through" | "until"))
    }

    /// True when figures after a month are part of something else: a year, a time, an amount.
    fn is_more_than_a_day(&self, from: usize, to: usize) -> bool {
        let next = self.text.get(to);
        let glued = self.text.glued(to);
        let sign = next.is_some_and(|token| matches!(token.text.as_str(), ":" | "%" | "$" | "€"));
        let decimals = glued
            && matches!(self.text.symbol(to), Some('.' | ','))
            && self.text.glued(to + 1)
            && !self.text.figures(to + 1).is_empty();
        let letters = glued
            && next.is_some_and(|token| token.kind == Kind::Word)
            && !self.text.figures(from).is_empty();
        // "nineteen" of "nineteen eighty six"
        let year =
            self.text.figures(from).is_empty() && self.spoken_year(from).is_some_and(|(_, end)| end > to);
        (sign && glued) || decimals || letters || year
    }

    fn dated(&self, month: i8, date: i8, at: usize) -> Option<Said> {
        let of = self.past(at, Tag::Of);
        let year = self.year_after(at, of.is_some()).or_else(|| {
            // "July 4 - 1995", "15 April 87"
            let dash =
                at + usize::from(matches!(self.text.symbol(at), Some('-' | '/')) && self.text.glued(at));
            self.year(dash, false)
                .or_else(|| self.year(at, true).filter(|(year, _)| *year < 2_000 && !self.text.is(at, ':')))
        });
        Some(match year {
            Some((year, next)) => (day(year, month, date).and_then(When::day), next),
            None => (Some(When::MonthDay(month, date)).filter(|when| when.exists()), at),
        })
    }

    /// Three or two groups with the same mark between them: `5/17/2018`, `17.5.`, `2019-aug-01`, `12-2015`.
    fn numeric(&self, at: usize) -> Option<Said> {
        let before = at > 0
            && self.text.glued(at)
            && matches!(self.text.symbol(at - 1), Some('.' | '/' | '+' | '$' | '€' | '£' | ','));
        if (self.text.runs_on(at)
            && self.text.get(at)?.kind == Kind::Figures
            && !self.text.word(at - 1).is_empty())
            || before
        {
            return None;
        }
        let mark = self.text.symbol(at + 1).filter(|mark| matches!(mark, '/' | '-' | '.' | '–'))?;
        let glued = |place: usize| self.text.glued(place);
        if !(glued(at + 1) && glued(at + 2)) {
            return None;
        }
        let (one, two) = (self.part(at)?, self.part(at + 2)?);
        let third = (self.text.is(at + 3, mark) && glued(at + 3) && glued(at + 4))
            .then(|| self.part(at + 4))
            .flatten();
        if let Some(three) = third
            && let Some(date) = self.three(one, two, three)
        {
            return Some((date, at + 5));
        }
        self.two(one, two, mark, at)
    }

    fn part(&self, at: usize) -> Option<Part> {
        let figures = self.text.figures(at);
        if figures.is_empty() {
            return self.month(at).map(|(month, _)| Part::Month(month));
        }
        let value = figures.parse().ok()?;
        match figures.len() {
            4 => Some(Part::Year(value)),
            1 | 2 => Some(Part::Small(value, figures.len())),
            _ => None,
        }
    }

    /// None when it is no date at all; a date that does not exist is `Some(None)`.
    fn three(&self, one: Part, two: Part, three: Part) -> Option<Option<When>> {
        use Part::{Month, Small, Year};
        let (year, month, date) = match (one, two, three) {
            (Year(year), Small(month, _), Small(date, _)) => (year, month, date),
            (Year(year), Month(month), Small(date, _)) | (Year(year), Small(date, _), Month(month)) => {
                (year, month.into(), date)
            }
            (Month(month), Small(date, _), Year(year))
            | (Small(date, _), Month(month), Year(year))
            | (Month(month), Year(year), Small(date, _))
            | (Small(date, _), Year(year), Month(month)) => (year, month.into(), date),
            (Small(date, _), Month(month), Small(year, 2))
            | (Month(month), Small(date, _), Small(year, 2)) => (century(year), month.into(), date),
            (Small(one, _), Small(two, _), Year(year)) => self.ordered(one, two, year),
            (Small(one, _), Small(two, _), Small(year, 2)) => {
                if one > 31 || (one > 12 && two > 12) {
                    (century(one), two, year)
                } else {
                    self.ordered(one, two, century(year))
                }
            }
            _ => return None,
        };
        let (month, date) = (i8::try_from(month).ok()?, i8::try_from(date).ok()?);
        Some(day(year, month, date).and_then(When::day))
    }

    /// Year, month and day of two numbers: the locale decides unless one of them can't be a month.
    fn ordered(&self, one: i16, two: i16, year: i16) -> (i16, i16, i16) {
        let month_first = if one > 12 { false } else { self.manner.month_first || two > 12 };
        if month_first { (year, one, two) } else { (year, two, one) }
    }

    fn two(&self, one: Part, two: Part, mark: char, at: usize) -> Option<Said> {
        use Part::{Month, Small, Year};
        let more = self.text.glued(at + 3) && (self.text.runs_on(at + 3) || self.text.is(at + 3, '%'));
        if more {
            return None;
        }
        Some(match (one, two) {
            (Month(month), Small(date, _)) | (Small(date, _), Month(month)) => {
                return self.dated(month, i8::try_from(date).ok()?, at + 3);
            }
            (Month(month), Year(year)) | (Year(year), Month(month)) => {
                (Stretch::of_month(year, month).map(When::Fixed), at + 3)
            }
            (Small(month, _), Year(year)) | (Year(year), Small(month, _))
                if mark != '.' && (1..=12).contains(&month) =>
            {
                (Stretch::of_month(year, i8::try_from(month).ok()?).map(When::Fixed), at + 3)
            }
            (Small(one, _), Small(two, _)) => {
                let (_, month, date) = self.ordered(one, two, 2000);
                let (month, date) = (i8::try_from(month).ok()?, i8::try_from(date).ok()?);
                day(2000, month, date)?;
                let mut next = at + 3;
                if self.text.is(next, '.')
                    && self.text.glued(next)
                    && self.manner.language == Language::German
                {
                    next += 1;
                }
                if mark != '/' && !self.is_date_place(at) {
                    return None;
                }
                // `5/7, 2020`
                let comma = self.text.is(next, ',') || self.past(next, Tag::Of).is_some();
                match self.year_after(next, false).filter(|_| comma) {
                    Some((year, next)) => (day(year, month, date).and_then(When::day), next),
                    None => (Some(When::MonthDay(month, date)), next),
                }
            }
            _ => return None,
        })
    }

    /// Where `5.12` is a date rather than a number.
    fn is_date_place(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let word = self.text.word(before);
        self.manner.comma_is_point
            || matches!(
                word,
                "on" | "until"
                    | "by"
                    | "since"
                    | "from"
                    | "before"
                    | "after"
                    | "to"
                    | "till"
                    | "date"
                    | "is"
                    | "day"
                    | "dated"
            )
            || self.tag(before, |tag| matches!(tag, Tag::Weekday(_)).then_some(())).is_some()
    }

    /// True when a number word or figures stand at a place.
    pub(super) fn is_number(&self, at: usize) -> bool {
        !self.text.figures(at).is_empty()
            || matches!(number_word(self.manner.language, self.text.word(at)), Some(NumberWord::Add(_)))
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Year(i16),
    /// A number of one or two figures, and how many.
    Small(i16, usize),
    Month(i8),
}

/// The year of two figures: 40 to 99 are of the last century.
fn century(short: i16) -> i16 {
    match short {
        0..40 => 2_000 + short,
        40..100 => 1_900 + short,
        other => other,
    }
}

fn small(value: f64, most: i16) -> Option<i8> {
    number(value, most).filter(|value| *value >= 1).and_then(|value| i8::try_from(value).ok())
}

#[allow(clippy::cast_possible_truncation)]
fn number(value: f64, most: i16) -> Option<i16> {
    (value.fract() == 0.0 && (0.0..=f64::from(most)).contains(&value)).then_some(value as i16)
}

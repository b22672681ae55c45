//! Years, quarters, decades, centuries and seasons.

use super::super::number::cardinal;
use super::super::ordinal::nth;
use super::calendar::{day, plus_months};
use super::when::{Grain, Scene, Stretch, When};
use super::words::{Tag, Unit};

impl Scene<'_> {
    /// `Q1`, `Q1 2019`, `2019-Q1`, "the first quarter", "second quarter of 2019".
    pub(super) fn quarter(&self, at: usize) -> Option<(When, usize)> {
        let named = |place: usize| -> Option<(i64, usize)> {
            let n: i64 = (self.text.word(place) == "q" && self.text.glued(place + 1))
                .then(|| self.text.figures(place + 1).parse().ok())??;
            (1..=4).contains(&n).then_some((n, place + 2))
        };
        let of_year = |year: i16, n: i64, next: usize| -> Option<(When, usize)> {
            let start = plus_months(day(year, 1, 1)?, (n - 1) * 3)?;
            Some((When::Fixed(Stretch { start, end: plus_months(start, 3)?, grain: Grain::Other }), next))
        };
        if let Some((year, next)) = self.year(at, false).or_else(|| {
            Some((self.text.figures(at).parse().ok().filter(|year| (1_900..2_200).contains(year))?, at + 1))
        }) {
            let dash = next + usize::from(self.text.is(next, '-'));
            let (n, end) = named(dash).or_else(|| {
                let (value, counted) = nth(self.text, self.skip_article(dash), self.manner)?;
                #[allow(clippy::cast_possible_truncation)]
                (self.unit(counted)?.0 == Unit::Quarter && (1.0..=4.0).contains(&value))
                    .then_some((value as i64, counted + 1))
            })?;
            return of_year(year, n, end);
        }
        let (n, next) = named(at).or_else(|| {
            let (value, next) = nth(self.text, at, self.manner)?;
            let (unit, next) = self.unit(next)?;
            #[allow(clippy::cast_possible_truncation)]
            (unit == Unit::Quarter && (1.0..=4.0).contains(&value)).then_some((value as i64, next))
        })?;
        if let Some((year, end)) = self.year_after(next + usize::from(self.text.is(next, '-')), false) {
            return of_year(year, n, end);
        }
        let of = self.past(next, Tag::Of).unwrap_or(next);
        if let Some((When::Fixed(year), end)) = self
            .turned(of)
            .filter(|(when, _)| matches!(when, When::Fixed(found) if found.grain == Grain::Year))
        {
            return of_year(year.start.year(), n, end);
        }
        of_year(self.today?.year(), n, next)
    }

    /// "2018", "the year 2008", "the 1990s", "nineties", "the 21st century", "summer 2019".
    pub(super) fn years(&self, at: usize) -> Option<(When, usize)> {
        if let Some((month, next)) = self.season(at)
            && let Some((year, end)) = self.year_after(next, false)
        {
            return Some((When::Fixed(season(year, month)?), end));
        }
        if let Some(found) = self.decade(at) {
            return Some(found);
        }
        if let Some((value, next)) = nth(self.text, at, self.manner)
            && let Some((Unit::Century, end)) = self.unit(next)
        {
            #[allow(clippy::cast_possible_truncation)]
            let century = (1.0..=30.0).contains(&value).then_some(value as i16)?;
            let start = (century - 1).checked_mul(100)?;
            return Some((When::Fixed(Stretch::of_years(start, 100)?), end));
        }
        let (unit, named) = match self.unit(self.skip_article(at)) {
            Some((unit, next)) => (Some(unit), next),
            None => (None, at),
        };
        if unit.is_some_and(|unit| unit != Unit::Year) {
            return None;
        }
        let place = if unit.is_some() { self.past(named, Tag::Of).unwrap_or(named) } else { named };
        let (year, next) = self.year(place, false)?;
        // A bare number is a year when it looks like one of ours.
        let marked = place > 0
            && self.text.glued(place)
            && matches!(self.text.symbol(place - 1), Some('$' | '.' | ',' | '/' | '€' | '£'));
        let figures = !self.text.figures(place).is_empty() && !self.text.runs_on(place);
        let likely = unit.is_some() || ((1_500..2_200).contains(&year) && figures && !marked);
        likely.then(|| Some((When::Fixed(Stretch::of_years(year, 1)?), next)))?
    }

    fn decade(&self, at: usize) -> Option<(When, usize)> {
        let figures = self.text.figures(at);
        let plural = self.text.word(at + 1) == "s"
            || (matches!(self.text.symbol(at + 1), Some('\'' | '’')) && self.text.word(at + 2) == "s");
        if plural && figures.ends_with('0') && matches!(figures.len(), 2 | 4) {
            let value: i16 = figures.parse().ok()?;
            let year = if figures.len() == 2 {
                if value <= 20 { 2_000 + value } else { 1_900 + value }
            } else {
                value
            };
            let next = at + 2 + usize::from(self.text.word(at + 1) != "s");
            return Some((When::Fixed(Stretch::of_years(year, 10)?), next));
        }
        let tens = match self.text.word(at) {
            "twenties" => 20,
            "thirties" => 30,
            "forties" => 40,
            "fifties" => 50,
            "sixties" => 60,
            "seventies" => 70,
            "eighties" => 80,
            "nineties" => 90,
            _ => {
                // "nineteen nineties", "the two thousands"
                let (value, to, _) = cardinal(self.text, at, self.manner)?;
                let (When::Fixed(decade), next) = self.decade_word(to)? else { return None };
                #[allow(clippy::cast_possible_truncation)]
                let hundreds = (10.0..=21.0).contains(&value).then_some(value as i16)?;
                let year = hundreds * 100 + decade.start.year() % 100;
                return Some((When::Fixed(Stretch::of_years(year, 10)?), next));
            }
        };
        Some((When::Fixed(Stretch::of_years(1_900 + tens, 10)?), at + 1))
    }

    fn decade_word(&self, at: usize) -> Option<(When, usize)> {
        self.text.word(at).ends_with("ties").then(|| self.decade(at))?
    }
}

pub(super) fn season(year: i16, month: i8) -> Option<Stretch> {
    let start = day(year, month, 1)?;
    Some(Stretch { start, end: plus_months(start, 3)?, grain: Grain::Other })
}

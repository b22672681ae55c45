//! Days and ranges of days, as they are said.

mod calendar;
mod calendar_dates;
mod durations;
mod holidays;
mod periods;
mod ranges;
mod relative;
mod when;
mod words;

use jiff::civil::{Date, DateTime};

use super::field::Range;
use super::language::Manner;
use super::tokens::Text;
use super::whole::is_whole;
use when::{Grain, Memo, Scene, When};

/// A day and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// What it loses of its confidence.
    pub(crate) doubt: f32,
}

/// A range and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    pub(crate) range: Range,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// What it loses of its confidence.
    pub(crate) doubt: f32,
}

/// All days, in order.
pub(crate) fn days(text: &Text, manner: Manner, reference: Option<DateTime>) -> Vec<Day> {
    let memo = Memo::default();
    let phrases = words::phrases(text, manner.language);
    let scene = Scene { text, manner, today: reference.map(DateTime::date), phrases: &phrases, memo: &memo };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((when, next)) = scene.when(at, 0) else {
            at += 1;
            continue;
        };
        let day =
            when.and_then(|when| when.resolve(scene.today)).filter(|stretch| stretch.grain == Grain::Day);
        if let Some(stretch) = day {
            found.push(Day { date: stretch.start, from: at, to: next, doubt: 0.0 });
        }
        at = next.max(at + 1);
    }
    if found.is_empty() {
        found.extend(lone_day(&scene));
    }
    found
}

/// "The fourth", "the 18th", "four": a day of this month or the next, when nothing else is said or "the" is.
fn lone_day(scene: &Scene<'_>) -> Option<Day> {
    for at in 0..scene.text.len() {
        let ordinal = super::ordinal::nth(scene.text, at, scene.manner).is_some();
        let Some((date, to)) = scene.day_of_month(at) else { continue };
        let the = at > 0 && matches!(scene.text.word(at - 1), "the" | "el" | "le" | "am" | "den" | "στισ");
        let whole = is_whole(scene.text, at, to);
        if whole || (ordinal && the && (scene.text.word(to).is_empty() || to >= scene.text.len())) {
            let date = When::DayOfMonth(date).resolve(scene.today)?.start;
            return Some(Day { date, from: at, to, doubt: if ordinal { 10.0 } else { 30.0 } });
        }
    }
    None
}

/// All ranges, in order. A day by itself is a range of one day, when no other is there.
pub(crate) fn ranges(text: &Text, manner: Manner, reference: Option<DateTime>) -> Vec<Span> {
    let memo = Memo::default();
    let phrases = words::phrases(text, manner.language);
    let scene = Scene { text, manner, today: reference.map(DateTime::date), phrases: &phrases, memo: &memo };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match scene.range(at) {
            Some((range, next)) => {
                found.push(Span { range, from: at, to: next, doubt: 0.0 });
                at = next.max(at + 1);
            }
            // Past a day, so that "May 3" does not become May.
            None => at = scene.when(at, 0).map_or(at + 1, |(_, next)| next.max(at + 1)),
        }
    }
    if found.is_empty() {
        let single = |day: &Day| Span {
            range: Range {
                start: Some(day.date),
                end: calendar::plus_days(day.date, 1),
                last: Some(day.date),
            },
            from: day.from,
            to: day.to,
            doubt: day.doubt + 20.0,
        };
        found.extend(days(text, manner, reference).iter().map(single));
    }
    found
}

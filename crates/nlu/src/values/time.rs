//! Times of day: `14:30`, "half past three", "quarter to nine in the evening", "three o'clock".

use jiff::civil::Time;

use super::language::{Language, Manner};
use super::number::cardinal;
use super::tokens::Text;
use super::whole::is_whole;

/// A time of day and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    pub(crate) time: Time,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// True when nothing tells morning from afternoon.
    pub(crate) either: bool,
}

/// The half of the day that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Night,
}

/// All times, in order.
pub(crate) fn times(text: &Text, manner: Manner) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match moment(text, at, manner) {
            Some(moment) => {
                at = moment.to.max(at + 1);
                found.push(moment);
            }
            None => at += 1,
        }
    }
    found
}

fn moment(text: &Text, at: usize, manner: Manner) -> Option<Moment> {
    if text.runs_on(at) {
        return None;
    }
    let named = match text.word(at) {
        "noon" | "midday" | "mediodia" | "midi" | "mittag" | "mittags" | "μεσημερι" => Some(12),
        "midnight" | "medianoche" | "minuit" | "mitternacht" | "μεσανυχτα" => Some(0),
        _ => None,
    };
    if let Some(hour) = named {
        return Some(Moment { time: time(hour, 0)?, from: at, to: at + 1, either: false });
    }
    past(text, at, manner).or_else(|| clock(text, at, manner))
}

/// "half past three", "ten to nine", "viertel nach acht".
fn past(text: &Text, at: usize, manner: Manner) -> Option<Moment> {
    let (minutes, mut next) = match (manner.language, text.word(at)) {
        (Language::English, "half") => (30, at + 1),
        (Language::English, "quarter") => (15, at + 1),
        (Language::English, "a") if text.word(at + 1) == "quarter" => (15, at + 2),
        (Language::German, "viertel") => (15, at + 1),
        // "halb drei" is half past two.
        (Language::German, "halb") => {
            let (hour, to) = hour(text, at + 1, manner)?;
            return said(text, at, to, hour.checked_sub(1).unwrap_or(11), 30, manner);
        }
        (Language::English | Language::German, _) => {
            let (minutes, to) = small(text, at, 59, manner)?;
            (minutes, to + usize::from(matches!(text.word(to), "minutes" | "minute" | "minuten")))
        }
        _ => return None,
    };
    let back = match text.word(next) {
        "past" | "after" | "nach" => false,
        "to" | "before" | "till" | "of" | "vor" => true,
        // "half three" is British for half past three.
        _ if text.word(at) == "half" && next == at + 1 => {
            next = at;
            false
        }
        _ => return None,
    };
    let (hour, to) = hour(text, next + 1, manner)?;
    let (hour, minutes) =
        if back { (if hour == 0 { 23 } else { hour - 1 }, 60 - minutes) } else { (hour, minutes) };
    // "two to four" is a span of something else unless the minutes are usual.
    let usual = minutes % 5 == 0 || text.word(next.saturating_sub(1)).starts_with("minute");
    (minutes < 60 && (usual || text.word(next) == "past"))
        .then(|| said(text, at, to, hour, minutes, manner))?
}

/// `14:30`, "three o'clock", "three thirty pm", `15h30`, "las tres y media".
fn clock(text: &Text, at: usize, manner: Manner) -> Option<Moment> {
    let (hours, to) = hour(text, at, manner)?;
    let figures = !text.figures(at).is_empty();
    // `14:30`, `14.30`, `15h30`
    let mark = matches!(text.symbol(to), Some(':' | '.')) || matches!(text.word(to), "h" | "uhr");
    if figures && mark {
        let tight = text.glued(to) && text.glued(to + 1);
        let minutes = text.figures(to + 1);
        if (tight || text.word(to) == "uhr") && minutes.len() == 2 {
            let minutes: i8 = minutes.parse().ok()?;
            let mut end = to + 2;
            // Seconds are not kept.
            if text.is(end, ':') && text.figures(end + 1).len() == 2 {
                end += 2;
            }
            let clear = text.is(to, ':') || !text.word(to).is_empty() || half(text, end).is_some();
            return if clear { said(text, at, end, hours, minutes, manner) } else { None };
        }
        if matches!(text.word(to), "h" | "uhr") {
            return said(text, at, to + 1, hours, 0, manner);
        }
    }
    let mut end = to;
    let mut minutes = 0;
    let mut clear = false;
    if matches!(text.word(end), "oclock" | "uhr" | "heures" | "heure" | "h" | "η" | "horas") {
        (end, clear) = (end + 1, true);
    }
    // "three thirty", "drei Uhr zwanzig", "trois heures et quart"
    let and = usize::from(matches!(text.word(end), "y" | "et" | "και" | "und"));
    match text.word(end + and) {
        "media" | "demie" | "demi" | "μιση" if and == 1 => (end, minutes, clear) = (end + 2, 30, true),
        "cuarto" | "quart" | "τεταρτο" if and == 1 => (end, minutes, clear) = (end + 2, 15, true),
        _ => {
            let oh = usize::from(matches!(text.word(end), "oh" | "o"));
            let following = small(text, end + oh + and, 59, manner);
            if let Some((value, next)) = following
                && (clear || !figures && text.figures(end + oh + and).is_empty())
                && (value >= 10 || oh == 1)
                && (clear || half(text, next).is_some() || is_whole(text, at, next))
            {
                (end, minutes, clear) = (next, value, true);
            }
        }
    }
    if and == 0 && matches!(text.word(end), "menos" | "moins" | "παρα") {
        let (back, next) = match text.word(end + 1) {
            "cuarto" | "τεταρτο" => (15, end + 2),
            "le" if text.word(end + 2) == "quart" => (15, end + 3),
            _ => small(text, end + 1, 30, manner)?,
        };
        let hour = if hours == 0 { 23 } else { hours - 1 };
        return said(text, at, next, hour, 60 - back, manner);
    }
    if clear || half(text, end).is_some() || before_hour(text, at) || is_whole(text, at, end) {
        return said(text, at, end, hours, minutes, manner);
    }
    None
}

/// "at three", "a las tres", "um drei", "στις τρεις".
fn before_hour(text: &Text, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    matches!(text.word(before), "at" | "las" | "um" | "gegen" | "στισ" | "vers") && text.word(at + 1) != "of"
}

/// "pm", "in the morning": the half of the day and the token after it.
fn half(text: &Text, at: usize) -> Option<(Half, usize)> {
    let dotted = |letter: &str| text.word(at) == letter && text.is(at + 1, '.') && text.word(at + 2) == "m";
    match text.word(at) {
        "am" => return Some((Half::Morning, at + 1)),
        "pm" => return Some((Half::Afternoon, at + 1)),
        "tonight" => return Some((Half::Night, at + 1)),
        "morgens" | "vormittags" | "früh" => return Some((Half::Morning, at + 1)),
        "nachmittags" | "abends" => return Some((Half::Afternoon, at + 1)),
        "nachts" => return Some((Half::Night, at + 1)),
        _ => {}
    }
    if dotted("a") || dotted("p") || dotted("π") || dotted("μ") {
        let afternoon = matches!(text.word(at), "p" | "μ");
        let to = at + 3 + usize::from(text.is(at + 3, '.'));
        return Some((if afternoon { Half::Afternoon } else { Half::Morning }, to));
    }
    if matches!(text.word(at), "a" | "p") && text.word(at + 1) == "m" {
        return Some((if text.word(at) == "p" { Half::Afternoon } else { Half::Morning }, at + 2));
    }
    let mut next = at;
    while matches!(
        text.word(next),
        "in" | "at" | "the" | "de" | "la" | "por" | "du" | "l" | "am" | "to" | "το"
    ) && next < at + 2
    {
        next += 1;
    }
    let half = match text.word(next) {
        "morning" | "manana" | "madrugada" | "matin" | "morgen" | "vormittag" | "πρωι" => Half::Morning,
        "afternoon" | "evening" | "tarde" | "noche" | "soir" | "apres" | "nachmittag" | "abend"
        | "απογευμα" | "βραδυ" => Half::Afternoon,
        "night" | "nuit" | "nacht" => Half::Night,
        _ => return None,
    };
    (next > at || half != Half::Night).then_some((half, next + 1))
}

fn said(text: &Text, from: usize, to: usize, hour: i8, minutes: i8, _manner: Manner) -> Option<Moment> {
    let (hour, to, either) = match half(text, to) {
        Some((Half::Morning, next)) => (if hour == 12 { 0 } else { hour }, next, false),
        Some((Half::Afternoon, next)) => (if hour < 12 { hour + 12 } else { hour }, next, false),
        // "eleven at night", but "two at night"
        Some((Half::Night, next)) => {
            (if (5..12).contains(&hour) { hour + 12 } else { hour % 12 }, next, false)
        }
        None => (hour, to, (1..=12).contains(&hour) && !text.figures(from).starts_with('0')),
    };
    Some(Moment { time: time(hour, minutes)?, from, to, either })
}

fn hour(text: &Text, at: usize, manner: Manner) -> Option<(i8, usize)> {
    small(text, at, 24, manner).map(|(hour, to)| (if hour == 24 { 0 } else { hour }, to))
}

/// A number up to a limit: figures of at most two places, or one or two words.
fn small(text: &Text, at: usize, most: i8, manner: Manner) -> Option<(i8, usize)> {
    let figures = text.figures(at);
    if !figures.is_empty() {
        let value: i8 = if figures.len() <= 2 { figures.parse().ok()? } else { return None };
        return (value <= most).then_some((value, at + 1));
    }
    // An hour is one or two words; "three thirty" is two numbers.
    let (value, to, _) = cardinal(text, at, manner)?;
    #[allow(clippy::cast_possible_truncation)]
    (value.fract() == 0.0 && (0.0..=f64::from(most)).contains(&value)).then_some((value as i8, to))
}

fn time(hour: i8, minute: i8) -> Option<Time> {
    Time::new(hour, minute, 0, 0).ok()
}

//! Numbers, in figures and words: `1,674,200.5`, "three hundred and two", "one and a half million", `2.5^-1`.

use super::language::{Language, Manner};
use super::number_words::{NumberWord, number_word};
use super::ordinal::ordinal_word;
use super::tokens::{Gap, Kind, Text};

/// Beyond this nothing is a number that anyone means.
const LARGEST: f64 = 1e21;

/// A number and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// All numbers, in order.
pub(crate) fn numbers(text: &Text, manner: Manner) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(number) = number(text, at, manner)
            && !is_pronoun(text, number, manner)
        {
            at = number.to.max(at + 1);
            found.push(number);
        } else {
            at = past(text, at);
        }
    }
    found
}

/// The place after a token and what is glued to it when it is one thing with letters: "29km" holds no number.
fn past(text: &Text, at: usize) -> usize {
    if text.figures(at).is_empty() {
        return at + 1;
    }
    let mut next = at + 1;
    while text.glued(next) && text.get(next).is_some_and(|token| token.kind != Kind::Symbol) {
        next += 1;
    }
    next
}

/// "The one you mentioned" counts nothing.
fn is_pronoun(text: &Text, number: Number, manner: Manner) -> bool {
    const BEFORE: &[&str] = &[
        "the", "this", "that", "which", "each", "every", "any", "no", "another", "other", "first", "last",
        "next", "only", "some", "good", "new", "old", "previous", "same", "right", "wrong",
    ];
    manner.language == Language::English
        && number.to == number.from + 1
        && text.word(number.from) == "one"
        && number.from.checked_sub(1).is_some_and(|before| BEFORE.contains(&text.word(before)))
}

/// The number that begins at a token.
pub(crate) fn number(text: &Text, at: usize, manner: Manner) -> Option<Number> {
    let (negative, start) = sign(text, at, manner);
    let (mut value, mut to) = magnitude(text, start, manner)?;
    (value, to) = scientific(text, value, to);
    if negative {
        value = -value;
    }
    (value.is_finite() && value.abs() < LARGEST && !runs_into_letters(text, to)).then_some(Number {
        value,
        from: at,
        to,
    })
}

fn sign(text: &Text, at: usize, manner: Manner) -> (bool, usize) {
    let word = text.word(at);
    let said = match manner.language {
        Language::English => matches!(word, "minus" | "negative"),
        Language::Spanish => word == "menos",
        Language::French => word == "moins",
        Language::German => word == "minus",
        Language::Greek => matches!(word, "μειον" | "πλην"),
    };
    let written =
        matches!(text.symbol(at), Some('-' | '−')) && text.glued(at + 1) && (at == 0 || !text.glued(at));
    (said || written, at + usize::from(said || written))
}

/// "1m" and "29km" are measures.
fn runs_into_letters(text: &Text, to: usize) -> bool {
    to > 0
        && !text.figures(to - 1).is_empty()
        && text.glued(to)
        && text.get(to).is_some_and(|token| token.kind == Kind::Word && token.text.is_ascii())
        && !is_currency_letters(text.word(to))
}

/// `115USD`, `20bucks`, `5pm`: what is glued and says what is counted, not a measure of its own.
fn is_currency_letters(word: &str) -> bool {
    super::currency::is_code(word)
}

fn magnitude(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    if let Some(fraction) = fraction(text, at, manner) {
        return Some(of_scale(text, fraction, manner));
    }
    let (mut value, mut to, mut scale) = cardinal(text, at, manner)?;
    // "one hundred and three quarters": the last words belong to the fraction.
    let and =
        (at..to).rfind(|place| number_word(manner.language, text.word(*place)) == Some(NumberWord::And));
    if let Some(and) = and
        && fraction(text, and + 1, manner).is_some_and(|(part, end)| part < 1.0 && end > to)
        && let Some(before) = cardinal_before(text, at, and, manner)
    {
        (value, to, scale) = before;
    }
    // "two point five", "nought point nought three".
    if let Some((fraction, next)) = spoken_decimals(text, to, manner) {
        (value, to) = (value + fraction, next);
        if let Some(NumberWord::Times(by)) = number_word(manner.language, text.word(to)) {
            (value, to) = (value * by, to + 1);
        }
        return Some((value, to));
    }
    // "2 1/4", "one and a half", "three million and a quarter".
    let with = joined(text, to, manner);
    let figures = !text.figures(to.saturating_sub(1)).is_empty();
    if let Some((part, next)) = fraction(text, with, manner).filter(|(part, _)| *part < 1.0)
        && (with > to
            || figures && !text.glued(with) && !text.figures(with).is_empty()
            || vulgar(text, with).is_some())
    {
        let after = number_word(manner.language, text.word(next));
        if let Some(NumberWord::Times(by)) = after {
            // "five and a half million", but "one billion and a half million".
            let value = if scale >= 1_000.0 { value + part * by } else { (value + part) * by };
            return Some((value, next + 1));
        }
        return Some((value + if scale >= 1_000.0 { part * scale } else { part }, next));
    }
    if let Some((below, next)) = over(text, value, to, manner) {
        return Some((value / below, next));
    }
    Some((value, to))
}

/// Past an "and" at this place.
fn joined(text: &Text, at: usize, manner: Manner) -> usize {
    let word = text.word(at);
    at + usize::from(
        number_word(manner.language, word) == Some(NumberWord::And)
            || (manner.language == Language::Spanish && word == "con"),
    )
}

/// "two thirds of a million".
fn of_scale(text: &Text, (value, to): (f64, usize), manner: Manner) -> (f64, usize) {
    let mut at = to;
    if manner.language == Language::English && text.word(at) == "of" {
        at += 1;
    }
    if manner.language == Language::English && matches!(text.word(at), "a" | "an") {
        at += 1;
    }
    match number_word(manner.language, text.word(at)) {
        Some(NumberWord::Times(by)) => (value * by, at + 1),
        _ => (value, to),
    }
}

/// "1 over 20", "one in twenty-one".
fn over(text: &Text, above: f64, at: usize, manner: Manner) -> Option<(f64, usize)> {
    if manner.language != Language::English || !matches!(text.word(at), "over" | "in") {
        return None;
    }
    let (below, to, _) = cardinal(text, at + 1, manner)?;
    // "$10000 over 3 years" and "8 in 5" are two numbers each, and so is "3 in 2020".
    let counted = to < text.len() && !text.word(to).is_empty();
    let fits =
        if text.word(at) == "in" { (above - 1.0).abs() < f64::EPSILON && below > 1.0 } else { !counted };
    (fits && below > 0.0).then_some((below, to))
}

/// `1e10`, `6.23x10^-4`, `2.5^-1`.
fn scientific(text: &Text, value: f64, to: usize) -> (f64, usize) {
    if to == 0 || text.figures(to - 1).is_empty() {
        return (value, to);
    }
    if text.glued(to)
        && text.word(to) == "e"
        && text.glued(to + 1)
        && let Some((exponent, next)) = exponent(text, to + 1)
    {
        return (value * 10f64.powf(exponent), next);
    }
    let ten = to + 1;
    if (text.word(to) == "x" || matches!(text.symbol(to), Some('×' | '*')))
        && text.figures(ten) == "10"
        && text.is(ten + 1, '^')
        && let Some((exponent, next)) = exponent(text, ten + 2)
    {
        return (value * 10f64.powf(exponent), next);
    }
    if text.is(to, '^')
        && text.glued(to)
        && let Some((by, next)) =
            exponent(text, to + 1 + usize::from(text.is(to + 1, '-') && text.is(to + 2, '-')))
    {
        let power = value.powf(by);
        if power.is_finite() {
            return (power, next);
        }
    }
    (value, to)
}

fn exponent(text: &Text, at: usize) -> Option<(f64, usize)> {
    let sign = matches!(text.symbol(at), Some('-' | '+'));
    let figures = at + usize::from(sign);
    let digits = text.figures(figures);
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    Some((if text.is(at, '-') { -value } else { value }, figures + 1))
}

/// "point nought three".
fn spoken_decimals(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    let is_point = match manner.language {
        Language::English => matches!(text.word(at), "point"),
        Language::Spanish => matches!(text.word(at), "punto" | "coma"),
        Language::French => matches!(text.word(at), "virgule"),
        Language::German => matches!(text.word(at), "komma"),
        Language::Greek => matches!(text.word(at), "κομμα"),
    };
    if !is_point {
        return None;
    }
    let mut digits = String::from("0.");
    let mut to = at + 1;
    while digits.len() < 18 {
        let figures = text.figures(to);
        let oh = manner.language == Language::English && matches!(text.word(to), "oh" | "o");
        match number_word(manner.language, text.word(to)) {
            _ if !figures.is_empty() => digits.push_str(figures),
            _ if oh => digits.push('0'),
            Some(NumberWord::Add(value)) if value >= 20 && value % 10 == 0 => {
                // "point twenty five"
                match number_word(manner.language, text.word(to + 1)) {
                    Some(NumberWord::Add(unit)) if (1..10).contains(&unit) => {
                        digits.push_str(&(value + unit).to_string());
                        to += 1;
                    }
                    _ => digits.push_str(&value.to_string()),
                }
            }
            Some(NumberWord::Add(value)) => digits.push_str(&value.to_string()),
            _ => break,
        }
        to += 1;
    }
    (digits.len() > 2).then(|| digits.get(..digits.len().min(18))?.parse().ok().map(|value| (value, to)))?
}

/// A fraction by itself: `3/4`, `¾`, "a half", "two thirds", "twenty-three fifths".
fn fraction(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    if let Some(value) = vulgar(text, at) {
        return Some((value, at + 1));
    }
    let (above, below) = (text.figures(at), text.figures(at + 2));
    let slash = matches!(text.symbol(at + 1), Some('/' | '⁄')) && text.glued(at + 1) && text.glued(at + 2);
    if slash && !above.is_empty() && !below.is_empty() && above.len() <= 15 && below.len() <= 15 {
        let more =
            matches!(text.symbol(at + 3), Some('/' | '-' | '.')) && text.glued(at + 4) && text.glued(at + 3);
        let less = at > 0 && matches!(text.symbol(at - 1), Some('/' | '.')) && text.glued(at);
        let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
        return (!more && !less && below > 0.0 && !text.runs_on(at + 3)).then_some((above / below, at + 3));
    }
    match manner.language {
        Language::English => english_fraction(text, at, manner),
        Language::Spanish => {
            let article = usize::from(matches!(text.word(at), "un" | "una"));
            match text.word(at + article) {
                "medio" | "media" => Some((0.5, at + article + 1)),
                "cuarto" if article == 1 => Some((0.25, at + 2)),
                "tercio" if article == 1 => Some((1.0 / 3.0, at + 2)),
                _ => None,
            }
        }
        Language::French => {
            let article = usize::from(matches!(text.word(at), "un" | "une"));
            match text.word(at + article) {
                "demi" | "demie" => Some((0.5, at + article + 1)),
                "quart" if article == 1 => Some((0.25, at + 2)),
                "tiers" if article == 1 => Some((1.0 / 3.0, at + 2)),
                _ => None,
            }
        }
        Language::German => {
            let article = usize::from(matches!(text.word(at), "ein" | "eine" | "einen"));
            match text.word(at + article) {
                "halb" | "halbe" | "halber" | "halbes" | "halben" => Some((0.5, at + article + 1)),
                "viertel" if article == 1 => Some((0.25, at + 2)),
                "drittel" if article == 1 => Some((1.0 / 3.0, at + 2)),
                "anderthalb" | "eineinhalb" => Some((1.5, at + 1)),
                "zweieinhalb" => Some((2.5, at + 1)),
                "dreieinhalb" => Some((3.5, at + 1)),
                _ => None,
            }
        }
        Language::Greek => match text.word(at) {
            "μισο" | "μισησ" | "μιση" => Some((0.5, at + 1)),
            "ενα" if text.word(at + 1) == "τεταρτο" => Some((0.25, at + 2)),
            "ενα" if text.word(at + 1) == "τριτο" => Some((1.0 / 3.0, at + 2)),
            "ενα" if text.word(at + 1) == "μισο" => Some((0.5, at + 2)),
            "μιαμιση" | "ενάμιση" | "εναμιση" | "ενάμισι" | "εναμισι" | "μιαμισι" => {
                Some((1.5, at + 1))
            }
            _ => None,
        },
    }
}

fn vulgar(text: &Text, at: usize) -> Option<f64> {
    Some(match text.symbol(at)? {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// "half", "a quarter", "three quarters", "two thirds", "twenty twenty fifths".
fn english_fraction(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    let article = usize::from(matches!(text.word(at), "a" | "an"));
    match text.word(at + article) {
        "half" => {
            // "half a million"
            let filler = usize::from(matches!(text.word(at + article + 1), "a" | "an"));
            let scaled = matches!(
                number_word(manner.language, text.word(at + article + 1 + filler)),
                Some(NumberWord::Times(_))
            );
            return Some((0.5, at + article + 1 + if scaled { filler } else { 0 }));
        }
        "quarter" => return Some((0.25, at + article + 1)),
        _ => {}
    }
    // The denominator is the first ordinal within reach; what stands before it is counted in it.
    let first = at + article;
    let last = (first..(first + 9).min(text.len())).find(|place| denominator(text.word(*place)).is_some())?;
    let (value, plural) = denominator(text.word(last))?;
    let before = |back: usize| {
        word_before(text, last, back).filter(|place| *place > first || (article == 1 && *place >= first))
    };
    let add = |place: usize| match number_word(manner.language, text.word(place)) {
        Some(NumberWord::Add(value)) => Some(value),
        _ => None,
    };
    let (mut below, mut starts) = (value, last);
    if value < 10.0
        && let Some(place) = before(1)
        && let Some(tens) = add(place).filter(|tens| *tens >= 20)
        && text.word(place.saturating_sub(1)) != "and"
    {
        (below, starts) = (value + f64::from(tens), place);
    } else if let (Some(hundred), Some(one)) = (before(1), before(2))
        && text.word(hundred) == "hundred"
        && text.word(one) == "one"
        && value < 100.0
    {
        (below, starts) = (100.0 + value, one);
    }
    if below < 3.0 && starts == last && text.word(last) != "halves" {
        return None;
    }
    if starts == first && article == 1 {
        return (!plural).then_some((1.0 / below, last + 1));
    }
    let (above, mut to, _) = cardinal_before(text, at, starts, manner)?;
    while to < starts && text.is(to, '-') {
        to += 1;
    }
    // "one hundred and three quarters" is a hundred and a bit; "one hundred and thirty fifths" are twenty-six.
    let and = (first..starts).rfind(|place| text.word(*place) == "and");
    let mixed = and
        .and_then(|and| cardinal_before(text, and + 1, starts, manner))
        .is_some_and(|(part, end, _)| part < below && end == to);
    let fits = to == starts && !mixed && (plural || (above - 1.0).abs() < f64::EPSILON);
    fits.then_some((above / below, last + 1))
}

/// The word so many words before a place, hyphens left out.
fn word_before(text: &Text, place: usize, mut back: usize) -> Option<usize> {
    let mut at = place;
    while back > 0 {
        at = at.checked_sub(1)?;
        if !text.is(at, '-') {
            back -= 1;
        }
    }
    Some(at)
}

/// "fifths" is (5, several).
fn denominator(word: &str) -> Option<(f64, bool)> {
    match word {
        "quarters" => return Some((4.0, true)),
        "quarter" => return Some((4.0, false)),
        "halves" => return Some((2.0, true)),
        _ => {}
    }
    if let Some(value) = ordinal_word(word) {
        return Some((value, false));
    }
    word.strip_suffix('s').and_then(ordinal_word).map(|value| (value, true))
}

/// A whole number, or one in figures with decimals: its value, the token after it and its last scale.
pub(crate) fn cardinal(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize, f64)> {
    cardinal_before(text, at, text.len(), manner)
}

/// The same, from tokens before a place alone.
fn cardinal_before(text: &Text, at: usize, end: usize, manner: Manner) -> Option<(f64, usize, f64)> {
    let mut count = Count::default();
    let mut to = at;
    if let Some((value, next)) = literal(text, at, manner) {
        count.start(value);
        to = next;
        if text.word(to) == "k" && !text.runs_on(to + 1) {
            return Some((value * 1_000.0, to + 1, 1_000.0));
        }
        if value.fract() == 0.0 && text.figures(at).len() > 3 {
            count.closed = true;
        }
    } else if manner.language == Language::English
        && matches!(text.word(at), "a" | "an")
        && matches!(number_word(manner.language, text.word(at + 1)), Some(NumberWord::Times(_)))
    {
        count.start(1.0);
        to = at + 1;
    }
    while to < end {
        let mut next = to;
        let hyphen = text.is(next, '-') && count.any;
        next += usize::from(hyphen);
        let and = count.any && number_word(manner.language, text.word(next)) == Some(NumberWord::And);
        next += usize::from(and);
        if next >= end {
            break;
        }
        let taken = match number_word(manner.language, text.word(next)) {
            Some(NumberWord::Add(value)) => count.add(value, manner.language, and),
            Some(NumberWord::Times(by)) if !and => count.times(by),
            Some(_) => false,
            // "3 hundred and 21"
            None => match literal(text, next, manner) {
                Some((value, after))
                    if count.scale >= 100.0 && value < count.scale && value.fract() == 0.0 && and =>
                {
                    count.current += value;
                    count.scale = 1.0;
                    count.closed = true;
                    next = after - 1;
                    true
                }
                _ => false,
            },
        };
        if !taken || (hyphen && count.closed) {
            break;
        }
        to = next + 1;
        if count.closed && count.scale < 100.0 {
            break;
        }
    }
    count.any.then_some((count.total + count.current, to, count.last_scale))
}

/// A number as it grows, word by word.
#[derive(Debug)]
struct Count {
    total: f64,
    current: f64,
    /// The last multiplier within the current group; 1 after a number that is below it.
    scale: f64,
    last_scale: f64,
    any: bool,
    /// Nothing small can follow.
    closed: bool,
}

impl Default for Count {
    fn default() -> Self {
        Self { total: 0.0, current: 0.0, scale: f64::INFINITY, last_scale: 1.0, any: false, closed: false }
    }
}

impl Count {
    fn start(&mut self, value: f64) {
        (self.current, self.any, self.scale) = (value, true, 1.0);
    }

    fn add(&mut self, value: u32, language: Language, and: bool) -> bool {
        if self.closed && self.scale < 100.0 {
            return false;
        }
        let added = f64::from(value);
        if !self.any {
            self.start(added);
            self.closed = value == 0;
            return true;
        }
        if value == 0 {
            return false;
        }
        let last = self.current % 100.0;
        let french = language == Language::French;
        let fits = if french && value == 20 && (last - 4.0).abs() < 0.5 {
            // quatre-vingts
            self.current += 76.0;
            return true;
        } else if french && (10..20).contains(&value) {
            last == 0.0 && self.whole_group() || (last - 60.0).abs() < 0.5 || (last - 80.0).abs() < 0.5
        } else if value < 10 {
            self.current % 10.0 == 0.0 && (last >= 20.0 || last == 0.0 && self.whole_group())
        } else if value < 100 {
            last == 0.0 && self.whole_group()
        } else {
            self.current == 0.0
        };
        // "twenty and three" is a number; "five and six" are two.
        let fits = fits && (!and || last == 0.0 || value < 10 || french);
        if fits {
            self.current += added;
            self.scale = 1.0;
        }
        fits
    }

    /// True after a hundred or a larger scale, where something smaller may follow.
    fn whole_group(&self) -> bool {
        self.scale >= 100.0 && self.scale.is_finite() || self.current == 0.0 || self.current >= 100.0
    }

    fn times(&mut self, by: f64) -> bool {
        if !self.any {
            // "hundred" by itself
            self.start(0.0);
            self.current = 1.0;
        }
        if self.total + self.current > LARGEST {
            return false;
        }
        if by <= 100.0 {
            if self.current == 0.0 || self.current >= 1_000.0 && self.current % 1_000.0 == 0.0 {
                return false;
            }
            self.current *= by;
        } else if self.current == 0.0 {
            // "hundred thousand million", "three lakh crore"
            self.total *= by;
        } else if self.total > 0.0 && by >= self.last_scale {
            self.total = (self.total + self.current) * by;
            self.current = 0.0;
        } else {
            self.total += self.current * by;
            self.current = 0.0;
        }
        self.scale = by;
        self.last_scale = by;
        self.closed = false;
        true
    }
}

/// Figures with their separators: `1,674,200.5`, `.08`, `5,00`, `1 234 567.89` with narrow spaces.
pub(crate) fn literal(text: &Text, at: usize, manner: Manner) -> Option<(f64, usize)> {
    let mut digits = String::new();
    let mut to = at;
    if text.is(at, '.') && text.glued(at + 1) && !text.runs_on(at) && !text.figures(at + 1).is_empty() {
        digits.push_str("0.");
        digits.push_str(text.figures(at + 1));
        to = at + 2;
    } else {
        let first = text.figures(at);
        if first.is_empty() {
            return None;
        }
        digits.push_str(first);
        to += 1;
        let (point, group) = if manner.comma_is_point { (',', '.') } else { ('.', ',') };
        // Groups: of three, or of two and then three as in India.
        let mut groups = 0;
        let mut after = to;
        let mut all = String::new();
        while first.len() <= 3 {
            let (separator, figures) = if text.get(after).is_some_and(|token| token.gap == Gap::Narrow) {
                (after, after)
            } else if text.is(after, group) && text.glued(after) && text.glued(after + 1) {
                (after, after + 1)
            } else {
                break;
            };
            let next = text.figures(figures);
            if !(next.len() == 3 || (next.len() == 2 && first.len() <= 2)) || separator > figures {
                break;
            }
            all.push_str(next);
            groups += 1;
            after = figures + 1;
            if next.len() == 3 {
                (groups, to) = (groups + 100, after);
                digits.push_str(&std::mem::take(&mut all));
            }
        }
        let grouped = groups >= 100;
        if !grouped {
            to = at + 1;
        }
        let decimals = |mark: char| {
            (text.is(to, mark) && text.glued(to) && text.glued(to + 1))
                .then(|| text.figures(to + 1))
                .filter(|figures| !figures.is_empty())
        };
        // `1.2.3` and `5.6.2019` are no numbers with decimals.
        let once = !(matches!(text.symbol(to + 2), Some('.' | ','))
            && text.glued(to + 2)
            && text.glued(to + 3)
            && !text.figures(to + 3).is_empty());
        if once
            && let Some(figures) =
                decimals(point).or_else(|| decimals(group).filter(|of| !grouped && of.len() != 3))
        {
            digits.push('.');
            digits.push_str(figures);
            to += 2;
        }
    }
    if digits.len() > 40 {
        return None;
    }
    Some((digits.parse().ok()?, to))
}

/// The shortest way to write a number that keeps fifteen figures.
pub(crate) fn written(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return format!("{:.0}", value + 0.0);
    }
    let scientific = format!("{value:.14e}");
    let rounded: f64 = scientific.parse().unwrap_or(value);
    format!("{rounded}")
}

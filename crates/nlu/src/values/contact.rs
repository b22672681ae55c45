//! Phone numbers and e-mail addresses, as they are written and as they are spoken.

use super::tokens::{Kind, Text};

/// Something found: its value and its place, in characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contact {
    pub(crate) value: String,
    pub(crate) begin: u32,
    pub(crate) end: u32,
    pub(crate) confidence: f32,
}

/// All e-mail addresses that are written.
pub(crate) fn emails(text: &Text) -> Vec<Contact> {
    let characters = text.characters();
    let mut found = Vec::new();
    for (at, _) in characters.iter().enumerate().filter(|(_, character)| **character == '@') {
        let is_local = |character: &char| character.is_ascii_alphanumeric() || "._%+-'".contains(*character);
        let before = characters.get(..at).unwrap_or_default();
        let mut begin =
            before.iter().rposition(|character| !is_local(character)).map_or(0, |place| place + 1);
        while characters.get(begin).is_some_and(|first| matches!(first, '.' | '-' | '\'')) && begin < at {
            begin += 1;
        }
        let after = characters.get(at + 1..).unwrap_or_default();
        let is_host = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-');
        let length = after.iter().position(|character| !is_host(character)).unwrap_or(after.len());
        // An underscore makes the whole host invalid.
        if begin == at || after.get(length) == Some(&'_') {
            continue;
        }
        let host: String = after.iter().take(length).collect();
        let host = host.trim_end_matches(['.', '-']);
        if !is_host_name(host) {
            continue;
        }
        let local: String = before.get(begin..).unwrap_or_default().iter().collect();
        if local.ends_with('.') || local.contains("..") {
            continue;
        }
        found.push(Contact {
            value: format!("{local}@{host}").to_ascii_lowercase(),
            begin: place(begin),
            end: place(at + 1 + host.len()),
            confidence: 100.0,
        });
    }
    if found.is_empty() { spoken_email(text).into_iter().collect() } else { found }
}

fn is_host_name(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last().copied().unwrap_or("");
    labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && last.len() >= 2
        && last.chars().all(|letter| letter.is_ascii_alphabetic())
}

/// "john dot smith at gmail dot com".
fn spoken_email(text: &Text) -> Option<Contact> {
    let at = (1..text.len()).find(|place| {
        matches!(text.word(*place), "at" | "arroba" | "arobase" | "παπακι")
            && (place + 1..text.len().min(place + 7)).any(|later| is_dot(text, later))
    })?;
    // The host: words and dots until something else comes.
    let (mut host, mut end) = (String::new(), at + 1);
    while let Some(token) = text.get(end) {
        if is_dot(text, end) {
            host.push('.');
        } else if matches!(text.word(end), "dash" | "hyphen" | "minus") || token.text == "-" {
            host.push('-');
        } else if token.kind != Kind::Symbol
            && (host.is_empty() || host.ends_with(['.', '-']) || token.text.len() == 1)
        {
            host.push_str(&token.text);
        } else {
            break;
        }
        end += 1;
        if host.len() > 100 {
            return None;
        }
    }
    let host = host.trim_end_matches(['.', '-']).to_owned();
    // What is called so: words that are joined by dots and the like, letters that are spelled, and one word.
    let (mut local, mut begin, mut open) = (Vec::new(), at, true);
    while let Some(before) = begin.checked_sub(1) {
        let word = text.get(before).map_or("", |token| token.text.as_str());
        let joint = match word {
            "dot" | "point" | "punto" | "punkt" | "τελεια" | "." => Some("."),
            "underscore" | "_" => Some("_"),
            "dash" | "hyphen" | "-" => Some("-"),
            _ => None,
        };
        let spelled = word.chars().count() == 1 || super::digits::digit_word(word).is_some();
        match joint {
            Some(joint) => {
                local.push(joint.to_owned());
                open = true;
            }
            None if open || spelled || text.glued(begin) => {
                local.push(
                    super::digits::digit_word(word)
                        .map_or_else(|| word.to_owned(), |digit| digit.to_string()),
                );
                open = false;
            }
            None => break,
        }
        begin = before;
        if local.len() > 40 {
            return None;
        }
    }
    local.reverse();
    let local = local.concat();
    let local = local.trim_start_matches(['.', '-']);
    let ascii = local.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-+".contains(letter));
    let (first, last) = (text.span(begin, end).0, text.span(begin, end).1);
    (ascii && !local.is_empty() && is_host_name(&host)).then(|| Contact {
        value: format!("{local}@{host}"),
        begin: first,
        end: last,
        confidence: 85.0,
    })
}

fn is_dot(text: &Text, at: usize) -> bool {
    matches!(text.word(at), "dot" | "point" | "punto" | "punkt" | "τελεια")
        || (text.is(at, '.') && at + 1 < text.len())
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// All phone numbers that are written, the likeliest first.
pub(crate) fn phones(text: &Text) -> Vec<Contact> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let run = run(text, at);
        match run {
            Some(to) => {
                found.extend(phone(text, at, to));
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
    found.sort_by(|one: &Contact, other| other.confidence.total_cmp(&one.confidence));
    found
}

/// Figures with what stands between the groups of a phone number: the token after the last.
fn run(text: &Text, from: usize) -> Option<usize> {
    let starts = !text.figures(from).is_empty()
        || (text.is(from, '+') && !text.figures(from + 1).is_empty())
        || (text.is(from, '(')
            && (!text.figures(from + 1).is_empty()
                || (text.is(from + 1, '+') && !text.figures(from + 2).is_empty())));
    if !starts {
        return None;
    }
    let mut to = from;
    let mut end = from;
    let mut open = false;
    while let Some(token) = text.get(to) {
        match (token.kind, token.text.as_str()) {
            (Kind::Figures, _) => end = to + 1,
            (Kind::Symbol, "(") if !open => open = true,
            (Kind::Symbol, ")") if open => open = false,
            (Kind::Symbol, "+") if to == from || text.is(to - 1, '(') => {}
            (Kind::Symbol, "-" | "." | "/" | "‐" | "–") if matches!(text.get(to + 1), Some(next) if next.kind == Kind::Figures || next.text == "(") =>
                {}
            _ => break,
        }
        to += 1;
    }
    (end > from).then_some(end)
}

/// A phone number between two tokens, when its shape is that of one.
fn phone(text: &Text, from: usize, to: usize) -> Option<Contact> {
    // "(19 35831647": a parenthesis that is not closed is not part of it.
    let opens = (from..to).filter(|at| text.is(*at, '(')).count();
    let closes = (from..to).filter(|at| text.is(*at, ')')).count();
    let from = if opens > closes { (from..to).find(|at| !text.figures(*at).is_empty())? } else { from };
    let groups: Vec<&str> = (from..to).map(|at| text.figures(at)).filter(|of| !of.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let plus = (from..to.min(from + 2)).any(|at| text.is(at, '+'));
    let separators: Vec<char> = (from..to).filter_map(|at| text.symbol(at)).collect();
    if !(7..=17).contains(&digits) || touches(text, from, to, plus) || is_other(&groups, &separators, plus) {
        return None;
    }
    if called_otherwise(text, from) {
        return None;
    }
    let spaced = separators.is_empty() && groups.len() == 1;
    let (mut end, mut value) = (to, text.slice(from, to));
    if let Some(extension) = extension(text, to) {
        end = extension;
        value = text.slice(from, end).to_lowercase();
    }
    let confidence = if plus || called_phone(text, from) {
        100.0
    } else if spaced {
        75.0
    } else {
        90.0
    };
    let (begin, end) = text.span(from, end);
    Some(Contact { value, begin, end, confidence })
}

/// Letters or signs glued to either side make it a part of something else.
fn touches(text: &Text, from: usize, to: usize, plus: bool) -> bool {
    let before = text.glued(from) && from > 0 && {
        let last = text.get(from - 1);
        let word = last.is_some_and(|token| token.kind == Kind::Word);
        let figures = last.is_some_and(|token| token.kind == Kind::Figures);
        (word && !plus)
            || figures
            || last.is_some_and(|token| "#=*$€£.,-+/@_".contains(&token.text)) && !text.is(from, '(')
    };
    let letters = text.glued(to) && !text.word(to).is_empty() && extension(text, to).is_none();
    let sum = matches!(text.symbol(to), Some('=' | '*' | '+' | '^' | '%' | '€' | '$'))
        || (matches!(text.symbol(to), Some(',' | ':'))
            && text.glued(to + 1)
            && !text.figures(to + 1).is_empty());
    before || letters || sum
}

/// Shapes of other things: dates, sums, decimals, social security numbers, bits of numbers.
fn is_other(groups: &[&str], separators: &[char], plus: bool) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let all = |separator: char| !separators.is_empty() && separators.iter().all(|of| *of == separator);
    let marks = |mark: char| separators.iter().filter(|of| **of == mark).count();
    let date = (all('-') || all('/') || all('.'))
        && matches!(lengths.as_slice(), [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]);
    let security = all('-') && lengths == [3, 2, 4];
    let decimal = all('.') && lengths.len() == 2;
    let fraction = all('/') && lengths.len() == 2 && lengths.iter().sum::<usize>() < 9;
    // A plus before short groups that are all joined by hyphens is a sum rather than a number to call.
    let sum = plus && marks('-') >= 4;
    // In bits of one or two figures without a mark between them, only whole pairs are read out.
    let bits = separators.is_empty() && lengths.len() > 1 && {
        let total: usize = lengths.iter().sum();
        let pairs = lengths.iter().all(|length| *length == 2);
        lengths.contains(&1) && total < 9
            || total < 8
            || total == 8 && pairs && lengths.len() != 4
            || lengths.last() == Some(&1)
    };
    let long_tail = marks('-') > 0
        && groups.first().is_some_and(|first| first.starts_with("00"))
        && lengths.iter().sum::<usize>() > 16;
    date || security || decimal || fraction || sum || bits || long_tail
}

const OTHER: &[&str] =
    &["card", "account", "acct", "order", "invoice", "reference", "ssn", "pin", "id", "policy"];
const PHONE: &[&str] = &[
    "phone",
    "tel",
    "telephone",
    "mobile",
    "cell",
    "call",
    "office",
    "fax",
    "telefono",
    "telefon",
    "τηλεφωνο",
];

fn words_before(text: &Text, from: usize) -> impl Iterator<Item = &str> {
    (from.saturating_sub(4)..from).rev().map(|at| text.word(at)).filter(|word| !word.is_empty())
}

/// "my card number is 12345678".
fn called_otherwise(text: &Text, from: usize) -> bool {
    for word in words_before(text, from) {
        if PHONE.contains(&word) {
            return false;
        }
        if OTHER.contains(&word) {
            return true;
        }
    }
    false
}

fn called_phone(text: &Text, from: usize) -> bool {
    words_before(text, from).any(|word| PHONE.contains(&word))
}

/// `x123`, `ext. 123`: the token after it.
fn extension(text: &Text, at: usize) -> Option<usize> {
    if !matches!(text.word(at), "x" | "ext" | "extension") {
        return None;
    }
    let figures = at + 1 + usize::from(text.is(at + 1, '.'));
    let digits = text.figures(figures);
    (!digits.is_empty() && digits.len() <= 6).then_some(figures + 1)
}

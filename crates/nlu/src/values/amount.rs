//! Amounts with their currency (`$ 14 million`, "thirteen dollars forty-five"), and percentages.

use super::currency::{Currency, called, has_hundredths, millions};
use super::language::{Language, Manner};
use super::number::{Number, number};
use super::tokens::{Gap, Kind, Text};

/// An amount and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amount {
    pub(crate) value: f64,
    pub(crate) currency: &'static Currency,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The most tokens in a currency's name.
const LONGEST_NAME: usize = 4;

/// All amounts whose currency is said, in order.
pub(crate) fn amounts(text: &Text, manner: Manner) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match amount(text, at, manner) {
            Some(amount) => {
                at = amount.to.max(at + 1);
                found.push(amount);
            }
            None => at += 1,
        }
    }
    found
}

fn amount(text: &Text, at: usize, manner: Manner) -> Option<Amount> {
    let found = before_number(text, at, manner).or_else(|| after_number(text, at, manner))?;
    Some(with_hundredths(text, found, manner))
}

/// `$ 14 million`, `USD 200`, `$ 10 dollars`.
fn before_number(text: &Text, at: usize, manner: Manner) -> Option<Amount> {
    let (currency, next) = currency(text, at)?;
    // "50 dollar 40 rmb": a word after its number does not belong to the next one.
    let sign = text.symbol(next - 1).is_some();
    if !sign
        && (currency.code.is_empty() || text.word(next - 1).len() != 3)
        && currency.name != "Sen"
        && text.word(next - 1) != "rs"
    {
        return None;
    }
    // Codes that are words too ("ALL 5", "try 5") need their number glued or upper case; tokens have lost their case.
    if !sign
        && matches!(
            text.word(next - 1),
            "all" | "try" | "mad" | "won" | "cup" | "mop" | "top" | "gel" | "rub"
        )
    {
        return None;
    }
    let number = plain(text, next, manner)?;
    // "1 $ 10 dollars": the nearer currency is the number's.
    let (mut to, mut currency) = (number.to, currency);
    if let Some((same, after)) = super::amount::currency(text, to)
        && (same.name == currency.name || currency.code.is_empty() && same.name.ends_with("dollar"))
    {
        (to, currency) = (after, same);
    }
    Some(Amount { value: number.value, currency, from: at, to })
}

/// "thirteen dollars", `10 €`, `115USD`, `30 MUSD`.
fn after_number(text: &Text, at: usize, manner: Manner) -> Option<Amount> {
    let Number { value, to, .. } = plain(text, at, manner)?;
    if let Some(currency) = millions(text.word(to)) {
        return Some(Amount { value: value * 1e6, currency, from: at, to: to + 1 });
    }
    // "million of dollars", "three hundred de pesos"
    let of = usize::from(matches!(text.word(to), "of" | "de" | "d"));
    let (currency, next) = currency(text, to + of)?;
    // "1 $ 10 dollars bill", "1.6 billion ($ 2.54 billion)": a sign before a number belongs to that number.
    let sign = text.symbol(next - 1).is_some();
    let belongs_on = sign
        && number(text, next, manner).is_some_and(|following| {
            !matches!(super::amount::currency(text, following.to), Some((part, _)) if !has_hundredths(part))
        });
    // "two of dollars" is nothing; a million of dollars is.
    let large_enough = of == 0 || value >= 1e3;
    (!belongs_on && large_enough).then_some(Amount { value, currency, from: at, to: next })
}

/// A number that an amount can have; a signed one is a loss.
fn plain(text: &Text, at: usize, manner: Manner) -> Option<Number> {
    if text.runs_on(at) && text.figures(at).is_empty() {
        return None;
    }
    number(text, at, manner)
}

/// The longest name or sign of a currency at a place, and the token after it.
fn currency(text: &Text, at: usize) -> Option<(&'static Currency, usize)> {
    let mut name = String::new();
    let mut found = None;
    for next in at..at + LONGEST_NAME {
        let Some(token) = text.get(next) else { break };
        if token.kind == Kind::Figures {
            break;
        }
        // Points within abbreviations: "u.s. dollars".
        if !name.is_empty() && !token.text.starts_with('.') && !name.ends_with("u.") {
            name.push(' ');
        }
        name.push_str(&token.text);
        // "a $ 4 billion" and "music's $ 500": a letter that is apart is a word of its own, save in "c $".
        let apart = next == at + 1
            && token.text == "$"
            && token.gap != Gap::None
            && matches!(name.as_str(), "a $" | "s $" | "n $" | "j $" | "b $" | "r $" | "z $");
        if !apart && let Some(currency) = called(&name) {
            found = Some((currency, next + 1));
        }
    }
    found
}

/// "thirteen dollars forty-five cents", "15 dollars and 50", `17 USD 25`.
fn with_hundredths(text: &Text, amount: Amount, manner: Manner) -> Amount {
    let and =
        usize::from(matches!(text.word(amount.to), "and" | "with" | "con" | "y" | "et" | "und" | "και"));
    let (at, said) = (amount.to + and, text.word(amount.to.saturating_sub(1)));
    if !has_hundredths(amount.currency) || amount.value.fract() != 0.0 || text.is(amount.to, ',') {
        return amount;
    }
    let Some(part) = number(text, at, manner) else { return amount };
    if !(1.0..100.0).contains(&part.value) || part.value.fract() != 0.0 {
        return amount;
    }
    let add = |to| Amount { value: amount.value + part.value / 100.0, to, ..amount };
    match currency(text, part.to) {
        Some((currency, next)) if !has_hundredths(currency) => add(next),
        Some(_) => amount,
        None => {
            // Without "cents" nothing else may be counted by the second number, and words need words.
            let counted = !text.word(part.to).is_empty()
                && !matches!(text.word(part.to), "point" | "please" | "and" | "only");
            let sign_first = said.is_empty() && amount.to > 0 && text.symbol(amount.to - 1).is_none();
            if counted || sign_first || text.is(part.to, '%') { amount } else { add(part.to) }
        }
    }
}

/// All percentages, in order.
pub(crate) fn percents(text: &Text, manner: Manner) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let next = percent(text, at, manner);
        at = next.map_or(at + 1, |percent| percent.to.max(at + 1));
        found.extend(next);
    }
    found
}

fn percent(text: &Text, at: usize, manner: Manner) -> Option<Number> {
    if let Some(next) = percent_sign(text, at, manner)
        && text.word(next) == "of"
        && let Some(number) = number(text, next + 1, manner)
    {
        // "per cent of 210"
        return Some(Number { from: at, ..number });
    }
    let number = number(text, at, manner)?;
    let to = percent_sign(text, number.to, manner)?;
    Some(Number { to, ..number })
}

fn percent_sign(text: &Text, at: usize, manner: Manner) -> Option<usize> {
    if matches!(text.symbol(at), Some('%' | '％' | '٪')) {
        return Some(at + 1);
    }
    let two = |first: &str, second: &[&str]| text.word(at) == first && second.contains(&text.word(at + 1));
    match manner.language {
        Language::English => match text.word(at) {
            "percent" | "percents" | "percentage" | "percentages" | "pct" => Some(at + 1),
            _ if two("per", &["cent", "cents"]) => Some(at + 2),
            _ => None,
        },
        Language::Spanish => two("por", &["ciento", "cien"]).then_some(at + 2),
        Language::French => (text.word(at) == "pourcent")
            .then_some(at + 1)
            .or_else(|| two("pour", &["cent"]).then_some(at + 2)),
        Language::German => (text.word(at) == "prozent").then_some(at + 1),
        Language::Greek => two("τοισ", &["εκατο"])
            .then_some(at + 2)
            .or_else(|| (text.word(at) == "τοισ" && text.word(at + 1) == "εκατον").then_some(at + 2)),
    }
}

//! Checks of a value: blocks are tried in order, one that passes is enough.

use baton_model::program::{Question, Validation};

use crate::engine::compare::{matches, number};

/// True when the value passes, with the name of the block that took it; false with the name of the last one.
pub(super) fn check<'q>(question: &'q Question, value: &str) -> Result<Option<&'q str>, &'q str> {
    let mut last = None;
    for block in &question.validations {
        if passes(block, value) {
            return Ok(Some(&block.name));
        }
        last = Some(block.name.as_str());
    }
    last.map_or(Ok(None), Err)
}

/// All options of a block hold.
fn passes(block: &Validation, value: &str) -> bool {
    let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
    let (min_value, max_value) = (block.min_value, block.max_value);
    block.min_length.is_none_or(|min| length >= min)
        && block.max_length.is_none_or(|max| length <= max)
        && min_value.is_none_or(|min| number(value).is_some_and(|number| number >= min))
        && max_value.is_none_or(|max| number(value).is_some_and(|number| number <= max))
        && (block.one_of.is_empty() || block.one_of.iter().any(|one| one == value))
        && block.pattern.as_ref().is_none_or(|pattern| matches(&format!("^(?:{pattern})$"), value))
        && block.prebuilt.as_deref().is_none_or(|name| prebuilt(name, value))
}

/// The checks that are known by name. An unknown one checks nothing: the compiler has said so.
fn prebuilt(name: &str, value: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    match name.as_str() {
        "creditcard" => is_credit_card(value),
        "uszip" => matches("^[0-9]{5}(?:-?[0-9]{4})?$", value),
        "cazip" => matches("^(?i)[a-z][0-9][a-z] ?[0-9][a-z][0-9]$", value),
        _ => true,
    }
}

/// 12 to 19 digits whose Luhn sum is right.
fn is_credit_card(value: &str) -> bool {
    let digits: Option<Vec<u32>> = value.chars().map(|digit| digit.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (12..=19).contains(&digits.len())) else { return false };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{Validation, passes};

    #[test]
    fn all_options_of_a_block_must_hold() {
        let block = Validation { min_length: Some(4), max_value: Some(5000.0), ..Validation::default() };
        assert!(passes(&block, "4207"));
        assert!(!passes(&block, "420"));
        assert!(!passes(&block, "9207"));
    }

    #[test]
    fn a_pattern_must_match_the_whole_value() {
        let block = Validation { pattern: Some("a|b[0-9]".into()), ..Validation::default() };
        assert!(passes(&block, "b1"));
        assert!(!passes(&block, "b12"));
        assert!(!passes(&block, "xa"));
        assert!(!passes(&Validation { pattern: Some("(".into()), ..Validation::default() }, "("));
    }

    #[test]
    fn a_credit_card_number_has_the_right_sum() {
        let block = Validation { prebuilt: Some("CreditCard".into()), ..Validation::default() };
        assert!(passes(&block, "4111111111111111"));
        assert!(!passes(&block, "4111111111111112"));
        assert!(!passes(&block, "٤111111111111111"));
    }
}

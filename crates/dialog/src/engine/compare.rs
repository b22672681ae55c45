//! Conditions: a field and a value, compared exactly.

use baton_model::program::{Condition, Join, Operator};
use regex::RegexBuilder;

use super::Engine;
use super::render::Scope;

/// The memory that a compiled regular expression may take: enough for anything sensible, too little to hurt.
const MOST_REGEX_BYTES: usize = 1 << 20;

/// How much work conditions are: a regular expression is read anew each time.
pub(super) fn cost(conditions: &[Condition]) -> usize {
    let matching = conditions.iter().filter(|condition| condition.operator == Operator::Matches).count();
    conditions.len() + matching * 200
}

impl Engine<'_> {
    /// True when all, or any, of the conditions hold. No condition holds under `And`.
    pub(super) fn hold(&self, scope: Scope<'_>, join: Join, conditions: &[Condition]) -> bool {
        match join {
            Join::And => conditions.iter().all(|condition| self.holds(scope, condition)),
            Join::Or => conditions.iter().any(|condition| self.holds(scope, condition)),
        }
    }

    fn holds(&self, scope: Scope<'_>, condition: &Condition) -> bool {
        let found = self.resolve(scope, &condition.field).map(|found| found.value.to_text());
        let field = found.as_deref().unwrap_or("");
        if condition.value.as_literal() == Some("*") {
            match condition.operator {
                Operator::Equal => return !field.is_empty(),
                Operator::NotEqual => return field.is_empty(),
                _ => {}
            }
        }
        let value = self.text(scope, &condition.value);
        match condition.operator {
            Operator::Equal => field == value,
            Operator::NotEqual => field != value,
            Operator::GreaterThan => numbers(field, &value).is_some_and(|(a, b)| a > b),
            Operator::GreaterOrEqual => numbers(field, &value).is_some_and(|(a, b)| a >= b),
            Operator::LessThan => numbers(field, &value).is_some_and(|(a, b)| a < b),
            Operator::LessOrEqual => numbers(field, &value).is_some_and(|(a, b)| a <= b),
            Operator::Contains => found.is_some() && field.contains(&*value),
            Operator::StartsWith => found.is_some() && field.starts_with(&*value),
            Operator::Matches => found.is_some() && matches(&value, field),
        }
    }
}

/// Both as numbers, or nothing.
fn numbers(field: &str, value: &str) -> Option<(f64, f64)> {
    Some((number(field)?, number(value)?))
}

/// A finite number, as people write it in a field.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// True when the expression is found anywhere in the text. One that can't be read or is too big finds nothing.
pub(super) fn matches(expression: &str, text: &str) -> bool {
    RegexBuilder::new(expression)
        .size_limit(MOST_REGEX_BYTES)
        .build()
        .is_ok_and(|expression| expression.is_match(text))
}

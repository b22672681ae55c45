//! What a condition says about its field, as far as it can be known before it runs; and what follows from that.

use baton_model::canvas::{Comparison, Edge};
use baton_model::program::{Join, Operator};

use crate::lower;

/// A condition on a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Atom<'a> {
    /// The field with its path, as it is written, without braces.
    pub(crate) field: &'a str,
    pub(crate) test: Test<'a>,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Test<'a> {
    /// Defined and not empty: `EQUAL "*"`, `NOT_EQUAL ""`.
    Defined,
    /// Not so: `NOT_EQUAL "*"`, `EQUAL ""`.
    Undefined,
    Equal(&'a str),
    NotEqual(&'a str),
    /// A number that is at least (or, when open, more than) this.
    Above(f64, Open),
    /// A number that is at most (or, when open, less than) this.
    Below(f64, Open),
    Contains(&'a str),
    StartsWith(&'a str),
    /// A comparison with what is known only when it runs, or with a pattern.
    Other(Operator, &'a str),
    /// A comparison of numbers with what is no number.
    Never,
}

/// Whether a bound is itself left out.
pub(crate) type Open = bool;

impl<'a> Atom<'a> {
    /// Reads a condition; `None` when its operator is not known.
    pub(crate) fn read(condition: &'a Comparison) -> Option<Self> {
        let operator = Operator::parse(&condition.operator)?;
        let value = condition.value.as_str();
        let number = || value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let test = match operator {
            _ if value.contains("{{") => Test::Other(operator, value),
            Operator::Equal if value == "*" => Test::Defined,
            Operator::NotEqual if value == "*" => Test::Undefined,
            Operator::Equal if value.is_empty() => Test::Undefined,
            Operator::NotEqual if value.is_empty() => Test::Defined,
            Operator::Equal => Test::Equal(value),
            Operator::NotEqual => Test::NotEqual(value),
            Operator::GreaterThan => number().map_or(Test::Never, |number| Test::Above(number, true)),
            Operator::GreaterOrEqual => number().map_or(Test::Never, |number| Test::Above(number, false)),
            Operator::LessThan => number().map_or(Test::Never, |number| Test::Below(number, true)),
            Operator::LessOrEqual => number().map_or(Test::Never, |number| Test::Below(number, false)),
            Operator::Contains if !value.is_empty() => Test::Contains(value),
            Operator::StartsWith if !value.is_empty() => Test::StartsWith(value),
            Operator::Contains | Operator::StartsWith | Operator::Matches => Test::Other(operator, value),
        };
        let text = condition.field.trim();
        let field = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}")).unwrap_or(text).trim();
        Some(Self { field, test })
    }

    /// The field without its path.
    pub(crate) fn name(&self) -> &'a str {
        self.field.split('.').next().unwrap_or(self.field).trim()
    }

    /// True when the condition looks at the field itself and not into its JSON.
    pub(crate) fn is_whole(&self) -> bool {
        !self.field.contains('.')
    }
}

/// An edge's conditions as ways to take it: each way is a list of atoms that must all hold. `None` when a word of
/// it is not known.
pub(crate) fn ways(edge: &Edge) -> Option<Vec<Vec<Atom<'_>>>> {
    let atoms: Option<Vec<_>> = edge.conditions.iter().map(Atom::read).collect();
    Some(match lower::join(&edge.condition_operator)? {
        Join::And => vec![atoms?],
        Join::Or => atoms?.into_iter().map(|atom| vec![atom]).collect(),
    })
}

/// A number as the engine reads it.
fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

impl Test<'_> {
    /// True when a value, not empty, passes; `None` when that can't be known.
    fn takes(&self, value: &str) -> Option<bool> {
        Some(match *self {
            Self::Defined => true,
            Self::Undefined | Self::Never => false,
            Self::Equal(text) => value == text,
            Self::NotEqual(text) => value != text,
            Self::Above(least, open) => number(value).is_some_and(|n| n > least || (n == least && !open)),
            Self::Below(most, open) => number(value).is_some_and(|n| n < most || (n == most && !open)),
            Self::Contains(text) => value.contains(text),
            Self::StartsWith(text) => value.starts_with(text),
            Self::Other(..) => return None,
        })
    }

    /// True when the test can only pass on a field that is defined.
    pub(crate) fn needs_a_value(&self) -> bool {
        !matches!(self, Self::Undefined | Self::NotEqual(_) | Self::Other(..))
    }

    /// True when whatever passes this test passes the other.
    pub(crate) fn implies(&self, other: &Test<'_>) -> bool {
        if self == other || matches!(self, Self::Never) {
            return true;
        }
        match (*self, *other) {
            (Self::Equal(value), other) => other.takes(value) == Some(true),
            (Self::Undefined, Test::NotEqual(_)) => true,
            (this, Test::Defined) => this.needs_a_value(),
            (Self::Above(least, open), Test::Above(other, other_open)) => {
                least > other || (least == other && (open || !other_open))
            }
            (Self::Below(most, open), Test::Below(other, other_open)) => {
                most < other || (most == other && (open || !other_open))
            }
            (Self::Contains(text), Test::Contains(part)) => text.contains(part),
            (Self::StartsWith(text), Test::Contains(part)) => text.contains(part),
            (Self::StartsWith(text), Test::StartsWith(start)) => text.starts_with(start),
            (this, Test::NotEqual(value)) => this.takes(value) == Some(false),
            _ => false,
        }
    }

    /// True when nothing passes both tests.
    pub(crate) fn excludes(&self, other: &Test<'_>) -> bool {
        match (*self, *other) {
            (Self::Never, _) | (_, Test::Never) => true,
            (Self::Undefined, other) => other.needs_a_value(),
            (this, Test::Undefined) => this.needs_a_value(),
            (Self::Equal(value), other) => other.takes(value) == Some(false),
            (this, Test::Equal(value)) => this.takes(value) == Some(false),
            (Self::Above(least, open), Test::Below(most, other_open))
            | (Self::Below(most, open), Test::Above(least, other_open)) => {
                least > most || (least == most && (open || other_open))
            }
            (Self::StartsWith(one), Test::StartsWith(other)) => {
                !one.starts_with(other) && !other.starts_with(one)
            }
            _ => false,
        }
    }

    /// True when whatever fails this test passes the other: one of the two always holds.
    pub(crate) fn completes(&self, other: &Test<'_>) -> bool {
        matches!((*self, *other), (Self::Defined, Test::Undefined) | (Self::Undefined, Test::Defined))
            || matches!((*self, *other), (Self::Equal(one), Test::NotEqual(two))
            | (Self::NotEqual(one), Test::Equal(two)) if one == two)
            || matches!((*self, *other), (Self::NotEqual(one), Test::NotEqual(two)) if one != two)
            || matches!(
                (*self, *other),
                (Self::NotEqual(_), Test::Defined) | (Self::Defined, Test::NotEqual(_))
            )
    }
}

#[cfg(test)]
mod tests {
    use super::Test;

    #[test]
    fn what_follows_from_a_comparison_is_known() {
        assert!(Test::Equal("7").implies(&Test::Above(5.0, true)));
        assert!(Test::Equal("x").implies(&Test::Defined));
        assert!(!Test::NotEqual("x").implies(&Test::Defined));
        assert!(Test::Above(5.0, true).implies(&Test::Above(5.0, false)));
        assert!(!Test::Above(5.0, false).implies(&Test::Above(5.0, true)));
        assert!(Test::StartsWith("abc").implies(&Test::StartsWith("ab")));
        assert!(Test::StartsWith("ab").implies(&Test::NotEqual("x")));
        assert!(Test::Undefined.implies(&Test::NotEqual("x")));
    }

    #[test]
    fn comparisons_that_exclude_each_other_are_known() {
        assert!(Test::Equal("a").excludes(&Test::Equal("b")));
        assert!(Test::Equal("a").excludes(&Test::NotEqual("a")));
        assert!(Test::Above(3.0, true).excludes(&Test::Below(3.0, false)));
        assert!(!Test::Above(3.0, false).excludes(&Test::Below(3.0, false)));
        assert!(Test::Defined.excludes(&Test::Undefined));
        assert!(!Test::Undefined.excludes(&Test::NotEqual("a")));
    }
}

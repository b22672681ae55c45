//! What a value is, and how a field holds it.

use jiff::civil::{Date, Time};

/// A value that was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A number, or a percentage without its sign.
    Number(f64),
    /// An amount, its currency (`United States dollar`, or `Dollar` when it is not said whose; empty when none is
    /// said), and the code of ISO 4217 where there is one.
    Amount {
        /// How much.
        value: f64,
        /// The currency's name.
        unit: String,
        /// The currency's code.
        code: String,
    },
    /// A day.
    Date(Date),
    /// Several days.
    DateRange(Range),
    /// A time of day.
    Time(Time),
    /// Anything that is text: digits, a code, an ordinal, an address, a name.
    Text(String),
}

/// From one day to another. A side that is open has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub start: Option<Date>,
    /// The day after; of two days that are both named ("from the 3rd to the 12th") the second.
    pub end: Option<Date>,
    /// The last day that is meant.
    pub last: Option<Date>,
}

impl Value {
    /// As a field takes it: `YES`, `12.5`, `12.5 USD`, `24/12/2025`, `24/12/2025-26/12/2025`, `09:30`.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::YesNo(yes) => if *yes { "YES" } else { "NO" }.to_owned(),
            Self::Number(value) => super::number::written(*value),
            Self::Amount { value, unit, code } => {
                let unit = if code.is_empty() { unit } else { code };
                format!("{} {unit}", super::number::written(*value)).trim_end().to_owned()
            }
            Self::Date(date) => day(*date),
            Self::DateRange(range) => {
                format!(
                    "{}-{}",
                    range.start.map(day).unwrap_or_default(),
                    range.last.map(day).unwrap_or_default()
                )
            }
            Self::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
            Self::Text(text) => text.clone(),
        }
    }
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

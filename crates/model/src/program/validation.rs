//! Checks of a value.

use serde::{Deserialize, Serialize};

use crate::template::Template;

/// One block of checks: all its options must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Validation {
    /// Its name, for the records.
    pub name: String,
    /// Characters.
    pub min_length: Option<u32>,
    /// Characters.
    pub max_length: Option<u32>,
    /// The smallest number.
    pub min_value: Option<f64>,
    /// The largest number.
    pub max_value: Option<f64>,
    /// A regular expression that the whole value must match.
    pub pattern: Option<String>,
    /// One of these, whatever the case of their letters; empty: anything.
    #[serde(default)]
    pub one_of: Vec<String>,
    /// A check by name, such as `CreditCard`.
    pub prebuilt: Option<String>,
    /// The country of a phone number, as ISO has it; empty: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The unit of an amount: `USD`, `$`, `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The earliest day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Day>,
    /// The latest day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Day>,
    /// Days of the week, Monday is 1; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<u8>,
    /// The most days of a range, first and last included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
    /// A function that says true or false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub javascript: Option<String>,
}

/// A day as authors write it: `31/12/2030`, `today`, `today+30d`, `today-18y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// A day of the calendar.
    On {
        /// Such as 2030.
        year: i16,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// So many days, months and years from today.
    FromToday {
        /// Days.
        days: i32,
        /// Months.
        months: i32,
        /// Years.
        years: i32,
    },
}

impl Day {
    /// Reads a day; `None` when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(rest) = text.strip_prefix("today") {
            return Self::from_today(rest.trim());
        }
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        let [first, month, last] = parts.as_slice() else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        Some(Self::On { year: date.year(), month: date.month(), day: date.day() })
    }

    fn from_today(rest: &str) -> Option<Self> {
        let none = Self::FromToday { days: 0, months: 0, years: 0 };
        if rest.is_empty() {
            return Some(none);
        }
        let sign = match rest.get(..1)? {
            "+" => 1,
            "-" => -1,
            _ => return None,
        };
        let rest = rest.get(1..)?.trim();
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..digits)?.parse::<i32>().ok().filter(|number| *number <= 100_000)? * sign;
        Some(match rest.get(digits..)?.trim() {
            "" | "d" | "day" | "days" => Self::FromToday { days: number, months: 0, years: 0 },
            "w" | "week" | "weeks" => Self::FromToday { days: number.saturating_mul(7), months: 0, years: 0 },
            "m" | "month" | "months" => Self::FromToday { days: 0, months: number, years: 0 },
            "y" | "year" | "years" => Self::FromToday { days: 0, months: 0, years: number },
            _ => return None,
        })
    }
}

/// The checks that are known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prebuilt {
    /// Luhn's sum, and the length.
    CreditCard,
    /// Five digits, or nine.
    UsZip,
    /// Letter, digit, letter, digit, letter, digit.
    CaZip,
    /// A phone number, of a country where one is given.
    Phone,
    /// An international bank account number.
    Iban,
}

impl Prebuilt {
    /// Reads a name; case, spaces and signs do not matter.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        match letters.collect::<String>().to_ascii_lowercase().as_str() {
            "creditcard" => Some(Self::CreditCard),
            "uszip" => Some(Self::UsZip),
            "cazip" => Some(Self::CaZip),
            "phone" | "phonenumber" => Some(Self::Phone),
            "iban" => Some(Self::Iban),
            _ => None,
        }
    }
}

/// A check that a service makes: it is asked with `POST`, and answers `{"valid": true}` or
/// `{"valid": false, "reason": "…"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomValidation {
    /// Where it is.
    pub url: Template,
    /// Goes along as `Authorization: Bearer …`.
    pub token: Template,
    /// The most milliseconds it may take.
    pub timeout_ms: u32,
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn a_day_is_a_date_or_counts_from_today() {
        let on = |year, month, day| Some(Day::On { year, month, day });
        let from = |days, months, years| Some(Day::FromToday { days, months, years });
        assert_eq!(Day::parse("31/12/2030"), on(2030, 12, 31));
        assert_eq!(Day::parse("2030-12-31"), on(2030, 12, 31));
        assert_eq!(Day::parse("today"), from(0, 0, 0));
        assert_eq!(Day::parse("Today + 30 days"), from(30, 0, 0));
        assert_eq!(Day::parse("today-18y"), from(0, 0, -18));
        for odd in ["", "31/02/2030", "tomorrow", "today*2", "today+x", "today+99999999999d", "1/2"] {
            assert_eq!(Day::parse(odd), None, "{odd}");
        }
    }
}

//! `Intl.PluralRules`, `Intl.Collator`, `Intl.ListFormat` and `Intl.RelativeTimeFormat`.

use fixed_decimal::Decimal;
use icu::collator::options::{CollatorOptions, Strength};
use icu::collator::preferences::CollationNumericOrdering;
use icu::collator::{Collator, CollatorPreferences};
use icu::list::ListFormatter;
use icu::list::options::{ListFormatterOptions, ListLength};
use icu::plurals::{PluralCategory, PluralRules};
use icu_experimental::relativetime::options::Numeric;
use icu_experimental::relativetime::{RelativeTimeFormatter, RelativeTimeFormatterOptions};
use serde::Deserialize;

use super::{Written, locale, not_there, options};

/// `one`, `few`, ….
pub(super) fn plural(digits: &str, place: &str, given: &str) -> Written {
    let locale = locale(place)?;
    let rules = match given {
        "ordinal" => PluralRules::try_new_ordinal((&locale).into()),
        _ => PluralRules::try_new_cardinal((&locale).into()),
    };
    let value: Decimal = digits.parse().map_err(|_| "The number is too large.".to_owned())?;
    let name = match rules.map_err(not_there)?.category_for(&value) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    Ok(name.to_owned())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Comparing {
    sensitivity: String,
    numeric: bool,
    with: String,
}

/// `-1`, `0` or `1`. The other text is among the options.
pub(super) fn compare(text: &str, place: &str, given: &str) -> Written {
    let (locale, given) = (locale(place)?, options::<Comparing>(given)?);
    let mut preferences = CollatorPreferences::from(&locale);
    if given.numeric {
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    }
    let mut options = CollatorOptions::default();
    options.strength = Some(match given.sensitivity.as_str() {
        "base" => Strength::Primary,
        "accent" => Strength::Secondary,
        _ => Strength::Tertiary,
    });
    let collator = Collator::try_new(preferences, options).map_err(not_there)?;
    Ok((collator.compare(text, &given.with) as i8).to_string())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Listing {
    r#type: String,
    style: String,
}

/// The items, given as JSON, as a list in words.
pub(super) fn list(items: &str, place: &str, given: &str) -> Written {
    let (locale, given) = (locale(place)?, options::<Listing>(given)?);
    let items: Vec<String> = options(items)?;
    let length = match given.style.as_str() {
        "short" => ListLength::Short,
        "narrow" => ListLength::Narrow,
        _ => ListLength::Wide,
    };
    let options = ListFormatterOptions::default().with_length(length);
    let formatter = match given.r#type.as_str() {
        "disjunction" => ListFormatter::try_new_or((&locale).into(), options),
        "unit" => ListFormatter::try_new_unit((&locale).into(), options),
        _ => ListFormatter::try_new_and((&locale).into(), options),
    };
    Ok(formatter.map_err(not_there)?.format(items.iter()).to_string())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Relative {
    unit: String,
    numeric: String,
}

/// `in 3 days`, `yesterday`.
pub(super) fn relative(digits: &str, place: &str, given: &str) -> Written {
    let (locale, given) = (locale(place)?, options::<Relative>(given)?);
    let mut options = RelativeTimeFormatterOptions::default();
    options.numeric = Some(if given.numeric == "auto" { Numeric::Auto } else { Numeric::Always });
    let value: Decimal = digits.parse().map_err(|_| "The number is too large.".to_owned())?;
    let preferences = (&locale).into();
    let formatter = match given.unit.trim_end_matches('s') {
        "second" => RelativeTimeFormatter::try_new_long_second(preferences, options),
        "minute" => RelativeTimeFormatter::try_new_long_minute(preferences, options),
        "hour" => RelativeTimeFormatter::try_new_long_hour(preferences, options),
        "day" => RelativeTimeFormatter::try_new_long_day(preferences, options),
        "week" => RelativeTimeFormatter::try_new_long_week(preferences, options),
        "month" => RelativeTimeFormatter::try_new_long_month(preferences, options),
        "quarter" => RelativeTimeFormatter::try_new_long_quarter(preferences, options),
        "year" => RelativeTimeFormatter::try_new_long_year(preferences, options),
        unit => return Err(format!("Invalid unit argument for format() '{unit}'")),
    };
    Ok(formatter.map_err(not_there)?.format(value).to_string())
}

//! `Intl.NumberFormat`.

use fixed_decimal::{Decimal, Sign, SignDisplay, SignedRoundingMode, UnsignedRoundingMode};
use icu::decimal::options::{CompactDecimalFormatterOptions, DecimalFormatterOptions, GroupingStrategy};
use icu::decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu::locale::Locale;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::dimension::currency::options::{CurrencyFormatterOptions, CurrencyUsage};
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_experimental::dimension::percent::options::PercentFormatterOptions;
use serde::Deserialize;

use super::{Written, locale, not_there, options};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    style: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    currency_display: String,
    #[serde(default)]
    currency_sign: String,
    #[serde(default)]
    notation: String,
    #[serde(default)]
    compact_display: String,
    #[serde(default)]
    sign_display: String,
    #[serde(default)]
    use_grouping: String,
    minimum_integer_digits: i16,
    minimum_fraction_digits: i16,
    maximum_fraction_digits: i16,
    minimum_significant_digits: Option<i16>,
    maximum_significant_digits: Option<i16>,
    #[serde(default)]
    rounding_mode: String,
}

/// A number, in digits, as it is written in a place.
pub(super) fn number(digits: &str, place: &str, given: &str) -> Written {
    let (locale, options) = (locale(place)?, options::<Options>(given)?);
    if matches!(digits, "NaN" | "Infinity" | "-Infinity") {
        return Ok(digits.replace("Infinity", "∞"));
    }
    let mut value: Decimal =
        digits.replace("e+", "e").parse().map_err(|_| "The number is too large.".to_owned())?;
    if options.style == "percent" {
        value.multiply_pow10(2);
    }
    if options.notation == "compact" && options.style != "currency" {
        return compact(value, &locale, &options);
    }
    shape(&mut value, &options);
    match options.style.as_str() {
        "currency" => currency(&value, &locale, &options),
        "percent" => {
            let formatter = PercentFormatter::try_new((&locale).into(), PercentFormatterOptions::default());
            around(
                &formatter.map_err(not_there)?.format(&sample(&value)).to_string(),
                &value,
                &locale,
                &options,
            )
        }
        _ => plain(&value, &locale, &options),
    }
}

/// Rounds and pads as the options say.
fn shape(value: &mut Decimal, options: &Options) {
    let unsigned = match options.rounding_mode.as_str() {
        "ceil" => return shape_with(value, options, SignedRoundingMode::Ceil),
        "floor" => return shape_with(value, options, SignedRoundingMode::Floor),
        "halfCeil" => return shape_with(value, options, SignedRoundingMode::HalfCeil),
        "halfFloor" => return shape_with(value, options, SignedRoundingMode::HalfFloor),
        "expand" => UnsignedRoundingMode::Expand,
        "trunc" => UnsignedRoundingMode::Trunc,
        "halfTrunc" => UnsignedRoundingMode::HalfTrunc,
        "halfEven" => UnsignedRoundingMode::HalfEven,
        _ => UnsignedRoundingMode::HalfExpand,
    };
    shape_with(value, options, SignedRoundingMode::Unsigned(unsigned));
}

fn shape_with(value: &mut Decimal, options: &Options, mode: SignedRoundingMode) {
    let (last, least) = match options.maximum_significant_digits {
        Some(most) => {
            let first = value.absolute.nonzero_magnitude_start();
            (first - most + 1, first - options.minimum_significant_digits.unwrap_or(1) + 1)
        }
        None => (-options.maximum_fraction_digits, -options.minimum_fraction_digits),
    };
    value.round_with_mode(last, mode);
    value.absolute.trim_end();
    value.absolute.pad_end(least.min(0));
    value.absolute.trim_start();
    value.absolute.pad_start(options.minimum_integer_digits);
    value.apply_sign_display(match options.sign_display.as_str() {
        "always" => SignDisplay::Always,
        "never" => SignDisplay::Never,
        "exceptZero" => SignDisplay::ExceptZero,
        "negative" => SignDisplay::Negative,
        _ => SignDisplay::Auto,
    });
}

fn grouping(options: &Options) -> DecimalFormatterOptions {
    let strategy = match options.use_grouping.as_str() {
        "false" => GroupingStrategy::Never,
        "always" => GroupingStrategy::Always,
        "min2" => GroupingStrategy::Min2,
        _ => GroupingStrategy::Auto,
    };
    DecimalFormatterOptions::from(strategy)
}

fn plain(value: &Decimal, locale: &Locale, options: &Options) -> Written {
    let formatter = DecimalFormatter::try_new(locale.into(), grouping(options)).map_err(not_there)?;
    Ok(formatter.format(value).to_string())
}

fn compact(mut value: Decimal, locale: &Locale, options: &Options) -> Written {
    let given = CompactDecimalFormatterOptions::default();
    let formatter = match options.compact_display.as_str() {
        "long" => CompactDecimalFormatter::try_new_long(locale.into(), given),
        _ => CompactDecimalFormatter::try_new_short(locale.into(), given),
    };
    value.absolute.trim_start();
    Ok(formatter.map_err(not_there)?.format_to_string(&value))
}

fn currency(value: &Decimal, locale: &Locale, options: &Options) -> Written {
    let unknown = || format!("Invalid currency code : {}", options.currency);
    let code = options.currency.to_ascii_lowercase().parse::<icu::locale::extensions::unicode::Value>();
    let code = code.ok().and_then(|code| CurrencyType::try_from(code).ok()).ok_or_else(unknown)?;
    let usage = match options.currency_sign.as_str() {
        "accounting" => CurrencyUsage::Accounting,
        _ => CurrencyUsage::Standard,
    };
    let given = CurrencyFormatterOptions::from(usage);
    let formatter = match options.currency_display.as_str() {
        "code" => CurrencyFormatter::try_new_code(locale.into(), code, given),
        "name" => CurrencyFormatter::try_new_name(locale.into(), code),
        "narrowSymbol" => CurrencyFormatter::try_new_symbol_narrow(locale.into(), code, given),
        _ => CurrencyFormatter::try_new_symbol(locale.into(), code, given),
    };
    let formatter = formatter.map_err(not_there)?;
    around(&formatter.format_fixed_decimal(&sample(value)).to_string(), value, locale, options)
}

/// A small number with the sign of this one; 1 for 1 and 2 for all others, since a word may have a plural.
fn sample(value: &Decimal) -> Decimal {
    let is_one = value.absolute.to_string() == "1";
    let mut sample = Decimal::from(if is_one { 1 } else { 2 });
    sample.sign = value.sign;
    sample
}

/// What stands around the digits of a sample, around the digits of the number.
fn around(sample: &str, value: &Decimal, locale: &Locale, options: &Options) -> Written {
    let mut digits = value.clone();
    digits.sign = Sign::None;
    let digits = plain(&digits, locale, options)?;
    let is_digit = |c: char| c.is_numeric();
    let (Some(first), Some(last)) = (sample.find(is_digit), sample.rfind(is_digit)) else {
        return Ok(digits);
    };
    let before = sample.get(..first).unwrap_or_default();
    let after =
        sample.get(last..).and_then(|rest| rest.char_indices().nth(1).and_then(|(at, _)| rest.get(at..)));
    Ok(format!("{before}{digits}{}", after.unwrap_or_default()))
}

//! `Intl.DateTimeFormat`.

use icu::calendar::Date;
use icu::datetime::DateTimeFormatter;
use icu::datetime::DateTimeFormatterPreferences;
use icu::datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu::datetime::options::{Alignment, Length, TimePrecision, YearStyle};
use icu::locale::preferences::extensions::unicode::keywords::HourCycle;
use icu::time::{DateTime, Time};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Written, locale, not_there, options};

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Options {
    date_style: String,
    time_style: String,
    weekday: String,
    year: String,
    month: String,
    day: String,
    hour: String,
    minute: String,
    second: String,
    fractional_second_digits: u8,
    hour_cycle: String,
    time_zone: String,
    time_zone_name: String,
}

/// A moment, in milliseconds since 1970, as it is written in a place.
pub(super) fn date(milliseconds: &str, place: &str, given: &str) -> Written {
    let (locale, options) = (locale(place)?, options::<Options>(given)?);
    let milliseconds: f64 = milliseconds.parse().unwrap_or(f64::NAN);
    if !milliseconds.is_finite() {
        return Err("Invalid time value".to_owned());
    }
    #[allow(clippy::cast_possible_truncation, reason = "no moment is that far away")]
    let moment =
        Timestamp::from_millisecond(milliseconds as i64).map_err(|_| "Invalid time value".to_owned())?;
    let zone = zone(&options.time_zone)?;
    let local = zone.to_datetime(moment);
    let moment_there = moment_there(local)?;
    let mut preferences = DateTimeFormatterPreferences::from(&locale);
    preferences.hour_cycle = match options.hour_cycle.as_str() {
        "h12" => Some(HourCycle::H12),
        "h11" => Some(HourCycle::H11),
        "h23" | "h24" => Some(HourCycle::H23),
        _ => preferences.hour_cycle,
    };
    let mut fields = fields(&options);
    if place.starts_with("de") && options.month == "short" {
        // There the library has numbers for months that others abbreviate.
        fields.length = Some(Length::Long);
    }
    let fields = fields.build_composite_datetime().map_err(not_there)?;
    let formatter = DateTimeFormatter::try_new(preferences, fields).map_err(not_there)?;
    // A plain space before AM and PM, as engines of scripts write it.
    let mut text = formatter.format(&moment_there).to_string().replace('\u{202f}', " ");
    if place.starts_with("de") && options.month == "numeric" && options.day == "numeric" {
        text = without_padding(&text);
    }
    if options.hour == "2-digit" {
        text = two_digits_of_hour(text);
    }
    if options.has_zone() {
        text.push(' ');
        text.push_str(&zone_of(&zone, moment, place));
    }
    Ok(text)
}

fn moment_there(local: jiff::civil::DateTime) -> Result<DateTime<icu::calendar::Iso>, String> {
    let small = |value: i8| u8::try_from(value).unwrap_or(0);
    let date = Date::try_new_iso(local.year().into(), small(local.month()), small(local.day()))
        .map_err(not_there)?;
    let nanoseconds = u32::try_from(local.subsec_nanosecond()).unwrap_or(0);
    let time = Time::try_new(small(local.hour()), small(local.minute()), small(local.second()), nanoseconds);
    Ok(DateTime { date, time: time.map_err(not_there)? })
}

impl Options {
    fn has_zone(&self) -> bool {
        !self.time_zone_name.is_empty() || matches!(self.time_style.as_str(), "full" | "long")
    }

    fn has_time(&self) -> bool {
        !(self.hour.is_empty() && self.minute.is_empty() && self.second.is_empty())
    }
}

/// The options as the library knows them.
fn fields(options: &Options) -> FieldSetBuilder {
    let mut fields = FieldSetBuilder::new();
    if !options.date_style.is_empty() || !options.time_style.is_empty() {
        fields.date_fields = match options.date_style.as_str() {
            "" => None,
            "full" => Some(DateFields::YMDE),
            _ => Some(DateFields::YMD),
        };
        fields.length = Some(match options.date_style.as_str() {
            "full" | "long" => Length::Long,
            "medium" => Length::Medium,
            _ => Length::Short,
        });
        fields.time_precision = match options.time_style.as_str() {
            "" => None,
            "short" => Some(TimePrecision::Minute),
            _ => Some(TimePrecision::Second),
        };
        return fields;
    }
    let there = |text: &str| !text.is_empty();
    let (year, month) = (there(&options.year), there(&options.month));
    fields.date_fields = match (year, month, there(&options.day), there(&options.weekday)) {
        (true, _, true, true) => Some(DateFields::YMDE),
        (true, _, true, false) | (true, true, false, true) => Some(DateFields::YMD),
        (true, true, false, false) => Some(DateFields::YM),
        (true, false, false, _) => Some(DateFields::Y),
        (false, true, true, true) | (false, true, false, true) => Some(DateFields::MDE),
        (false, true, true, false) => Some(DateFields::MD),
        (false, true, false, false) => Some(DateFields::M),
        (false, false, true, true) => Some(DateFields::DE),
        (false, false, true, false) => Some(DateFields::D),
        (false, false, false, true) => Some(DateFields::E),
        (false, false, false, false) => None,
    };
    fields.length = Some(match (options.month.as_str(), options.weekday.as_str()) {
        ("long", _) | ("", "long") => Length::Long,
        ("short" | "narrow", _) | ("", "short" | "narrow") => Length::Medium,
        _ => Length::Short,
    });
    if year && fields.date_fields.is_some() {
        let full = if options.year == "2-digit" { YearStyle::Auto } else { YearStyle::Full };
        fields.year_style = Some(full);
    }
    let only_time = fields.date_fields.is_none() && options.hour == "2-digit";
    let two = only_time || [&options.day, &options.month].into_iter().any(|text| text == "2-digit");
    fields.alignment = two.then_some(Alignment::Column);
    if options.has_time() {
        fields.time_precision = Some(match options.fractional_second_digits {
            digits @ 1..=3 => icu::datetime::options::SubsecondDigits::try_from_int(digits)
                .map_or(TimePrecision::Second, TimePrecision::Subsecond),
            _ if there(&options.second) => TimePrecision::Second,
            _ if there(&options.minute) => TimePrecision::Minute,
            _ => TimePrecision::Hour,
        });
    }
    fields
}

/// German numbers of days and months: `1.3.` where the library writes `01.03.`.
fn without_padding(text: &str) -> String {
    let mut parts: Vec<&str> = text.split('.').collect();
    let count = parts.len();
    for part in parts.iter_mut().take(count.saturating_sub(1)) {
        if let Some(digit) = part.strip_prefix('0').filter(|rest| rest.len() == 1) {
            *part = digit;
        }
    }
    parts.join(".")
}

/// The library pads either all numbers or none.
fn two_digits_of_hour(text: String) -> String {
    let Some(colon) = text.find(':') else { return text };
    let (before, after) = text.split_at(colon);
    let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
    if digits != 1 {
        return text;
    }
    let (before, hour) = before.split_at(before.len() - 1);
    format!("{before}0{hour}{after}")
}

fn zone(name: &str) -> Result<TimeZone, String> {
    let wrong = || format!("Invalid time zone specified: {name}");
    match name {
        "" | "UTC" | "utc" | "GMT" | "Etc/UTC" => Ok(TimeZone::UTC),
        _ if name.starts_with(['+', '-']) => offset(name).ok_or_else(wrong),
        _ => TimeZone::get(name).map_err(|_| wrong()),
    }
}

/// `+02:00` or `-0530`.
fn offset(text: &str) -> Option<TimeZone> {
    let digits: String = text.get(1..)?.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) =
        (digits.get(..2)?.parse::<i32>().ok()?, digits.get(2..4).unwrap_or("0").parse::<i32>().ok()?);
    let seconds = (hours * 60 + minutes) * 60;
    let seconds = if text.starts_with('-') { -seconds } else { seconds };
    jiff::tz::Offset::from_seconds(seconds).ok().map(TimeZone::fixed)
}

/// The name of a zone as it is known.
pub(super) fn zone_name(name: &str) -> Written {
    let zone = zone(name)?;
    Ok(zone.iana_name().unwrap_or(if name.is_empty() { "UTC" } else { name }).to_owned())
}

/// What a zone is called at a moment: in North America by its letters where these are at home, elsewhere by its offset.
fn zone_of(zone: &TimeZone, moment: Timestamp, place: &str) -> String {
    let info = zone.to_offset_info(moment);
    let letters = info.abbreviation();
    let american =
        zone.iana_name().is_some_and(|name| name.starts_with("America/") || name.starts_with("US/"));
    if letters == "UTC"
        || (american && matches!(place, "en-US" | "es-US") && letters.starts_with(char::is_alphabetic))
    {
        return letters.to_owned();
    }
    let minutes = info.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "GMT".to_owned(),
        (hours, 0) => format!("GMT{sign}{hours}"),
        (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
    }
}

//! The blocks of checks, and the check that a service makes.

use baton_model::codes::Code;
use baton_model::program::{CustomValidation, Day, Prebuilt, Prompts, Validation};
use serde_json::{Map, Value};

use super::settings::texts;
use crate::analyses::patterns;
use crate::mini_apps::reading::{Reading, enabled};

/// Milliseconds that a service may take to check a value, when the model does not say.
const TIMEOUT: u32 = 5_000;
const YESTERDAY: Day = Day::FromToday { days: -1, months: 0, years: 0 };
const TOMORROW: Day = Day::FromToday { days: 1, months: 0, years: 0 };

/// The blocks, and what is said when all of them fail: the prompt of the last.
pub(super) fn blocks(reading: &mut Reading<'_>) -> (Vec<Validation>, Prompts) {
    let mut blocks = Vec::new();
    let mut prompts = Prompts::default();
    let items = reading.items(reading.model.get("validations"), "model.validations");
    for (index, item) in items.iter().enumerate() {
        let path = format!("model.validations.{index}");
        let Some(block) = reading.object(Some(item), &path) else { continue };
        if enabled(item) {
            blocks.push(read_block(reading, block, &path));
            prompts = reading.prompts(Some(item), &path);
        }
    }
    (blocks, prompts)
}

fn read_block<'a>(reading: &mut Reading<'a>, block: &'a Map<String, Value>, path: &str) -> Validation {
    let at = |key: &str| format!("{path}.{key}");
    let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let name = reading.text(block.get("name"), &at("name"));
    let javascript = some(reading.text(block.get("javascript"), &at("javascript")));
    if let Some(javascript) = &javascript {
        reading.check_function(javascript, &at("javascript"), &format!("the validation '{name}'"));
    }
    let when = reading.text(block.get("when"), &at("when")).to_ascii_lowercase();
    let earliest = day(reading, block.get("earliest"), &at("earliest"));
    let latest = day(reading, block.get("latest"), &at("latest"));
    let unit = reading.text(block.get("unit").or_else(|| block.get("amountUnit")), &at("unit"));
    Validation {
        min_length: reading.count(block.get("minLength"), &at("minLength")),
        max_length: reading.count(block.get("maxLength"), &at("maxLength")),
        min_value: reading.number(block.get("minValue"), &at("minValue")),
        max_value: reading.number(block.get("maxValue"), &at("maxValue")),
        pattern: pattern(reading, block.get("regex"), &at("regex")),
        one_of: texts(reading, block.get("inList"), &at("inList")),
        prebuilt: prebuilt(reading, block.get("prebuilt"), &at("prebuilt")),
        country: some(reading.text(block.get("country"), &at("country"))),
        unit: some(unit),
        earliest: earliest.or((when == "future").then_some(TOMORROW)),
        latest: latest.or((when == "past").then_some(YESTERDAY)),
        weekdays: weekdays(reading, block.get("weekdays"), &at("weekdays")),
        max_days: reading.count(block.get("maxDays"), &at("maxDays")),
        javascript,
        name,
    }
}

fn pattern<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Option<String> {
    let pattern = Some(reading.text(value, location)).filter(|text| !text.is_empty())?;
    let whose = format!("miniApp '{}'", reading.source.name);
    if let Some((code, message)) = patterns::problem(&pattern, &whose) {
        reading.raise(code, location, message);
    }
    Some(pattern)
}

fn prebuilt<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Option<String> {
    let name = Some(reading.text(value, location)).filter(|text| !text.is_empty())?;
    if Prebuilt::parse(&name).is_none() {
        let message = format!(
            "MiniApp '{}' checks with '{name}', which is none of CreditCard, USZip, CAZip, Phone and IBAN; choose one of those.",
            reading.source.name
        );
        reading.raise(Code::UnknownCheck, location, message);
    }
    Some(name)
}

fn day<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Option<Day> {
    let text = Some(reading.text(value, location)).filter(|text| !text.trim().is_empty())?;
    let day = Day::parse(&text);
    if day.is_none() {
        reading.unreadable(location, "a day such as 31/12/2030, today or today+30d");
    }
    day
}

/// Names or numbers of days; Monday is 1.
fn weekdays<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Vec<u8> {
    const NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let mut days = Vec::new();
    for text in texts(reading, value, location) {
        let lower = text.trim().to_ascii_lowercase();
        let named = NAMES
            .iter()
            .position(|name| lower.starts_with(name))
            .and_then(|place| u8::try_from(place + 1).ok());
        match named.or_else(|| lower.parse().ok().filter(|day| (1..=7).contains(day))) {
            Some(day) => days.push(day),
            None => reading.unreadable(location, "names of days, or numbers from 1 (Monday) to 7"),
        }
    }
    days
}

/// The check that a service makes, when there is one and it is switched on.
pub(super) fn custom(reading: &mut Reading<'_>) -> Option<CustomValidation> {
    let path = "model.customValidation";
    let written = reading.model.get("customValidation");
    let keys = reading.object(written, path)?;
    let url = reading.text(keys.get("url"), &format!("{path}.url"));
    if !written.is_some_and(enabled) || url.trim().is_empty() {
        return None;
    }
    let token = reading.text(keys.get("token"), &format!("{path}.token"));
    let timeout = reading.count(keys.get("timeout"), &format!("{path}.timeout"));
    Some(CustomValidation {
        url: reading.template(url.trim(), &format!("{path}.url")),
        token: reading.template(token.trim(), &format!("{path}.token")),
        timeout_ms: timeout.filter(|timeout| *timeout > 0).unwrap_or(TIMEOUT),
    })
}

//! What the keys of a phone mean.

use std::collections::BTreeMap;

use baton_model::program::{DtmfKeys, KeySection};
use serde_json::Value;

use super::settings::texts;
use crate::mini_apps::reading::Reading;

pub(super) fn read(reading: &mut Reading<'_>) -> DtmfKeys {
    let Some(keys) = reading.object(reading.model.get("dtmf"), "model.dtmf") else {
        return DtmfKeys::default();
    };
    let mut key = |name: &str, value: Option<&Value>| {
        let text = match value {
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::String(text)) => text.trim().to_owned(),
            None | Some(Value::Null) => String::new(),
            Some(_) => {
                reading.unreadable(&format!("model.dtmf.{name}"), "a key");
                String::new()
            }
        };
        Some(text).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("none"))
    };
    let confirmation = keys.get("confirmation");
    let mut dtmf = DtmfKeys {
        termination: key("terminationKey", keys.get("terminationKey")),
        agent: key("agent", keys.get("agent")),
        yes: key("yes", keys.get("yes")),
        no: key("no", keys.get("no")),
        accept: key("confirmation.accept", confirmation.and_then(|keys| keys.get("accept"))),
        reject: key("confirmation.reject", confirmation.and_then(|keys| keys.get("reject"))),
        ..DtmfKeys::default()
    };
    dtmf.escape = match keys.get("escape") {
        Some(Value::String(one)) if one.is_empty() || one.eq_ignore_ascii_case("none") => Vec::new(),
        Some(Value::String(one)) => vec![one.clone()],
        several => texts(reading, several, "model.dtmf.escape"),
    };
    dtmf.escape_by_any = dtmf.escape.iter().any(|escape| is_any(escape));
    dtmf.escape.retain(|escape| !is_any(escape));
    dtmf.escape_prompt = reading.prompts(keys.get("escapePrompt"), "model.dtmf.escapePrompt");
    dtmf.choices = choices(reading, keys.get("choices"));
    dtmf.order = order(reading, keys.get("order"));
    for (index, time) in
        reading.items(keys.get("interDigitTimeouts"), "model.dtmf.interDigitTimeouts").iter().enumerate()
    {
        let path = format!("model.dtmf.interDigitTimeouts.{index}");
        dtmf.inter_digit_ms.extend(reading.count(Some(time), &path));
    }
    dtmf
}

/// `Any Key`
fn is_any(escape: &str) -> bool {
    let letters = escape.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    letters == "any" || letters == "anykey"
}

fn choices<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>) -> BTreeMap<String, String> {
    let mut choices = BTreeMap::new();
    if let Some(written) = reading.object(value, "model.dtmf.choices") {
        for (key, chosen) in written {
            let chosen = reading.text(Some(chosen), &format!("model.dtmf.choices.{key}"));
            if !chosen.is_empty() {
                choices.insert(key.clone(), chosen);
            }
        }
    }
    choices
}

fn order<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>) -> Vec<KeySection> {
    let mut order = Vec::new();
    for name in texts(reading, value, "model.dtmf.order") {
        match serde_json::from_value::<KeySection>(Value::String(name.to_ascii_lowercase())) {
            Ok(section) if !order.contains(&section) => order.push(section),
            Ok(_) => {}
            Err(_) => reading.unreadable("model.dtmf.order", "escape, agent, confirmation or answer"),
        }
    }
    order
}

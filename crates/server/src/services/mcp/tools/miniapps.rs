//! miniApps and what they say.

use serde_json::{Value, json};

use super::list;
use crate::services::mcp::arguments::Given;
use crate::services::mcp::inside::{AsCaller, escaped};

const API: &str = "/miniapps/api";
/// How deep a model is looked into for prompts.
const DEPTH: usize = 12;

pub async fn find(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let mut query = format!("pageSize=50&page={}", given.number("page").unwrap_or(1));
    for (name, argument) in [("searchTerm", "search"), ("group", "group"), ("type", "type")] {
        if !given.text(argument).is_empty() {
            query = format!("{query}&{name}={}", escaped(given.text(argument)));
        }
    }
    let page = caller.get(&format!("{API}/apps?{query}")).await?;
    Ok(json!({"miniapps": page["apps"], "total": page["total"], "page": page["page"]}))
}

pub async fn read(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    caller.get(&path(caller, given).await?).await
}

pub async fn prompts(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let read = caller.get(&path(caller, given).await?).await?;
    let mut found = Vec::new();
    collect(&read["model"], "", 0, &mut found);
    Ok(json!({"languages": read["languages"], "prompts": found}))
}

pub async fn change_prompt(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let path = path(caller, given).await?;
    let read = caller.get_to_change(&path).await?;
    let locale = given.text("locale");
    let languages: Vec<&str> = list(&read.body["languages"]).iter().filter_map(Value::as_str).collect();
    if !languages.contains(&locale) {
        return Err(format!("The miniApp does not speak {locale}. It speaks {}.", languages.join(", ")));
    }
    let word = |name: &str, default: &'static str| match given.text(name) {
        "" => default.to_owned(),
        given => given.to_owned(),
    };
    let (channel, level) = (word("channel", "omIVR"), word("level", "normal"));
    let mut model = read.body["model"].clone();
    let place = given.text("prompt");
    let prompt = at(&mut model, place).filter(|prompt| is_prompt(prompt));
    let prompt =
        prompt.ok_or_else(|| format!("There is no prompt at {place}. list_prompts tells where they are."))?;
    let texts = within(within(within(prompt, "locales")?, locale)?, &channel)?;
    let before = texts.get(&level).cloned();
    let words = given.text("words");
    match texts.as_object_mut() {
        Some(texts) => texts.insert(level.clone(), words.into()),
        None => return Err("The prompt is not of the shape that prompts have.".to_owned()),
    };
    caller.put(&path, &read, &model).await?;
    let told = json!({"prompt": place, "locale": locale, "channel": channel, "level": level});
    Ok(json!({"changed": told, "before": before, "after": words}))
}

async fn path(caller: &AsCaller, given: &Given) -> Result<String, String> {
    let config = caller.get(&format!("{API}/config")).await?;
    let version = config.pointer("/config/activeVersion").or(config.get("activeVersion"));
    let version = version.and_then(Value::as_str).unwrap_or("v1").to_owned();
    Ok(format!("{API}/apps/{}/{}", escaped(&version), escaped(given.text("miniapp_id"))))
}

fn is_prompt(value: &Value) -> bool {
    value.get("locales").is_some_and(Value::is_object)
}

/// Everything that can be said, and where it is.
fn collect(value: &Value, place: &str, depth: usize, found: &mut Vec<Value>) {
    if depth > DEPTH {
        return;
    }
    if is_prompt(value) {
        found.push(json!({"prompt": place, "locales": value["locales"]}));
        return;
    }
    let deeper = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                collect(value, &deeper(key), depth + 1, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, &deeper(&index.to_string()), depth + 1, found);
            }
        }
        _ => {}
    }
}

/// What stands at a place such as `announceList.0.announcement`.
fn at<'a>(value: &'a mut Value, place: &str) -> Option<&'a mut Value> {
    place.split('.').take(DEPTH + 1).try_fold(value, |value, key| match value {
        Value::Object(fields) => fields.get_mut(key),
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// An object within an object, made where it is not.
fn within<'a>(value: &'a mut Value, key: &str) -> Result<&'a mut Value, String> {
    let misshapen = || "The prompt is not of the shape that prompts have.".to_owned();
    Ok(value.as_object_mut().ok_or_else(misshapen)?.entry(key).or_insert_with(|| json!({})))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{at, collect};

    #[test]
    fn prompts_are_found_wherever_they_are() {
        let prompt = json!({"locales": {"en-US": {"omIVR": {"normal": "Hi"}}}});
        let mut model = json!({"ask": prompt, "list": [{"announcement": prompt}], "other": 1});
        let mut found = Vec::new();
        collect(&model, "", 0, &mut found);
        let places: Vec<&str> = found.iter().map(|found| found["prompt"].as_str().unwrap()).collect();
        assert_eq!(places, ["ask", "list.0.announcement"]);
        for place in places {
            assert!(at(&mut model, place).is_some());
        }
        assert!(at(&mut model, "list.7.announcement").is_none() && at(&mut model, "").is_none());
    }
}

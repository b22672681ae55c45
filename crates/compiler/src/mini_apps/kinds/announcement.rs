//! Announcement: says the first of its items whose conditions hold.

use std::collections::BTreeSet;

use baton_model::codes::Code;
use baton_model::program::{self, AnnouncementItem, Condition, MiniAppKind, Operator, PostAction, Prompts};
use baton_model::template::{FieldPath, Template};
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::Prompting;
use crate::mini_apps::question::settings::texts;
use crate::mini_apps::reading::{Reading, enabled};
use crate::mini_apps::{schema, texts as words};

pub(super) struct Announcement;

impl Kind for Announcement {
    fn name(&self) -> &'static str {
        "Announcement"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        json!({
            "announceList": [{
                "order": 0,
                "md5": "bf16097c7c67218fe6564eb9d9badc3b",
                "enabled": true,
                "fieldValuePairs": [],
                "postAction": {"type": "exit", "reask": 0, "transferNumber": ""},
                "announcement": of.prompt(words::ANNOUNCEMENT)
            }],
            "userFunctions": []
        })
    }

    fn keys(&self) -> Map<String, Value> {
        schema::announcement()
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Announcement(read(reading))
    }

    fn outputs(&self, _model: &Value) -> BTreeSet<String> {
        ["AnnouncementResult".to_owned()].into()
    }
}

fn read(reading: &mut Reading<'_>) -> program::Announcement {
    let items: Vec<_> = items(reading).into_iter().map(|(_, item, _)| item).collect();
    let said: Vec<&Prompts> = items.iter().map(|item| &item.prompts).collect();
    if said.is_empty() {
        silent(reading, "any language");
    }
    for language in said.first().map(|_| reading.source.languages.clone()).unwrap_or_default() {
        if said.iter().any(|prompts| !prompts.locales.contains_key(&language)) {
            silent(reading, &language);
        }
    }
    if reading.source.languages.is_empty()
        && !said.is_empty()
        && said.iter().all(|prompts| prompts.is_silent())
    {
        silent(reading, "any language");
    }
    program::Announcement { items }
}

fn silent(reading: &mut Reading<'_>, language: &str) {
    let name = reading.source.name.clone();
    let message = format!(
        "Announcement '{name}' has nothing to say in {language}; write a text at model.announceList or switch the item off."
    );
    reading.raise(Code::AnnouncementWithoutPrompt, "model.announceList", message);
}

/// The enabled items in their order, each with the place where it stands.
pub(in crate::mini_apps) fn items<'a>(
    reading: &mut Reading<'a>,
) -> Vec<(String, AnnouncementItem, Option<&'a Value>)> {
    let path = "model.announceList";
    let written = reading.items(reading.model.get("announceList"), path);
    let mut read = Vec::new();
    for (index, item) in written.iter().enumerate() {
        let path = format!("{path}.{index}");
        let Some(keys) = reading.object(Some(item), &path) else { continue };
        if !enabled(item) {
            continue;
        }
        let order = reading.number(keys.get("order"), &format!("{path}.order")).unwrap_or(0.0);
        let prompts = reading.prompts(keys.get("announcement"), &format!("{path}.announcement"));
        let conditions = conditions(reading, keys.get("fieldValuePairs"), &format!("{path}.fieldValuePairs"));
        let post_action = post_action(reading, keys.get("postAction"), &format!("{path}.postAction"));
        read.push((
            order,
            path,
            AnnouncementItem { conditions, prompts, post_action },
            keys.get("postAction"),
        ));
    }
    read.sort_by(|one, other| one.0.total_cmp(&other.0));
    read.into_iter().map(|(_, path, item, after)| (path, item, after)).collect()
}

/// `{field, path, operator, values}`: any of the values, or with `NOT_EQUAL` none of them.
pub(in crate::mini_apps) fn conditions<'a>(
    reading: &mut Reading<'a>,
    value: Option<&'a Value>,
    location: &str,
) -> Vec<Condition> {
    let mut read = Vec::new();
    for (index, pair) in reading.items(value, location).iter().enumerate() {
        let path = format!("{location}.{index}");
        let Some(keys) = reading.object(Some(pair), &path) else { continue };
        let mut field = FieldPath::parse(&reading.text(keys.get("field"), &format!("{path}.field")));
        if field.name.is_empty() {
            reading.unreadable(&format!("{path}.field"), "the name of an input field");
            continue;
        }
        let inside = reading.text(keys.get("path"), &format!("{path}.path"));
        field.path.extend(inside.split('.').filter(|key| !key.is_empty()).map(str::to_owned));
        let operator = match reading.text(keys.get("operator"), &format!("{path}.operator")).as_str() {
            "=" | "==" => Some(Operator::Equal),
            "!=" => Some(Operator::NotEqual),
            name => Operator::parse(name),
        };
        let Some(operator) = operator else {
            reading.unreadable(&format!("{path}.operator"), "EQUAL, NOT_EQUAL or another known operator");
            continue;
        };
        let mut values = texts(reading, keys.get("values"), &format!("{path}.values"));
        if values.is_empty() {
            values.extend(Some(reading.text(keys.get("value"), &format!("{path}.value"))));
        }
        match (operator, values.as_slice()) {
            (Operator::Equal, [_, _, ..]) if values.iter().any(|value| value == "*") => {
                read.push(Condition { field, operator, value: Template::literal("*") });
            }
            (Operator::Equal, [_, _, ..]) => {
                let any: Vec<_> = values.iter().map(|value| regex::escape(value)).collect();
                let value = Template::literal(&format!("^(?:{})$", any.join("|")));
                read.push(Condition { field, operator: Operator::Matches, value });
            }
            _ => read.extend(values.iter().map(|value| Condition {
                field: field.clone(),
                operator,
                value: reading.template(value, &path),
            })),
        }
    }
    read
}

fn post_action<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> PostAction {
    let kind = reading.text(value.and_then(|action| action.get("type")), &format!("{location}.type"));
    match kind.to_ascii_lowercase().as_str() {
        "" | "exit" => PostAction::Exit,
        "reask" => PostAction::Reask,
        "transfer" => {
            let path = format!("{location}.transferNumber");
            let number = reading.text(value.and_then(|action| action.get("transferNumber")), &path);
            if number.trim().is_empty() {
                reading.unreadable(&path, "the number to hand over to");
            }
            PostAction::Transfer(reading.template(number.trim(), &path))
        }
        other => {
            reading.unsupported(location, &format!("the post action '{other}'"));
            PostAction::Exit
        }
    }
}

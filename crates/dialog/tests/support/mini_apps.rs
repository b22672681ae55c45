//! MiniApps in the short notation.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::Template;
use baton_model::program::{
    AgentPolicy, Announcement, AnnouncementItem, Confirmation, CustomValidation, Day, Disambiguation,
    DtmfKeys, Entity, Intent, KeySection, MiniApp, MiniAppKind, PostAction, Question, QuestionKind, Rephrase,
    Threshold, Thresholds, Validation, Weighted, Welcome,
};
use baton_model::understanding::ValueKind;

use super::{canvas, list, pairs, prompts, services};

pub fn id(name: &str) -> String {
    format!("1.{}.MiniApps.g", name.trim())
}

/// `intent Name`, `yesno Name`, `date Name`, …, `service Name`, `say Name: text`, and its lines.
pub fn read(word: &str, head: &str, lines: &[String]) -> MiniApp {
    let (name, text) = head.split_once(": ").map_or((head, None), |(name, text)| (name, Some(text)));
    let (name, setting) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
    let (functions, lines): (Vec<_>, Vec<_>) =
        lines.iter().cloned().partition(|line| line.starts_with("function "));
    let asks = |kind, type_name| (type_name, question(kind, type_name, &lines));
    let (type_name, kind) = match word {
        "say" => ("Announcement", MiniAppKind::Announcement(announcement(text, &lines))),
        "service" => ("WebService", MiniAppKind::Service(Box::new(services::read(&lines)))),
        "intent" => asks(QuestionKind::Intent(Vec::new()), "Intent"),
        "yesno" => asks(QuestionKind::YesNo, "YesNo"),
        "numeric" => asks(QuestionKind::Numeric, "Numeric"),
        "alpha" => asks(QuestionKind::Alpha, "Alpha"),
        "alphanumeric" => asks(QuestionKind::Alphanumeric, "Alphanumeric"),
        "amount" => asks(QuestionKind::Amount { percentage: false, unit: setting.to_owned() }, "Amount"),
        "percentage" => asks(QuestionKind::Amount { percentage: true, unit: String::new() }, "Amount"),
        "date" => asks(QuestionKind::Date, "Date"),
        "expiry" => asks(QuestionKind::CardExpiry, "Date"),
        "daterange" => asks(QuestionKind::DateRange, "DateRange"),
        "text" => asks(QuestionKind::Text, "Text"),
        "corpus" => asks(QuestionKind::CorpusCollection, "CorpusCollection"),
        "entity" => asks(QuestionKind::Entity(entity(setting)), "Entity"),
        other => panic!("unknown block {other}"),
    };
    MiniApp {
        component_id: id(name),
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        languages: vec!["en-US".into()],
        kind,
        functions: functions
            .iter()
            .map(|line| {
                let line = line.trim_start_matches("function ");
                let (name, javascript) = line.split_once(": ").expect("a function has a script");
                (name.to_owned(), javascript.to_owned())
            })
            .collect(),
    }
}

/// `number`, `phone`, …; nothing for a list of names.
fn entity(kind: &str) -> Entity {
    match kind {
        "" => Entity::OneOf(Vec::new()),
        kind => Entity::Known(serde_json::from_value::<ValueKind>(kind.into()).expect("a kind of value")),
    }
}

fn announcement(text: Option<&str>, lines: &[String]) -> Announcement {
    let item = |conditions, text: &str| AnnouncementItem {
        conditions,
        prompts: prompts(text),
        post_action: PostAction::Exit,
    };
    let items = lines.iter().map(|line| {
        if let Some(text) = line.strip_prefix("otherwise: ") {
            item(Vec::new(), text)
        } else {
            let (conditions, text) = line.split_once(": ").expect("an item has a text");
            let conditions =
                conditions.trim_start_matches("when ").split(" and ").map(canvas::condition).collect();
            item(conditions, text)
        }
    });
    Announcement { items: items.chain(text.map(|text| item(Vec::new(), text))).collect() }
}

fn question(kind: QuestionKind, output: &str, lines: &[String]) -> MiniAppKind {
    let mut question = Question { confidence_threshold: 50.0, ..Question::new(kind, output) };
    let mut repeat_welcome = false;
    for line in lines {
        let (head, text) = line.split_once(": ").unwrap_or((line, ""));
        let (word, rest) = head.split_once(' ').unwrap_or((head, ""));
        match word {
            "ask" => question.ask = prompts(text),
            "rich" => {
                let content = Arc::new(serde_json::from_str(text).expect("JSON"));
                for levels in question.ask.locales.values_mut() {
                    levels.rich.push(Arc::clone(&content));
                }
            }
            "welcome" => question.welcome = Some(Welcome { prompts: prompts(text), on_repeat: false }),
            "repeat-welcome" => repeat_welcome = true,
            "react" => {
                let texts =
                    text.split(" | ").map(|text| Weighted { weight: 1, prompts: prompts(text) }).collect();
                let reactions = &mut question.reactions;
                match rest {
                    "greeting" => reactions.greeting = texts,
                    "no_match" => reactions.no_match = texts,
                    "same_state" => reactions.same_state = texts,
                    "agent" => reactions.agent = texts,
                    "nice_response" => reactions.nice_response = texts,
                    other => panic!("unknown reaction {other}"),
                }
            }
            "threshold" => question.confidence_threshold = rest.parse().expect("a number"),
            "max" => limits(&mut question.thresholds, rest),
            "exit" => {
                question.exits.insert(rest.to_owned(), prompts(text));
            }
            "on" => intents(&mut question).push(Intent {
                name: rest.to_owned(),
                utterances: text.split("; ").map(|one| one.trim().to_owned()).collect(),
                confirm: None,
                labels: BTreeMap::new(),
                announcement: None,
                reask: None,
                transfer: None,
            }),
            "label" => {
                intent(&mut question, rest).labels.insert("en-US".into(), text.to_owned());
            }
            "reask" => intent(&mut question, rest).reask = Some(prompts(text)),
            "name" => match &mut question.kind {
                QuestionKind::Entity(Entity::OneOf(names)) => {
                    names.push(std::iter::once(rest.to_owned()).chain(list(text)).collect());
                }
                _ => panic!("only an entity has names"),
            },
            "hold" => question.hold.prompts = prompts(text),
            "still-there" => question.hold.still_there = prompts(text),
            "start-over" => question.start_over = prompts(text),
            "rephrase" => question.rephrases.push(Rephrase {
                conditions: rest.trim_start_matches("when ").split(" and ").map(canvas::condition).collect(),
                prompts: prompts(text),
            }),
            "agent-policy" => {
                question.agent_policy = match rest {
                    "immediate" => AgentPolicy::Immediate,
                    "never" => AgentPolicy::Never,
                    _ => AgentPolicy::Threshold,
                };
            }
            "ask-always" => question.ask_always = true,
            "disambiguate" => {
                let (within, most) = rest.split_once(" most ").expect("within and most");
                let (within, most) = (within.parse().expect("a number"), most.parse().expect("a number"));
                question.disambiguation = Some(Disambiguation { within, most, ask: prompts(text) });
            }
            "custom" => {
                let (url, token) = rest.split_once(' ').unwrap_or((rest, ""));
                question.custom_validation = Some(CustomValidation {
                    url: Template::parse(url),
                    token: Template::parse(token),
                    timeout_ms: 5000,
                });
            }
            "escape" => question.dtmf.escape_prompt = prompts(text),
            "key-order" => {
                let sections = list(rest).into_iter();
                question.dtmf.order = sections
                    .map(|section| serde_json::from_value::<KeySection>(section.into()).expect("a section"))
                    .collect();
            }
            "key-times" => {
                question.dtmf.inter_digit_ms =
                    list(rest).iter().map(|time| time.parse().expect("milliseconds")).collect();
            }
            "say" => intent(&mut question, rest).announcement = Some(prompts(text)),
            "confirm" => match rest.strip_prefix("below ") {
                Some(below) => {
                    question.confirmation =
                        Some(Confirmation { below: below.parse().expect("a number"), ask: prompts(text) });
                }
                None => intent(&mut question, rest).confirm = Some(Template::parse(text)),
            },
            "valid" => question.validations.push(validation(rest, text)),
            "wrong" => question.validation_prompt = prompts(text),
            "keys" => keys(&mut question.dtmf, rest),
            other => panic!("unknown line of a question: {other}"),
        }
    }
    if let Some(welcome) = &mut question.welcome {
        welcome.on_repeat = repeat_welcome;
    }
    MiniAppKind::Question(Box::new(question))
}

fn intents(question: &mut Question) -> &mut Vec<Intent> {
    match &mut question.kind {
        QuestionKind::Intent(intents) => intents,
        _ => panic!("only an intent question has intents"),
    }
}

fn intent<'q>(question: &'q mut Question, name: &str) -> &'q mut Intent {
    intents(question)
        .iter_mut()
        .find(|intent| intent.name == name)
        .unwrap_or_else(|| panic!("no intent {name}"))
}

/// `noInputs = 2, continuousNoInputs = 2`
fn limits(limits: &mut Thresholds, text: &str) {
    for (name, value) in pairs(text) {
        let value: u32 = value.parse().expect("a number");
        let total = |limit: &mut Threshold| limit.total = value;
        let continuous = |limit: &mut Threshold| limit.continuous = value;
        match name.as_str() {
            "noInputs" => total(&mut limits.no_inputs),
            "continuousNoInputs" => continuous(&mut limits.no_inputs),
            "noMatches" => total(&mut limits.no_matches),
            "continuousNoMatches" => continuous(&mut limits.no_matches),
            "lowConfRejections" => total(&mut limits.low_confidence_rejections),
            "sameStateEvents" => total(&mut limits.same_state_events),
            "continuousLowConfRejections" => continuous(&mut limits.low_confidence_rejections),
            "continuousSameStateEvents" => continuous(&mut limits.same_state_events),
            "continuousAgentRequests" => continuous(&mut limits.agent_requests),
            "agentRequests" => total(&mut limits.agent_requests),
            "wrongInputs" => limits.wrong_inputs = value,
            "dtmfInputs" => limits.dtmf_inputs = value,
            "disconfirmations" => limits.disconfirmations = value,
            "globalErrors" => limits.global_errors = value,
            other => panic!("unknown limit {other}"),
        }
    }
}

/// `name length 4..4`, `name value 10..20`, `name one-of a, b`, `name pattern: …`, `name prebuilt CreditCard`
fn validation(text: &str, pattern: &str) -> Validation {
    let mut words = text.splitn(3, ' ');
    let name = words.next().expect("a block has a name").to_owned();
    let (kind, rest) = (words.next().expect("a block checks something"), words.next().unwrap_or(""));
    let mut block = Validation { name, ..Validation::default() };
    match kind {
        "length" => {
            let (min, max) = rest.split_once("..").expect("a range");
            (block.min_length, block.max_length) = (min.parse().ok(), max.parse().ok());
        }
        "value" => {
            let (min, max) = rest.split_once("..").expect("a range");
            (block.min_value, block.max_value) = (min.parse().ok(), max.parse().ok());
        }
        "one-of" => block.one_of = list(rest),
        "pattern" => block.pattern = Some(pattern.to_owned()),
        "prebuilt" => {
            let (name, country) = rest.split_once(' ').unwrap_or((rest, ""));
            block.prebuilt = Some(name.to_owned());
            block.country = Some(country.to_owned()).filter(|country| !country.is_empty());
        }
        "days" => {
            let (earliest, latest) = rest.split_once("..").expect("a range");
            (block.earliest, block.latest) = (Day::parse(earliest), Day::parse(latest));
        }
        "most-days" => block.max_days = rest.parse().ok(),
        "weekdays" => block.weekdays = list(rest).iter().filter_map(|day| day.parse().ok()).collect(),
        "unit" => block.unit = Some(rest.to_owned()),
        "javascript" => block.javascript = Some(pattern.to_owned()),
        other => panic!("unknown check {other}"),
    }
    block
}

/// `termination = #, agent = 0, yes = 1, no = 2, escape = 9, 1 = Card.Lost`
fn keys(keys: &mut DtmfKeys, text: &str) {
    for (name, value) in pairs(text) {
        match name.as_str() {
            "termination" => keys.termination = Some(value),
            "agent" => keys.agent = Some(value),
            "yes" => keys.yes = Some(value),
            "no" => keys.no = Some(value),
            "escape" if value == "any" => keys.escape_by_any = true,
            "escape" => keys.escape.push(value),
            "accept" => keys.accept = Some(value),
            "reject" => keys.reject = Some(value),
            _ => {
                keys.choices.insert(name, value);
            }
        }
    }
}

//! MiniApps in the short notation.

use std::collections::BTreeMap;

use baton_model::Template;
use baton_model::program::{
    Announcement, AnnouncementItem, Confirmation, DtmfKeys, Intent, MiniApp, MiniAppKind, PostAction,
    Question, QuestionKind, Reactions, Threshold, Thresholds, Validation, Weighted, Welcome,
};

use super::{canvas, list, pairs, prompts};

pub fn id(name: &str) -> String {
    format!("1.{}.MiniApps.g", name.trim())
}

/// `intent Name`, `yesno Name`, `numeric Name`, `say Name: text`, and its lines.
pub fn read(word: &str, head: &str, lines: &[String]) -> MiniApp {
    let (name, text) = head.split_once(": ").map_or((head, None), |(name, text)| (name, Some(text)));
    let name = name.trim();
    let (type_name, kind) = match word {
        "say" => ("Announcement", MiniAppKind::Announcement(announcement(text, lines))),
        "intent" => ("Intent", question(QuestionKind::Intent(Vec::new()), "Intent", lines)),
        "yesno" => ("YesNo", question(QuestionKind::YesNo, "YesNo", lines)),
        "numeric" => ("Numeric", question(QuestionKind::Numeric, "Numeric", lines)),
        other => panic!("unknown block {other}"),
    };
    MiniApp {
        component_id: id(name),
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        languages: vec!["en-US".into()],
        kind,
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
    let mut question = Question {
        kind,
        output: output.to_owned(),
        welcome: None,
        ask: Default::default(),
        reactions: Reactions::default(),
        exits: BTreeMap::new(),
        thresholds: Thresholds::default(),
        confirmation: None,
        validations: Vec::new(),
        validation_prompt: Default::default(),
        confidence_threshold: 50.0,
        asr_timeout_ms: 5000,
        nlu_tag: None,
        dtmf: DtmfKeys::default(),
    };
    let mut repeat_welcome = false;
    for line in lines {
        let (head, text) = line.split_once(": ").unwrap_or((line, ""));
        let (word, rest) = head.split_once(' ').unwrap_or((head, ""));
        match word {
            "ask" => question.ask = prompts(text),
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
                announcement: None,
            }),
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
        "prebuilt" => block.prebuilt = Some(rest.to_owned()),
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
            "escape" => keys.escape.push(value),
            _ => {
                keys.choices.insert(name, value);
            }
        }
    }
}

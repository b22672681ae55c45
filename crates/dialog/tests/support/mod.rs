//! Scenarios as text: a program in a short notation, and transcripts of dialogs with it. The notation is
//! described in `docs/dialogs.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

pub mod canvas;
pub mod mini_apps;
pub mod models;
pub mod play;
pub mod services;

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::Template;
use baton_model::fields::Sensitivity;
use baton_model::program::{Biometrics, Channel, EndHandler, Levels, Program, Prompts};

/// One file: its program, and its scenarios by title.
pub struct Story {
    pub program: Program,
    /// The keys of models that are set, each behind its type: `Numeric validations[].minLength`.
    pub keys: Vec<String>,
    pub outside: services::Outside,
    pub scenarios: Vec<(String, Vec<String>)>,
}

/// Reads a file of scenarios; one that begins with a table (`each`) is read once for each of its rows.
pub fn stories(text: &str) -> Vec<Story> {
    let Some(table) = text.find("\neach ").map(|at| &text[at + 1..]) else { return vec![read(text)] };
    let mut lines = table.lines();
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_owned()).collect() };
    let columns = cells(lines.next().and_then(|head| head.strip_prefix("each")).unwrap_or_default());
    let rows: Vec<&str> = lines.take_while(|line| line.starts_with(' ')).collect();
    let without = text
        .lines()
        .filter(|line| !line.starts_with("each ") && !rows.contains(line))
        .collect::<Vec<_>>()
        .join("\n");
    let one = |row: &&str| {
        let cells = cells(row);
        assert_eq!(cells.len(), columns.len(), "a row has as many cells as there are columns: {row}");
        let filled = columns.iter().zip(&cells);
        let filled =
            filled.fold(without.clone(), |text, (name, cell)| text.replace(&format!("<{name}>"), cell));
        let mut story = read(&filled);
        story.scenarios.iter_mut().for_each(|(title, _)| *title = format!("{title} [{}]", cells[0]));
        story
    };
    rows.iter().map(one).collect()
}

/// Reads a file of scenarios.
pub fn read(text: &str) -> Story {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut scenarios: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        if let Some(title) = line.strip_prefix("--- ") {
            scenarios.push((title.trim().to_owned(), Vec::new()));
        } else if line.trim().is_empty() || line.starts_with('#') {
        } else if let Some((_, lines)) = scenarios.last_mut() {
            lines.push(line.trim().to_owned());
        } else if line.starts_with(' ') {
            blocks.last_mut().expect("an indented line stands below a block").1.push(line.trim().to_owned());
        } else {
            blocks.push((line.to_owned(), Vec::new()));
        }
    }
    let mut outside = services::Outside::default();
    blocks.retain(|(head, lines)| {
        let is_outside = head == "outside";
        if is_outside {
            outside.read(lines);
        }
        !is_outside
    });
    let (program, keys) = read_program(&blocks);
    Story { program, keys, outside, scenarios }
}

pub fn program(blocks: &[(String, Vec<String>)]) -> Program {
    read_program(blocks).0
}

fn read_program(blocks: &[(String, Vec<String>)]) -> (Program, Vec<String>) {
    let (mut program, mut all) = (empty(), Vec::new());
    for (head, lines) in blocks {
        let (word, rest) = head.split_once(' ').unwrap_or((head, ""));
        match word {
            "app" => settings(&mut program, rest, lines),
            "canvas" | "flow" => {
                let canvas = canvas::read(word == "flow", rest, lines);
                program.canvases.insert(canvas.component_id.clone(), Arc::new(canvas));
            }
            "model" => {
                let (mini_app, keys) = models::read(rest, lines, &program.languages);
                program.mini_apps.insert(mini_app.component_id.clone(), mini_app);
                all.extend(keys);
            }
            _ => {
                let mini_app = mini_apps::read(word, rest, lines);
                program.mini_apps.insert(mini_app.component_id.clone(), Arc::new(mini_app));
            }
        }
    }
    (program, all)
}

pub fn empty() -> Program {
    Program {
        root: "app.Apps.orc.g".into(),
        name: "app".into(),
        group: "g".into(),
        flow_app_id: "0.SND_app.Flow.g@SND_app.g".into(),
        languages: vec!["en-US".into()],
        canvases: BTreeMap::new(),
        mini_apps: BTreeMap::new(),
        global_fields: Default::default(),
        sensitive_fields: BTreeMap::new(),
        attached_data: BTreeMap::new(),
        variables: BTreeMap::new(),
        end_handlers: Vec::new(),
        biometrics: None,
        environment: Default::default(),
    }
}

fn settings(program: &mut Program, _name: &str, lines: &[String]) {
    for line in lines {
        let (word, rest) = line.split_once(' ').expect("a setting has a value");
        match word {
            "languages" => program.languages = list(rest),
            "globals" => program.global_fields.extend(list(rest)),
            "masked" => {
                program
                    .sensitive_fields
                    .extend(list(rest).into_iter().map(|name| (name, Sensitivity::Masked)));
            }
            "attached" => {
                program.attached_data.extend(pairs(rest));
            }
            "environment" => {
                program.environment = baton_model::program::Environment::parse(rest).expect("known");
            }
            "variable" => program.variables.extend(pairs(rest)),
            "biometrics" => {
                program.biometrics = Some(Biometrics { profile_id: "DEF".into(), keys: pairs(rest) });
            }
            "at-end" => {
                let (name, types) = rest.split_once(" on ").unwrap_or((rest, ""));
                program.end_handlers.push(EndHandler {
                    end_types: list(types),
                    component: mini_apps::id(name),
                    inputs: Vec::new(),
                });
            }
            other => panic!("unknown setting {other}"),
        }
    }
}

/// `a, b`
pub fn list(text: &str) -> Vec<String> {
    text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// `a = 1, b = 2`
pub fn pairs(text: &str) -> Vec<(String, String)> {
    list(text)
        .iter()
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("{pair} has no ="));
            (name.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

/// `first / second / third`, with `en-US: ` and `el-GR: ` parts separated by ` || `, `chat: ` for the chat alone.
pub fn prompts(text: &str) -> Prompts {
    let mut prompts = Prompts::default();
    for part in text.split(" || ") {
        let (locale, part) = match part.split_once(": ") {
            Some((locale, rest)) if locale.len() == 5 && locale.as_bytes()[2] == b'-' => (locale, rest),
            _ => ("en-US", part),
        };
        let mut levels: Vec<Template> = part.split(" / ").map(|one| Template::parse(one.trim())).collect();
        while levels.len() < 3 {
            levels.push(levels.last().expect("one level").clone());
        }
        let levels: [Template; 3] = levels.try_into().expect("three levels at most");
        if prompts.first.is_empty() {
            prompts.first = locale.to_owned();
        }
        let levels = Levels { voice: levels.clone(), chat: levels, rich: Vec::new() };
        prompts.locales.insert(locale.to_owned(), levels);
    }
    prompts
}

pub fn channel(text: &str) -> Channel {
    match text {
        "voice" => Channel::Voice,
        _ => Channel::Chat,
    }
}

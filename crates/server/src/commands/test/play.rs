//! Holds one conversation, and stops where it goes another way than it is written.

use std::sync::Arc;

use baton_dialog::{Awaits, Input, Turn};
use baton_model::understanding::InputMode;

use super::Subject;
use super::read::{Case, Written};
use crate::commands::chat::{read, screen};
use crate::talk::{Opening, Talk};

/// Where a conversation went another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The line of the file.
    pub line: usize,
    /// What stands there.
    pub written: String,
    /// What happened.
    pub found: String,
}

/// Holds it.
pub fn play(subject: &Subject, case: &Case) -> Result<(), Mismatch> {
    let opening = case.opening.clone();
    let (talk, first) = Talk::start(
        Arc::clone(&subject.program),
        Opening {
            locale: opening.locale,
            channel: opening.channel.into(),
            ani: opening.ani,
            fields: opening.fields,
            backend: opening.backend,
            perform: Some(subject.perform.clone()),
            now: subject.now,
        },
    );
    match &case.written {
        Written::Screen(written, from) => transcript(talk, first, written, *from),
        Written::Lines(lines) => Player { talk, said: Some(text(&first)), turn: first }.play(lines),
    }
}

/// What the caller says is said again; then the screens are held against each other.
fn transcript(talk: Talk, first: Turn, written: &str, from: usize) -> Result<(), Mismatch> {
    let said = written.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim);
    let says: String = said.filter(|line| *line != "[hup]").map(|line| format!("{line}\n")).collect();
    let found = screen(talk, first, &says).unwrap_or_else(|error| format!("the screen failed: {error}"));
    let mut found = found.lines().map(str::trim_end);
    let mut written = written.lines().map(str::trim_end);
    for number in from.. {
        let mismatch = |written: &str, found: &str| Mismatch {
            line: number,
            written: written.to_owned(),
            found: found.to_owned(),
        };
        match (written.next(), found.next()) {
            (None, None) => break,
            (Some(written), Some(found)) if written == found => {}
            (written, found) => {
                return Err(mismatch(written.unwrap_or("(the end)"), found.unwrap_or("(the end)")));
            }
        }
    }
    Ok(())
}

struct Player {
    talk: Talk,
    turn: Turn,
    /// What was said and no line has looked at yet.
    said: Option<String>,
}

impl Player {
    fn play(mut self, lines: &[(usize, String)]) -> Result<(), Mismatch> {
        for (number, line) in lines {
            self.line(line).map_err(|found| Mismatch { line: *number, written: line.clone(), found })?;
        }
        match (self.said.filter(|text| !text.is_empty()), lines.last()) {
            (Some(found), Some((line, _))) => {
                Err(Mismatch { line: *line, written: "(nothing more)".to_owned(), found })
            }
            _ => Ok(()),
        }
    }

    /// One line; the error is what was found instead.
    fn line(&mut self, line: &str) -> Result<(), String> {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        if let Some(input) = input(line, mark, rest) {
            if let Some(said) = self.said.take().filter(|text| !text.is_empty()) {
                return Err(format!("before this was said: {said}"));
            }
            self.hear(input);
            return Ok(());
        }
        // An announcement that was looked at: the server goes on by itself.
        let goes_on = matches!(self.talk.awaits(), Awaits::Continue | Awaits::Call);
        if matches!(mark, "<" | "?" | "!" | "to") && self.said.is_none() && goes_on {
            self.hear(Input::Continue);
        }
        match mark {
            "<" => same(rest, &self.said.take().unwrap_or_default()),
            "?" => {
                let said = self.said.take().unwrap_or_default();
                if said.contains(rest) { Ok(()) } else { Err(said) }
            }
            "=" => {
                let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
                match self.turn.fields.get(name) {
                    Some(Some(found)) => same(value.trim(), found),
                    Some(None) => same(value.trim(), "dropped"),
                    None => same(value.trim(), "unchanged"),
                }
            }
            "@" => same(rest, &self.turn.action.name),
            "elicits" => same(rest, &self.turn.action.fields_to_elicit.join(", ")),
            "event" if self.turn.events.iter().any(|event| event == rest) => Ok(()),
            "event" => Err(self.turn.events.join(", ")),
            "to" => self.transferred(rest),
            "!" => self.ended(rest),
            _ => Err("this is no line of a scenario".to_owned()),
        }
    }

    fn hear(&mut self, input: Input) {
        self.turn = self.talk.hear(input);
        self.said = Some(text(&self.turn));
    }

    fn transferred(&self, written: &str) -> Result<(), String> {
        let Some(transfer) = &self.turn.transfer else { return Err("no transfer".to_owned()) };
        let attached = transfer.attached_data.iter();
        let attached: String = attached.map(|(name, value)| format!(" {name}={value}")).collect();
        same(written, &format!("{}{attached}", transfer.destination))
    }

    fn ended(&mut self, written: &str) -> Result<(), String> {
        if let Some(said) = self.said.take().filter(|text| !text.is_empty()) {
            return Err(format!("before the end was said: {said}"));
        }
        let Some(ended) = &self.turn.ended else { return Err("the conversation goes on".to_owned()) };
        let result = if ended.success { "success" } else { "fail" };
        let reason = ended.reason.as_deref().unwrap_or_default();
        same(written, format!("{} {result} {reason}", ended.end_type.as_str()).trim_end())
    }
}

fn same(written: &str, found: &str) -> Result<(), String> {
    if written == found.trim() { Ok(()) } else { Err(found.to_owned()) }
}

fn text(turn: &Turn) -> String {
    turn.prompts.iter().map(|prompt| prompt.content.as_str()).collect::<Vec<_>>().join(" ")
}

fn input(line: &str, mark: &str, rest: &str) -> Option<Input> {
    if let Some(choice) = line.strip_prefix("[choose ").and_then(|rest| rest.strip_suffix(']')) {
        let (name, value) = choice.split_once('=')?;
        let semantics = [(name.trim().to_owned(), value.trim().to_owned())].into();
        return Some(Input::Choice { semantics, text: value.trim().to_owned() });
    }
    match mark {
        ">" => Some(read(rest)),
        ">voice" => Some(Input::Utterance { text: rest.to_owned(), mode: InputMode::Voice }),
        _ if line == "[go on]" => Some(Input::Continue),
        _ if line == "[noinput]" || line == "[hup]" || line.starts_with("[dtmf:") => Some(read(line)),
        _ => None,
    }
}

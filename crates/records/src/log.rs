//! The log of a dialog: readable text, one line for each event.

use std::collections::BTreeSet;
use std::fmt::Write;

use baton_dialog::{Entry, Event, Input};
use baton_model::fields::MASK;

use crate::heard::{plain, said};

/// The log of a dialog and of all below it: times, what was said, understood and changed. What is sensitive is masked
/// in the journal's events already, and what callers said is taken from where it is.
pub struct Log {
    /// The dialog and those below it.
    tree: BTreeSet<String>,
    is_root: bool,
}

impl Log {
    /// The log of this dialog: a root, or one below it.
    #[must_use]
    pub fn of(dialog: &str) -> Self {
        Self { tree: BTreeSet::from([dialog.to_owned()]), is_root: false }
    }

    /// The lines of the next turn.
    pub fn take(&mut self, entry: &Entry) -> String {
        if let Input::Start(start) = plain(&entry.input) {
            self.is_root = self.tree.contains(&start.dialog_id);
        }
        let before = self.tree.len();
        for happened in &entry.events {
            if let Event::Began { parent: Some(parent), .. } = &happened.event
                && self.tree.contains(parent)
            {
                self.tree.insert(happened.dialog.clone());
            }
        }
        let here = entry.events.iter().filter(|happened| self.tree.contains(&happened.dialog));
        let here: Vec<&Event> = here.map(|happened| &happened.event).collect();
        let mut text = String::new();
        if self.is_root || !here.is_empty() || before < self.tree.len() {
            turn(&mut text, entry, &here);
        }
        text
    }
}

fn turn(text: &mut String, entry: &Entry, events: &[&Event]) {
    let mut line = |kind: &str, what: &str| {
        // A line stays a line, whatever callers say.
        let what: String = what.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Writing to a text does not fail.
        let _ = writeln!(text, "{} step {} {kind}: {what}", entry.time, entry.step);
    };
    let words = said(entry);
    match plain(&entry.input) {
        Input::Start(_) => {
            line("start", entry.turn.locale.as_str());
            if !words.is_empty() {
                line("said", words);
            }
        }
        Input::Continue => line("continue", ""),
        _ => line("said", &format!("{words} ({})", entry.turn.input_mode.as_str())),
    }
    for event in events {
        let (kind, what) = told(event);
        line(kind, &what);
    }
    for prompt in &entry.turn.prompts {
        line("prompt", &prompt.masked_content);
    }
    line("action", &format!("{:?} {}", entry.turn.action.kind, entry.turn.action.name));
    if let Some(ended) = &entry.turn.ended {
        let reason = ended.reason.as_deref().unwrap_or("no reason");
        let result = if ended.success { "success" } else { "fail" };
        line("ended", &format!("{} {result}, {reason}", ended.end_type.as_str()));
    }
}

fn told(event: &Event) -> (&'static str, String) {
    match event {
        Event::Began { component, node, .. } => {
            let at = node.as_deref().map(|node| format!(" at node {node}")).unwrap_or_default();
            ("began", format!("{component}{at}"))
        }
        Event::Node { id } => ("node", id.clone()),
        Event::Skipped { id } => ("skipped", format!("{id}, its outputs are there")),
        Event::Edge { id } => ("edge", id.clone()),
        Event::Set { field, value } => ("set", format!("{field} = {}", value.to_text())),
        Event::Dropped { field } => ("dropped", field.clone()),
        Event::Ignored { field } => ("ignored", field.clone()),
        Event::Heard { outcome, value, confidence } => {
            let value = value.as_deref().map(|value| format!(" {value}")).unwrap_or_default();
            let sure = confidence
                .filter(|_| value.trim() != MASK)
                .map(|sure| format!(" ({sure:.0} %)"))
                .unwrap_or_default();
            ("understood", format!("{outcome}{value}{sure}"))
        }
        Event::Chose { among, index } => ("chose", format!("{among} {index}")),
        Event::KeyValue { key, value } => ("key-value", format!("{key} = {value}")),
        Event::Log { text } => ("event", text.clone()),
        Event::Function { name, milliseconds, log, error, .. } => {
            let error = error.as_deref().map(|error| format!(", failed: {error}")).unwrap_or_default();
            let log = if log.is_empty() { String::new() } else { format!(", wrote: {}", log.join(" | ")) };
            ("function", format!("{name}, {milliseconds} ms{error}{log}"))
        }
        Event::Call { name, method, outcome, status, milliseconds, attempts } => {
            let status = status.map(|status| format!(" {status}")).unwrap_or_default();
            ("call", format!("{name} {method} {outcome}{status}, {milliseconds} ms, attempts {attempts}"))
        }
        Event::Failed { reason } => ("failed", reason.clone()),
        Event::Handled { component } => ("handler", component.clone()),
        Event::Over { end_type, result } => ("over", format!("{end_type} {result}")),
    }
}

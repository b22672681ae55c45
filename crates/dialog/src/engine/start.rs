//! How a dialog begins.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::Program;
use baton_model::fields::{FieldValue, is_biometric_result};
use baton_model::program::Channel;
use serde_json::Value;

use super::{Engine, Move};
use crate::state::{Early, Frame};
use crate::{Awaits, Dialog, Event, Input, Start};

/// The most characters of an utterance that are kept; the rest is not looked at.
pub(super) const MOST_CHARACTERS: usize = 1_000;

/// A dialog before its first turn.
pub(super) fn blank(program: &Program, input: &Input) -> Dialog {
    let mut input = input;
    while let Input::Biometrics { with, .. } = input {
        input = with;
    }
    let start = match input {
        Input::Start(start) => Some(start.as_ref()),
        _ => None,
    };
    let text = |of: fn(&Start) -> &String| start.map(|start| of(start).clone()).unwrap_or_default();
    let id = text(|start| &start.dialog_id);
    let locale = Some(text(|start| &start.locale)).filter(|locale| !locale.is_empty());
    Dialog {
        root: Frame { component: program.root.clone(), dialog: id.clone(), ..Frame::default() },
        id,
        step: 0,
        random: start.map_or(0, |start| start.seed),
        children: 0,
        channel: start.map_or(Channel::Chat, |start| start.channel),
        source: text(|start| &start.source),
        locale: locale.or_else(|| program.languages.first().cloned()).unwrap_or_default(),
        ani: text(|start| &start.ani),
        dnis: text(|start| &start.dnis),
        connection_id: text(|start| &start.connection_id),
        test_mode: start.is_some_and(|start| start.test_mode),
        backend: start.filter(|start| start.test_mode).map(|start| start.backend.clone()).unwrap_or_default(),
        globals: BTreeMap::new(),
        secret_globals: BTreeSet::new(),
        biometrics: BTreeMap::new(),
        intent: None,
        no_inputs: 0,
        no_matches: 0,
        last_question: None,
        early: None,
        calls: Vec::new(),
        awaits: Awaits::Nothing,
        used_handlers: Vec::new(),
        handled: None,
        closing: false,
        unattended: 0,
        ended: None,
        end_handlers: Vec::new(),
    }
}

impl Engine<'_> {
    /// The first input: the record begins, the fields are filled, the root node is reached.
    pub(super) fn begin_dialog(&mut self, start: &Start) -> Move {
        self.happen_in_root(Event::Began { component: self.program.root.clone(), parent: None, node: None });
        let test_mode = start.test_mode.to_string();
        for (name, value) in [
            ("auxiliary", "initiated"),
            ("DialogGroupID", start.dialog_id.as_str()),
            ("FlowName", self.program.name.as_str()),
            ("appId", self.program.flow_app_id.as_str()),
            ("requestId", "undefined"),
            ("testMode", test_mode.as_str()),
            ("Locale", self.dialog.locale.clone().as_str()),
        ] {
            self.log(format!("{name}:{value}"));
        }
        for (key, value) in [
            ("appId", self.program.flow_app_id.clone()),
            ("testMode", test_mode.clone()),
            ("Locale", self.dialog.locale.clone()),
        ] {
            self.happen_in_root(Event::KeyValue { key: key.to_owned(), value });
        }
        for (name, value) in &self.program.attached_data {
            if !start.fields.contains_key(name) {
                self.set(0, name, FieldValue::from(value.as_str()), false);
            }
        }
        for (name, value) in &start.fields {
            self.set(0, name, plain(value), false);
        }
        self.take_biometrics(&start.biometrics);
        if let Some(text) = &start.utterance {
            self.remember(text, baton_model::understanding::InputMode::Text);
        }
        match self.program.canvases.get(&self.program.root) {
            Some(canvas) => {
                let wanted = start.node.as_ref();
                let found = wanted.and_then(|id| canvas.nodes.iter().position(|node| node.id == *id));
                Move::Reach(u32::try_from(found.unwrap_or(canvas.root)).unwrap_or(u32::MAX))
            }
            None => Move::Fail(vec!["CriticalError".to_owned()]),
        }
    }

    /// Words that come before their question are kept for it.
    pub(super) fn remember(&mut self, text: &str, mode: baton_model::understanding::InputMode) {
        let text = clip(text);
        self.utterance = text.to_owned();
        self.mode = mode;
        if !text.trim().is_empty() {
            self.dialog.early =
                Some(Early { text: text.to_owned(), mode, stale: false, answered: false, used: Vec::new() });
        }
    }

    /// What the biometric engine handed back; other names are ignored.
    pub(super) fn take_biometrics(&mut self, results: &BTreeMap<String, String>) {
        for (name, value) in results {
            if is_biometric_result(name) {
                self.dialog.biometrics.insert(name.clone(), value.clone());
            } else {
                self.ignore(0, name);
            }
        }
    }
}

/// The part of an utterance that is looked at.
pub(super) fn clip(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

/// An input as it is kept: no more of an utterance than is looked at.
pub(super) fn clipped(input: &Input) -> Input {
    let mut kept = input.clone();
    let mut inner = &mut kept;
    while let Input::Biometrics { with, .. } = inner {
        inner = with;
    }
    let text = match inner {
        Input::Utterance { text, .. } | Input::Choice { text, .. } => Some(text),
        Input::Start(start) => start.utterance.as_mut(),
        _ => None,
    };
    if let Some(text) = text {
        text.truncate(clip(text).len());
    }
    kept
}

/// A value as it comes back from its own JSON, so that a replay from the record begins with the same.
fn plain(value: &FieldValue) -> FieldValue {
    match value {
        FieldValue::Json(Value::String(text)) => FieldValue::Text(text.clone()),
        other => other.clone(),
    }
}

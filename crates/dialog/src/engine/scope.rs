//! Fields: where each one lives, and which of them must not be shown.
//!
//! A field is built in, global, or local to its canvas. A value that was made from a sensitive field stays
//! secret wherever it is copied to.

use std::borrow::Cow;

use baton_model::fields::{FieldValue, MASK, READ_ONLY, is_biometric_result, is_reserved};

use super::Engine;
use super::render::cut;
use crate::Event;

/// The most bytes of a text that the record of a change keeps.
const MOST_RECORDED: usize = 1_000;

/// A value, and whether it must not be shown.
pub(super) struct Found<'e> {
    pub(super) value: Cow<'e, FieldValue>,
    pub(super) secret: bool,
}

impl Engine<'_> {
    /// A field as the canvas at `depth` sees it; `None` when it is not defined.
    pub(super) fn field(&self, depth: usize, name: &str) -> Option<Found<'_>> {
        let marked = self.is_marked(name);
        if let Some(value) = self.built_in(depth, name) {
            return Some(Found { value: Cow::Owned(value), secret: marked });
        }
        let frame = self.dialog.frame(depth);
        let (value, secret) = match self.is_global(name) {
            true => (self.dialog.globals.get(name)?, self.dialog.secret_globals.contains(name)),
            false => (frame.fields.get(name)?, frame.secret.contains(name)),
        };
        Some(Found { value: Cow::Borrowed(value), secret: secret || marked })
    }

    /// True when the field is there and not empty.
    pub(super) fn is_defined(&self, depth: usize, name: &str) -> bool {
        self.field(depth, name).is_some_and(|found| !found.value.is_empty())
    }

    /// What the platform itself knows; empty ones are not defined.
    fn built_in(&self, depth: usize, name: &str) -> Option<FieldValue> {
        let dialog = &self.dialog;
        let text = match name {
            "Ani" => dialog.ani.as_str(),
            "Dnis" => dialog.dnis.as_str(),
            "Locale" => dialog.locale.as_str(),
            "DialogID" => dialog.frame(depth).dialog.as_str(),
            "DialogGroupID" => dialog.id.as_str(),
            "ConnectionID" => dialog.connection_id.as_str(),
            "SessionChannel" => dialog.channel.as_str(),
            "testMode" => match dialog.test_mode {
                true => "true",
                false => "false",
            },
            _ => dialog.biometrics.get(name)?.as_str(),
        };
        (!text.is_empty()).then(|| FieldValue::from(text))
    }

    fn is_global(&self, name: &str) -> bool {
        self.program.global_fields.contains(name) || self.is_marked(name)
    }

    /// True when the author marked the field as sensitive.
    pub(super) fn is_marked(&self, name: &str) -> bool {
        self.program.sensitive_fields.contains_key(name)
    }

    /// Sets a field of the canvas at `depth`. Names that belong to the platform are ignored, and the record says so.
    pub(super) fn set(&mut self, depth: usize, name: &str, value: FieldValue, secret: bool) {
        if value.is_empty() {
            self.drop_field(depth, name);
            return;
        }
        if is_protected(name) {
            self.ignore(depth, name);
            return;
        }
        let secret = secret || self.is_marked(name);
        let shown = if secret { FieldValue::from(MASK) } else { value.clone() };
        if depth == 0 || self.is_global(name) || is_own(name) {
            self.changed.insert(name.to_owned(), Some(shown.to_text()));
        }
        self.happen_at(depth, Event::Set { field: name.to_owned(), value: recorded(shown) });
        match name {
            "Ani" => self.dialog.ani = value.to_text(),
            "Locale" => self.dialog.locale = value.to_text(),
            _ => {
                let global = self.is_global(name);
                let mark = secret && !self.is_marked(name);
                let frame = self.dialog.frame_mut(depth);
                let (fields, secrets) = match global {
                    false => (&mut frame.fields, &mut frame.secret),
                    true => (&mut self.dialog.globals, &mut self.dialog.secret_globals),
                };
                match mark {
                    true => secrets.insert(name.to_owned()),
                    false => secrets.remove(name),
                };
                fields.insert(name.to_owned(), value);
            }
        }
    }

    /// Drops a field of the canvas at `depth`; true when it was there.
    pub(super) fn drop_field(&mut self, depth: usize, name: &str) -> bool {
        if is_protected(name) {
            self.ignore(depth, name);
            return false;
        }
        if !self.is_defined(depth, name) {
            return false;
        }
        match name {
            "Ani" => self.dialog.ani.clear(),
            "Locale" => self.dialog.locale = self.program.languages.first().cloned().unwrap_or_default(),
            _ if self.is_global(name) => {
                self.dialog.globals.remove(name);
                self.dialog.secret_globals.remove(name);
            }
            _ => {
                let frame = self.dialog.frame_mut(depth);
                frame.fields.remove(name);
                frame.secret.remove(name);
            }
        }
        if depth == 0 || self.is_global(name) || is_own(name) {
            self.changed.insert(name.to_owned(), None);
        }
        self.happen_at(depth, Event::Dropped { field: name.to_owned() });
        true
    }

    pub(super) fn ignore(&mut self, depth: usize, name: &str) {
        self.happen_at(depth, Event::Ignored { field: name.to_owned() });
    }

    fn happen_at(&mut self, depth: usize, event: Event) {
        let dialog = self.dialog.frame(depth).dialog.clone();
        self.happened.push(crate::Happened { dialog, event });
    }

    /// True when a field of the canvas at `depth` is sensitive, or becomes one where its flow returns it.
    pub(super) fn is_sensitive(&self, depth: usize, name: &str) -> bool {
        let (mut depth, mut names) = (depth, vec![name.to_owned()]);
        loop {
            if names.iter().any(|name| self.is_marked(name)) {
                return true;
            }
            if depth == 0 || names.is_empty() {
                return false;
            }
            let called_by_node = self.dialog.frame(depth).handler.is_none();
            depth -= 1;
            let outputs =
                self.node_at(depth).filter(|_| called_by_node).map_or(&[][..], super::walk::outputs);
            names = outputs
                .iter()
                .filter(|output| names.contains(&output.from))
                .map(|output| output.field.clone())
                .collect();
        }
    }
}

/// A value as the record keeps it: no more of a text than says what it was.
fn recorded(value: FieldValue) -> FieldValue {
    match value {
        FieldValue::Text(text) if text.len() > MOST_RECORDED => {
            FieldValue::Text(format!("{}…", cut(&text, MOST_RECORDED)))
        }
        other => other,
    }
}

/// True for names that only the platform or a channel sets.
pub(super) fn is_protected(name: &str) -> bool {
    READ_ONLY.contains(&name) || is_reserved(name) || is_biometric_result(name) || name.is_empty()
}

/// True for what is built in and writable: one per root dialog.
fn is_own(name: &str) -> bool {
    baton_model::fields::BUILT_IN.contains(&name)
}

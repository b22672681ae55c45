//! Templates become text: once as the caller hears it, once as records may show it.

use std::borrow::Cow;

use baton_model::Template;
use baton_model::fields::{FieldValue, MASK};
use baton_model::template::{FieldPath, Part};

use super::scope::Found;
use super::{Engine, speak};
use crate::Prompt;

/// The most bytes of a field that go into a text: one that is set from itself in a loop must not grow without end.
const MOST_BYTES: usize = 16 * 1024;

/// From where a template is read.
#[derive(Clone, Copy)]
pub(super) enum Scope<'s> {
    /// The canvas at this depth.
    Canvas(usize),
    /// The miniApp under way: its inputs, then the value that is being talked about.
    MiniApp(Option<Answering<'s>>),
}

/// The value that a confirmation or a validation talks about: `{{value}}`, or the output's name.
#[derive(Clone, Copy)]
pub(super) struct Answering<'s> {
    pub(super) output: &'s str,
    pub(super) value: &'s str,
    /// Other names and what they stand for.
    pub(super) more: &'s [(&'s str, &'s str)],
}

impl<'s> Answering<'s> {
    fn more(&self, name: &str) -> Option<&'s str> {
        self.more.iter().find(|(of, _)| *of == name).map(|(_, value)| *value)
    }
}

impl Engine<'_> {
    fn look_up<'e>(&'e self, scope: Scope<'_>, name: &str) -> Option<Found<'e>> {
        let Scope::MiniApp(answering) = scope else {
            let Scope::Canvas(depth) = scope else { return None };
            return self.field(depth, name);
        };
        let run = self.dialog.top().run.as_ref()?;
        if let Some(found) = self.values.get(name) {
            return Some(found);
        }
        if let Some(value) = answering.and_then(|answering| answering.more(name)) {
            return Some(Found { value: Cow::Owned(FieldValue::from(value)), secret: self.hide_utterance });
        }
        if let Some(answering) = answering.filter(|answering| name == "value" || name == answering.output) {
            let value = Cow::Owned(FieldValue::from(answering.value));
            return Some(Found { value, secret: self.hide_utterance || self.question_is_sensitive() });
        }
        match run.inputs.get(name) {
            Some(value) => Some(Found {
                value: Cow::Borrowed(value),
                secret: run.secret.contains(name) || self.is_marked(name),
            }),
            None if name == "DialogID" => {
                Some(Found { value: Cow::Owned(FieldValue::from(run.dialog.as_str())), secret: false })
            }
            // Beyond its inputs a miniApp sees only what is one per call.
            None => self.shared_field(name),
        }
    }

    fn shared_field(&self, name: &str) -> Option<Found<'_>> {
        let global = self.program.global_fields.contains(name)
            || self.is_marked(name)
            || baton_model::fields::is_built_in(name)
            || self.dialog.biometrics.contains_key(name);
        if global { self.field(self.dialog.depth(), name) } else { None }
    }

    /// What a path leads to; `None` when it leads nowhere.
    pub(super) fn resolve<'e>(&'e self, scope: Scope<'_>, path: &FieldPath) -> Option<Found<'e>> {
        let found = self.look_up(scope, &path.name)?;
        if path.path.is_empty() {
            return Some(found);
        }
        Some(Found { value: Cow::Owned(found.value.at(&path.path)?), secret: found.secret })
    }

    /// The text of a template, and the same with secrets masked.
    pub(super) fn render(&self, scope: Scope<'_>, template: &Template) -> Prompt {
        let (mut content, mut masked_content) = (String::new(), String::new());
        for part in &template.0 {
            let (path, filter) = match part {
                Part::Text(text) => {
                    content.push_str(text);
                    masked_content.push_str(text);
                    continue;
                }
                Part::Variable(name) => {
                    let value = self.program.variables.get(name).map_or("", String::as_str);
                    content.push_str(value);
                    masked_content.push_str(value);
                    continue;
                }
                Part::Field(path) => (path, None),
                Part::Rendered(path, filter) => (path, Some(filter)),
            };
            if let Some(found) = self.resolve(scope, path) {
                let mut text = found.value.to_text();
                text.truncate(cut(&text, MOST_BYTES).len());
                if let Some(filter) = filter {
                    text = speak::render(filter, &text, &self.dialog.locale, self.dialog.channel);
                }
                masked_content.push_str(if found.secret && !text.is_empty() { MASK } else { &text });
                content.push_str(&text);
            }
        }
        Prompt { content, masked_content, data_models: Vec::new() }
    }

    /// The text of a template as the caller hears it.
    pub(super) fn text(&self, scope: Scope<'_>, template: &Template) -> String {
        match template.as_literal() {
            Some(text) => text.to_owned(),
            None => self.render(scope, template).content,
        }
    }

    /// The value of a template and whether it is secret: JSON stays JSON when the template is one field.
    /// `None` when it is empty.
    pub(super) fn value(&self, scope: Scope<'_>, template: &Template) -> Option<(FieldValue, bool)> {
        if let Some(path) = template.as_field() {
            let found = self.resolve(scope, path).filter(|found| !found.value.is_empty())?;
            return Some((found.value.into_owned(), found.secret));
        }
        let text = self.text(scope, template);
        let secret =
            template.fields().any(|path| self.resolve(scope, path).is_some_and(|found| found.secret));
        (!text.is_empty()).then_some((FieldValue::Text(text), secret))
    }
}

/// The start of a text, of at most so many bytes.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    (0..=bytes).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

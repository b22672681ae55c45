//! The record: what happened, and in which dialog of the tree.

use baton_model::fields::MASK;

use super::Engine;
use crate::{Event, Happened};

impl Engine<'_> {
    /// Something happened in the root dialog.
    pub(super) fn happen_in_root(&mut self, event: Event) {
        self.happened.push(Happened { dialog: self.dialog.id.clone(), event });
    }

    /// Something happened in the canvas that runs.
    pub(super) fn happen(&mut self, event: Event) {
        self.happened.push(Happened { dialog: self.dialog.top().dialog.clone(), event });
    }

    /// Something happened in the miniApp under way.
    pub(super) fn happen_in_mini_app(&mut self, event: Event) {
        let top = self.dialog.top();
        let dialog = top.run.as_ref().map_or(&top.dialog, |run| &run.dialog).clone();
        self.happened.push(Happened { dialog, event });
    }

    /// An event as records name it, of the miniApp under way, or of the root when there is none.
    pub(super) fn log(&mut self, text: String) {
        self.events.push(text.clone());
        match self.dialog.top().run {
            Some(_) => self.happen_in_mini_app(Event::Log { text }),
            None => self.happen_in_root(Event::Log { text }),
        }
    }

    pub(super) fn heard(&mut self, outcome: &str, value: Option<&str>, confidence: Option<f32>) {
        let value = value.map(|value| if self.hide_utterance { MASK.to_owned() } else { value.to_owned() });
        self.happen_in_mini_app(Event::Heard { outcome: outcome.to_owned(), value, confidence });
    }
}

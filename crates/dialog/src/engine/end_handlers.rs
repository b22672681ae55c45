//! Dialog-end handlers: services that run after the root dialog has ended, one a step, without a caller. Nothing that
//! happens to them changes how the dialog ended.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::fields::FieldValue;
use baton_model::program::MiniAppKind;

use super::render::Scope;
use super::{Engine, Move};
use crate::state::{Outcome, Run};
use crate::{Awaits, EndType, Event, Need};

impl Engine<'_> {
    /// The handlers that an end of this type leaves to run.
    pub(super) fn end_handlers_of(&self, end_type: EndType) -> Vec<u32> {
        let handlers = self.program.end_handlers.iter().enumerate();
        handlers
            .filter(|(_, handler)| {
                handler.end_types.is_empty() || handler.end_types.iter().any(|of| of == end_type.as_str())
            })
            .filter_map(|(index, _)| u32::try_from(index).ok())
            .collect()
    }

    /// Runs the first handler that is left.
    pub(super) fn run_end_handler(&mut self) -> Result<Move, Need> {
        self.after_end = true;
        let first = self.dialog.end_handlers.first().and_then(|index| usize::try_from(*index).ok());
        let Some(handler) = first.and_then(|index| self.program.end_handlers.get(index)) else {
            return Ok(self.end_handler_done(&Outcome::Escaped));
        };
        let service = self.mini_app(&handler.component).and_then(|mini_app| match &mini_app.kind {
            MiniAppKind::Service(service) => Some(service),
            _ => None,
        });
        let Some(service) = service else {
            let text = format!("DialogEndHandler:{}:not_run", handler.component);
            self.happen_in_root(Event::Log { text });
            return Ok(self.end_handler_done(&Outcome::Escaped));
        };
        let dialog = self.begin_in_root(&handler.component);
        let (mut inputs, mut secret): (BTreeMap<String, FieldValue>, BTreeSet<String>) = Default::default();
        for input in &handler.inputs {
            if let Some((value, is_secret)) = self.value(Scope::Canvas(0), &input.value) {
                if is_secret {
                    secret.insert(input.name.clone());
                }
                inputs.insert(input.name.clone(), value);
            }
        }
        self.dialog.root.run = Some(Run::new(handler.component.clone(), dialog, inputs, secret));
        self.begin_service(service)
    }

    /// The handler is done, however it went; the next one follows.
    pub(super) fn end_handler_done(&mut self, outcome: &Outcome) -> Move {
        let failed = match outcome {
            Outcome::Failed(reasons) => reasons.first(),
            _ => None,
        };
        if let Some(reason) = failed {
            self.happen_in_mini_app(Event::Failed { reason: reason.clone() });
        }
        if let Some(run) = self.dialog.root.run.take() {
            self.over(run.dialog, failed.is_none());
        }
        if !self.dialog.end_handlers.is_empty() {
            self.dialog.end_handlers.remove(0);
        }
        (self.prompts, self.before_next) = (Vec::new(), None);
        self.dialog.awaits = match self.dialog.end_handlers.is_empty() {
            true => Awaits::Nothing,
            false => Awaits::EndHandlers,
        };
        self.still_ended()
    }
}

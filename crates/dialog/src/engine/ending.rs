//! How a dialog ends: at the end of the app's canvas, by exit, transfer or hang-up, or because a miniApp failed.

use std::collections::BTreeMap;

use baton_model::Template;
use baton_model::fields::MASK;
use baton_model::program::Input;

use super::back::result;
use super::render::Scope;
use super::{Engine, Move};
use crate::{Action, ActionKind, Awaits, EndType, Ended, Event, Happened, Transfer};

impl Engine<'_> {
    pub(super) fn transfer_to(
        &mut self,
        destination: &Template,
        reason: Option<&Template>,
        attached: &[Input],
    ) -> Move {
        let scope = Scope::Canvas(self.dialog.depth());
        let reason = self.reason(reason);
        let mut attached_data = BTreeMap::new();
        for input in attached {
            if let Some((value, secret)) = self.value(scope, &input.value) {
                let value = if secret { MASK.to_owned() } else { value.to_text() };
                attached_data.insert(input.name.clone(), value);
            }
        }
        let destination = self.text(scope, destination);
        self.transfer = Some(Transfer { destination, reason: reason.clone(), attached_data });
        self.end(EndType::Transfer, true, reason)
    }

    /// A miniApp hands the caller over. A number that came out empty is none, and the canvas goes on.
    pub(super) fn hand_over_to(&mut self, number: String) -> Move {
        if number.trim().is_empty() {
            return Move::Onward;
        }
        self.transfer = Some(Transfer { destination: number, reason: None, attached_data: BTreeMap::new() });
        self.end(EndType::Transfer, true, None)
    }

    /// The reason of an exit or transfer as records may show it.
    pub(super) fn reason(&self, reason: Option<&Template>) -> Option<String> {
        let scope = Scope::Canvas(self.dialog.depth());
        Some(self.render(scope, reason?).masked_content).filter(|reason| !reason.is_empty())
    }

    /// Ends the root dialog and all that runs within it. Without a reason of its own, an end within an error
    /// handler has the reason of the failure.
    pub(super) fn end(&mut self, end_type: EndType, success: bool, reason: Option<String>) -> Move {
        let reason = reason.or_else(|| self.dialog.handled.clone());
        let over = Event::Over { end_type: end_type.as_str().to_owned(), result: result(success).to_owned() };
        let run = self.dialog.top_mut().run.take();
        let flows = std::mem::take(&mut self.dialog.calls);
        let within =
            run.map(|run| run.dialog).into_iter().chain(flows.into_iter().rev().map(|frame| frame.dialog));
        self.happened.extend(within.map(|dialog| Happened { dialog, event: over.clone() }));

        self.log(format!("globalResult:{}", result(success)));
        self.log(
            match end_type {
                EndType::NearHup => "HUP:NEAR",
                EndType::FarHup => "HUP:FAR",
                EndType::Transfer => "TRANSFER",
            }
            .to_owned(),
        );
        self.happen_in_root(over);
        self.dialog.end_handlers = self.end_handlers_of(end_type);

        let (kind, verb) = match end_type {
            EndType::Transfer => (ActionKind::Transfer, "Transfer"),
            _ => (ActionKind::Exit, "Exit"),
        };
        let name = match &self.dialog.last_question {
            Some(of) => format!("{verb}Action:GET_{}", of.to_uppercase()),
            None => verb.to_owned(),
        };
        self.before_next = None;
        self.action = Some(Action::plain(name, kind));
        self.dialog.awaits = match self.dialog.end_handlers.is_empty() {
            true => Awaits::Nothing,
            false => Awaits::EndHandlers,
        };
        self.dialog.early = None;
        self.dialog.ended = Some(Ended { end_type, success, reason });
        Move::Wait
    }
}

//! An input arrives: what it means depends on what the dialog waits for.

use baton_model::program::MiniAppKind;
use baton_model::understanding::InputMode;

use super::start::clip;
use super::{Engine, MOST_UNATTENDED, Move};
use crate::state::{Outcome, Phase};
use crate::{Action, ActionKind, Awaits, EndType, Input, Need};

impl Engine<'_> {
    /// The first move that an input leads to.
    pub(super) fn arrive(&mut self, new: bool, input: &Input) -> Result<Move, Need> {
        let mut input = input;
        while let Input::Biometrics { results, with } = input {
            if !new && !self.dialog.is_ended() {
                self.take_biometrics(results);
            }
            input = with;
        }
        if new {
            return Ok(match input {
                Input::Start(start) => self.begin_dialog(start),
                // Nobody ever spoke: a defined end for an input that can't come.
                _ => self.end(EndType::FarHup, true, None),
            });
        }
        self.dialog.unattended = match input {
            Input::Continue => self.dialog.unattended.saturating_add(1),
            _ => 0,
        };
        match (self.dialog.awaits, input) {
            (Awaits::EndHandlers, Input::Continue) => self.run_end_handler(),
            (Awaits::Nothing | Awaits::EndHandlers, _) => Ok(self.still_ended()),
            (_, Input::HangUp) => Ok(self.end(EndType::FarHup, true, None)),
            (_, Input::Idle) => Ok(self.end(EndType::FarHup, true, Some("Idle".to_owned()))),
            (Awaits::Caller, Input::NoInput) => self.no_input(),
            (Awaits::Caller, Input::Utterance { text, mode }) => {
                let text = clip(text);
                self.utterance = text.to_owned();
                self.mode = *mode;
                self.hear(text, *mode)
            }
            (Awaits::Caller, Input::Choice { semantics, text }) => {
                let text = clip(text);
                self.utterance = text.to_owned();
                self.hear_choice(semantics, text)
            }
            (Awaits::Caller, _) => self.ask_again(),
            (Awaits::Continue | Awaits::Call, Input::Utterance { text, mode }) => {
                // Said over an announcement: the question that follows may be answered by it.
                self.remember(text, *mode);
                self.go_on()
            }
            (Awaits::Continue | Awaits::Call, _) if self.dialog.unattended > MOST_UNATTENDED => {
                Ok(self.loop_found())
            }
            (Awaits::Continue | Awaits::Call, _) => self.go_on(),
        }
    }

    /// The announcement was heard, or the call is asked for again.
    fn go_on(&mut self) -> Result<Move, Need> {
        let phase = self.dialog.top().run.as_ref().map(|run| run.phase.clone());
        Ok(match phase {
            Some(Phase::Leaving(outcome)) => self.leave_mini_app(outcome),
            Some(Phase::Calling) => match self.acting().map(|mini_app| &mini_app.kind) {
                Some(MiniAppKind::Service(service)) => return self.go_on_calling(service),
                _ => self.leave_mini_app(Outcome::Escaped),
            },
            _ => self.leave_mini_app(Outcome::Escaped),
        })
    }

    pub(super) fn still_ended(&mut self) -> Move {
        self.mode = InputMode::Text;
        self.action = Some(Action::plain("Exit", ActionKind::Exit));
        Move::Wait
    }
}

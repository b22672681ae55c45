//! The turn that goes out.

use std::collections::BTreeMap;

use baton_model::fields::MASK;

use super::Engine;
use crate::{Action, ActionKind, Dialog, Happened, HeardIntent, Turn};

impl Engine<'_> {
    /// The dialog after the step, what happened in it, and the turn.
    pub(super) fn into_turn(self) -> (Dialog, Vec<Happened>, Turn) {
        let biometrics = self.biometric_keys();
        let dialog = self.dialog;
        let utterance = match self.hide_utterance && !self.utterance.is_empty() {
            true => MASK.to_owned(),
            false => self.utterance,
        };
        let intent = dialog.intent.as_ref().map(|intent| HeardIntent {
            name: intent.name.clone(),
            confidence: intent.confidence,
            captured_now: self.captured_intent,
        });
        let action = self.action.unwrap_or_else(|| Action::plain("Exit", ActionKind::Exit));
        let turn = Turn {
            step: dialog.step,
            action,
            prompts: self.prompts,
            waited: self.waited,
            reactions: self.reactions,
            utterance,
            input_mode: self.mode,
            intent,
            fields: self.changed,
            events: self.events,
            no_inputs: dialog.no_inputs,
            no_matches: dialog.no_matches,
            locale: dialog.locale.clone(),
            biometrics,
            transfer: self.transfer,
            ended: if self.after_end { None } else { dialog.ended.clone() },
        };
        (dialog, self.happened, turn)
    }

    /// Values of the mapped biometric keys. A sensitive field is not handed out, not even here.
    fn biometric_keys(&self) -> BTreeMap<String, String> {
        let Some(biometrics) = &self.program.biometrics else { return BTreeMap::new() };
        let value = |field: &str| {
            self.field(0, field).filter(|found| !found.secret).map(|found| found.value.to_text())
        };
        biometrics
            .keys
            .iter()
            .filter_map(|(key, field)| Some((key.clone(), value(field).filter(|value| !value.is_empty())?)))
            .collect()
    }
}

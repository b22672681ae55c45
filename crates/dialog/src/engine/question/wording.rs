//! What the understanding is asked: the words, and what would be an answer to them.

use baton_model::fields::FieldValue;
use baton_model::program::{MiniAppKind, Question};
use baton_model::understanding::{self, Expect, InputMode, Understanding, ValueKind};
use baton_model::{Program, Timestamp};

use super::{disambiguate, kinds};
use crate::engine::Engine;
use crate::engine::start::clip;
use crate::state::{Dialog, Phase, Run};
use crate::{Awaits, Input, Need};

static NOTHING: Understanding =
    Understanding { intents: Vec::new(), values: Vec::new(), requests: Vec::new() };

/// The understanding that an utterance needs before anything else, so that asking for it costs nothing.
pub(in crate::engine) fn first_need(
    program: &Program,
    dialog: &Dialog,
    input: &Input,
    now: Timestamp,
) -> Option<Need> {
    let Input::Utterance { text, mode } = input else { return None };
    if dialog.awaits != Awaits::Caller || *mode == InputMode::Dtmf || text.trim().is_empty() {
        return None;
    }
    let run = dialog.top().run.as_ref().filter(|run| run.phase.is_open())?;
    let mini_app = program.mini_apps.get(&run.component)?;
    let MiniAppKind::Question(question) = &mini_app.kind else { return None };
    Some(Need::Understand(wording(question, run, clip(text), *mode, dialog, now)))
}

/// The question to the understanding.
fn wording(
    question: &Question,
    run: &Run,
    utterance: &str,
    mode: InputMode,
    dialog: &Dialog,
    now: Timestamp,
) -> understanding::Question {
    let mut expect = Vec::with_capacity(3);
    match &run.phase {
        Phase::Confirming { .. } => expect.push(Expect::YesNo),
        Phase::Disambiguating { first, second, .. } => {
            expect.extend(disambiguate::expects(question, first, second, &dialog.locale));
        }
        _ => {}
    }
    kinds::expect(&question.kind, &run.component, &mut expect);
    let needs_time =
        expect.iter().any(|expect| matches!(expect, Expect::Value(ValueKind::Date | ValueKind::DateRange)));
    understanding::Question {
        utterance: utterance.to_owned(),
        mode,
        locale: dialog.locale.clone(),
        expect,
        reference: needs_time
            .then(|| now.in_zone(&time_zone(dialog)).strftime("%Y-%m-%dT%H:%M:%S").to_string()),
    }
}

/// The dialog's time zone: the field `TimeZone` of the miniApp, its canvas, the app's canvas or of all canvases; UTC
/// when there is none.
fn time_zone(dialog: &Dialog) -> String {
    const NAME: &str = "TimeZone";
    let run = dialog.top().run.as_ref();
    let found = run
        .and_then(|run| run.inputs.get(NAME))
        .or_else(|| dialog.top().fields.get(NAME))
        .or_else(|| dialog.root.fields.get(NAME))
        .or_else(|| dialog.globals.get(NAME));
    found.map(FieldValue::to_text).unwrap_or_default()
}

impl<'a> Engine<'a> {
    /// The understanding of an utterance: the answer that is there, or the need for it.
    pub(super) fn understand(
        &mut self,
        question: &Question,
        text: &str,
        mode: InputMode,
    ) -> Result<&'a Understanding, Need> {
        if let Some(understood) = self.understood() {
            return Ok(understood);
        }
        match &self.dialog.top().run {
            Some(run) => Err(Need::Understand(wording(question, run, text, mode, &self.dialog, self.now))),
            None => Ok(&NOTHING),
        }
    }

    /// What day it is for the caller.
    pub(super) fn today(&self) -> jiff::civil::Date {
        self.now.in_zone(&time_zone(&self.dialog)).date()
    }
}

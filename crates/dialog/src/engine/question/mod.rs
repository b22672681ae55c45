//! The life of a question: asked, answered or not, checked, confirmed, and left with a value or a reason.

mod ask;
mod count;
mod disambiguate;
mod early;
mod hear;
mod hold;
mod keys;
mod kinds;
mod requests;
mod take;
mod validate;
mod wording;

use baton_model::program::{Intent, MiniApp, MiniAppKind, Question, QuestionKind};

pub(super) use wording::first_need;

use super::{Engine, Move};
use crate::Need;
use crate::state::{Phase, Run};

impl<'a> Engine<'a> {
    /// A question is reached. What the caller said before may answer it; else it is asked.
    pub(super) fn begin_question(&mut self, question: &'a Question) -> Result<Move, Need> {
        if let Some(candidate) = self.early_answer(question)? {
            return self.checked(question, candidate);
        }
        self.ask(question, true)
    }

    fn asking(&self) -> Option<(&'a MiniApp, &'a Question)> {
        let mini_app = self.acting()?;
        match &mini_app.kind {
            MiniAppKind::Question(question) => Some((mini_app, question)),
            _ => None,
        }
    }

    /// The question of the miniApp under way.
    pub(super) fn question(&self) -> Option<&'a Question> {
        self.asking().map(|(_, question)| question)
    }

    fn run_mut(&mut self) -> Option<&mut Run> {
        self.dialog.top_mut().run.as_mut()
    }

    fn phase(&self) -> Option<&Phase> {
        self.dialog.top().run.as_ref().map(|run| &run.phase)
    }

    fn is_confirming(&self) -> bool {
        matches!(self.phase(), Some(Phase::Confirming { .. }))
    }

    /// The fields of the canvas that the answer fills; the output's own name when it fills none.
    fn fields_to_fill(&self, question: &Question) -> Vec<String> {
        let depth = self.dialog.depth();
        let outputs = self.node_at(depth).map_or(&[][..], crate::engine::walk::outputs);
        let fields: Vec<String> =
            outputs.iter().filter(|out| out.from == question.output).map(|out| out.field.clone()).collect();
        if fields.is_empty() { vec![question.output.clone()] } else { fields }
    }

    /// True when the answer fills a sensitive field: then neither it nor the caller's words are shown.
    pub(super) fn question_is_sensitive(&self) -> bool {
        let depth = self.dialog.depth();
        !self.program.sensitive_fields.is_empty()
            && self.question().is_some_and(|question| {
                self.fields_to_fill(question).iter().any(|field| self.is_sensitive(depth, field))
            })
    }
}

fn intent_named<'q>(question: &'q Question, name: &str) -> Option<&'q Intent> {
    match &question.kind {
        QuestionKind::Intent(intents) => intents.iter().find(|intent| intent.name == name),
        _ => None,
    }
}

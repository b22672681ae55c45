//! What an open question says: welcome, reaction, and the question at its level.

use baton_model::program::{Prompts, Question, Weighted};

use super::intent_named;
use crate::engine::render::{Answering, Scope};
use crate::engine::{Engine, Move};
use crate::state::{Candidate, Phase};
use crate::{Action, ActionKind, Awaits, Prompt};

impl<'a> Engine<'a> {
    /// Asks, at the level that the errors so far lead to.
    pub(super) fn ask(&mut self, question: &'a Question, with_welcome: bool) -> Move {
        if with_welcome {
            self.welcome(question);
        }
        let errors = self.run_mut().map_or(0, |run| {
            run.phase = Phase::Asking;
            run.counters.errors
        });
        let level = level(errors);
        if let Some(prompt) = self.prompt(&question.ask, level, Scope::MiniApp(None)) {
            self.say(prompt);
        }
        if let Some(early) = &mut self.dialog.early {
            early.stale = true;
        }
        self.open(question, "Get", question.ask.barge_in[level])
    }

    /// Says the welcome, when there is one.
    pub(super) fn welcome(&mut self, question: &Question) {
        let prompts = question.welcome.as_ref().map(|welcome| &welcome.prompts);
        if let Some(prompt) = prompts.and_then(|prompts| self.prompt(prompts, 0, Scope::MiniApp(None))) {
            self.say(prompt);
            self.log("Welcome_Announcement".to_owned());
        }
    }

    /// Asks "did you say …?".
    pub(super) fn ask_to_confirm(
        &mut self,
        question: &'a Question,
        candidate: Candidate,
        since: u32,
    ) -> Move {
        let errors = self.dialog.top().run.as_ref().map_or(0, |run| run.counters.errors);
        let level = level(errors.saturating_sub(since));
        let scope = Scope::MiniApp(Some(Answering { output: &question.output, value: &candidate.value }));
        let by_intent = intent_named(question, &candidate.value).and_then(|intent| intent.confirm.as_ref());
        let (prompt, barge_in) = match (by_intent, &question.confirmation) {
            (Some(template), _) => (Some(self.render(scope, template)), question.ask.barge_in[level]),
            (None, Some(confirmation)) => {
                (self.prompt(&confirmation.ask, level, scope), confirmation.ask.barge_in[level])
            }
            (None, None) => (None, false),
        };
        if let Some(prompt) = prompt {
            self.say(prompt);
        }
        if let Some(run) = self.run_mut() {
            run.phase = Phase::Confirming { candidate, since };
        }
        self.open(question, "Confirm", barge_in)
    }

    /// Says again what is open, counting nothing.
    pub(in crate::engine) fn ask_again(&mut self) -> Move {
        let Some(question) = self.question() else { return Move::Onward };
        let phase = self.dialog.top().run.as_ref().map(|run| run.phase.clone());
        match phase {
            Some(Phase::Confirming { candidate, since }) => self.ask_to_confirm(question, candidate, since),
            _ => self.ask(question, false),
        }
    }

    /// The question is open: the caller is awaited.
    pub(super) fn open(&mut self, question: &Question, verb: &str, barge_in: bool) -> Move {
        let Some((mini_app, _)) = self.asking() else { return Move::Onward };
        self.log(format!("{verb}_{}:InformationAsked", mini_app.type_name));
        if self.dialog.last_question.as_deref() != Some(mini_app.type_name.as_str()) {
            self.dialog.last_question = Some(mini_app.type_name.clone());
        }
        self.action = Some(Action {
            fields_to_elicit: self.fields_to_fill(question),
            component: Some(mini_app.component_id.clone()),
            nlu_tag: question.nlu_tag.clone(),
            timeout_ms: Some(question.asr_timeout_ms),
            barge_in,
            termination_key: question.dtmf.termination.clone(),
            ..Action::plain(format!("{verb}_{}", mini_app.type_name), ActionKind::Ask)
        });
        self.dialog.awaits = Awaits::Caller;
        Move::Wait
    }

    /// One of the reactions, said at once: a prompt always follows.
    pub(super) fn react(&mut self, kind: &str, reactions: &'a [Weighted]) {
        if let Some(prompt) = self.reaction(kind, reactions) {
            self.reactions.push(prompt.masked_content.clone());
            self.say(prompt);
        }
    }

    /// One of the reactions, said if anything is said after it.
    pub(super) fn react_before_next(&mut self, kind: &str, reactions: &'a [Weighted]) {
        self.before_next = self.reaction(kind, reactions);
    }

    fn reaction(&mut self, kind: &str, reactions: &'a [Weighted]) -> Option<Prompt> {
        let prompts: &Prompts = self.choose(kind, reactions)?;
        self.prompt(prompts, 0, Scope::MiniApp(None))
    }
}

/// The first error leads to the second prompt, every later one to the third.
fn level(errors: u32) -> usize {
    match errors {
        0 => 0,
        1 => 1,
        _ => 2,
    }
}

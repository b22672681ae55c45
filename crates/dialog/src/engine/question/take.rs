//! A value was understood: it is checked, confirmed and taken.

use baton_model::program::{NodeKind, Question, QuestionKind};

use super::count::Trouble;
use super::intent_named;
use super::validate::Checked;
use crate::Need;
use crate::engine::render::{Answering, Scope};
use crate::engine::{Engine, Move};
use crate::state::{Candidate, InForce, Noted, Outcome, Phase};

impl<'a> Engine<'a> {
    /// Checks a value, has it confirmed if it must be, and takes it.
    pub(super) fn take(&mut self, question: &'a Question, candidate: Candidate) -> Result<Move, Need> {
        if let Some(run) = self.run_mut() {
            run.on_hold = false;
        }
        let checked = self.validate(question, &candidate)?;
        match checked {
            Checked::Passed => self.checked(question, candidate),
            Checked::Failed { block, reason } => self.wrong_input(question, &candidate, block, reason),
            Checked::Unknown => self.give_up(question, vec!["CriticalError".to_owned()]),
        }
    }

    /// The value did not pass.
    fn wrong_input(
        &mut self,
        question: &'a Question,
        candidate: &Candidate,
        block: String,
        reason: String,
    ) -> Result<Move, Need> {
        self.heard(&format!("wrong_input:{block}"), Some(&candidate.value), Some(candidate.confidence));
        self.log("validation_result:fail".to_owned());
        if let Some(run) = self.run_mut() {
            run.rejected = Some(candidate.value.clone());
            run.validation = Some(Noted { passed: false, block, reason });
        }
        let reasons = self.count_trouble(question, Trouble::WrongInput);
        if !reasons.is_empty() {
            return self.give_up(question, reasons);
        }
        let answering = Answering { output: &question.output, value: &candidate.value, more: &[] };
        let prompt = self.prompt(&question.validation_prompt, 0, Scope::MiniApp(Some(answering)))?;
        if let Some(prompt) = prompt {
            self.say(prompt);
        }
        self.ask(question, false)
    }

    /// The value passed its checks: it is confirmed, or taken.
    pub(super) fn checked(&mut self, question: &'a Question, candidate: Candidate) -> Result<Move, Need> {
        self.count_answer();
        let by_intent =
            intent_named(question, &candidate.value).is_some_and(|intent| intent.confirm.is_some());
        let by_question = question
            .confirmation
            .as_ref()
            .is_some_and(|confirmation| candidate.confidence < confirmation.below);
        if by_intent || by_question {
            self.heard("unconfirmed", Some(&candidate.value), Some(candidate.confidence));
            let since = self.run_mut().map_or(0, |run| run.counters.errors);
            return self.ask_to_confirm(question, candidate, since);
        }
        self.accept(question, candidate)
    }

    /// "Yes, that is what I said."
    pub(super) fn confirmed(&mut self, question: &'a Question) -> Result<Move, Need> {
        self.count_answer();
        match self.phase().cloned() {
            Some(Phase::Confirming { candidate, .. }) => {
                self.heard("confirmation", None, None);
                self.accept(question, candidate)
            }
            _ => self.ask_again(),
        }
    }

    /// "No." The question is asked again, or the other value that was said with it is taken up.
    pub(super) fn disconfirmed(
        &mut self,
        question: &'a Question,
        other: Option<Candidate>,
    ) -> Result<Move, Need> {
        let rejected = match self.phase() {
            Some(Phase::Confirming { candidate, .. }) => Some(candidate.value.clone()),
            _ => None,
        };
        if let Some(run) = self.run_mut() {
            run.rejected = rejected.or_else(|| run.rejected.take());
        }
        let reasons = self.count_trouble(question, Trouble::Disconfirmation);
        if !reasons.is_empty() {
            return self.give_up(question, reasons);
        }
        match other {
            Some(other) => self.take(question, other),
            None => self.ask(question, false),
        }
    }

    /// The answer stands.
    fn accept(&mut self, question: &'a Question, candidate: Candidate) -> Result<Move, Need> {
        let kind = if matches!(question.kind, QuestionKind::Intent(_)) { "intent" } else { "value" };
        self.heard(kind, Some(&candidate.value), Some(candidate.confidence));
        self.react_before_next("nice_response", &question.reactions.nice_response)?;
        if kind == "intent" {
            self.capture(&candidate);
        }
        let intent = intent_named(question, &candidate.value);
        let Some(prompts) = intent.and_then(|intent| intent.announcement.as_ref()) else {
            return Ok(self.leave_mini_app(Outcome::Answered(candidate)));
        };
        let leads_back = intent.is_some_and(|intent| intent.reask.is_some());
        let transfer = intent.and_then(|intent| intent.transfer.as_ref());
        let Some(prompt) = self.prompt(prompts, 0, Scope::MiniApp(None))? else {
            return Ok(self.leave_mini_app(Outcome::Answered(candidate)));
        };
        self.log("Intent_Announcement".to_owned());
        if leads_back {
            self.say(prompt);
            if let Some(run) = self.run_mut() {
                run.reask = Some(candidate.value);
            }
            return self.ask(question, false);
        }
        let outcome = match transfer {
            Some(number) => self.handing_over(Outcome::Answered(candidate), number)?,
            None => Outcome::Answered(candidate),
        };
        Ok(self.say_prompt_and_leave(prompt, prompts.barge_in[0], outcome))
    }

    /// An intent is in force. When it replaces another, the nodes that want it drop what they gave.
    fn capture(&mut self, candidate: &Candidate) {
        let before = self
            .dialog
            .intent
            .replace(InForce { name: candidate.value.clone(), confidence: candidate.confidence });
        self.captured_intent = true;
        self.dialog.early = self.dialog.early.take().filter(|early| early.answered);
        self.log(format!("Intent:{}", candidate.value));
        if before.is_none_or(|before| before.name == candidate.value) {
            return;
        }
        for depth in 0..=self.dialog.depth() {
            let frame = self.dialog.frame(depth);
            let Some(canvas) = self.canvas_of(frame) else { continue };
            let here = usize::try_from(frame.node).unwrap_or(usize::MAX);
            for (index, node) in canvas.nodes.iter().enumerate() {
                let (NodeKind::MiniApp(call) | NodeKind::Flow(call)) = &node.kind else { continue };
                if call.reset_on_intent && index != here {
                    self.drop_outputs(depth, node);
                }
            }
        }
    }
}

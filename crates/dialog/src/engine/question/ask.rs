//! What an open question says: welcome, reaction, and the question at its level.

use baton_model::program::{Channel, Join, Prompts, Question, Weighted};

use super::intent_named;
use crate::engine::render::{Answering, Scope};
use crate::engine::{Engine, Move};
use crate::state::{Candidate, Phase};
use crate::turn::Keypad;
use crate::{Action, ActionKind, Awaits, Need, Prompt};

impl<'a> Engine<'a> {
    /// Asks, at the level that the errors so far lead to.
    pub(super) fn ask(&mut self, question: &'a Question, with_welcome: bool) -> Result<Move, Need> {
        if with_welcome {
            self.welcome(question)?;
        }
        let errors = self.run_mut().map_or(0, |run| {
            run.phase = Phase::Asking;
            run.counters.errors
        });
        let level = level(errors);
        let prompts = self.words(question)?;
        if let Some(prompt) = self.prompt(prompts, level, Scope::MiniApp(None))? {
            self.say(prompt);
        }
        if let Some(early) = &mut self.dialog.early {
            early.stale = true;
        }
        Ok(self.open(question, "Get", prompts.barge_in[level]))
    }

    /// The words of the question: those after an announcement, else the first of the rephrases that holds, else its own.
    fn words(&mut self, question: &'a Question) -> Result<&'a Prompts, Need> {
        let reask = self.dialog.top().run.as_ref().and_then(|run| run.reask.as_deref());
        if let Some(prompts) = reask.and_then(|name| intent_named(question, name)?.reask.as_ref()) {
            return Ok(prompts);
        }
        for rephrase in &question.rephrases {
            self.prepare_conditions(&rephrase.conditions)?;
            let holds = self.hold(Scope::MiniApp(None), Join::And, &rephrase.conditions);
            self.values.clear();
            if holds {
                return Ok(&rephrase.prompts);
            }
        }
        Ok(&question.ask)
    }

    /// Says the welcome, when there is one.
    pub(super) fn welcome(&mut self, question: &Question) -> Result<(), Need> {
        let Some(welcome) = &question.welcome else { return Ok(()) };
        if let Some(prompt) = self.prompt(&welcome.prompts, 0, Scope::MiniApp(None))? {
            self.say(prompt);
            self.log("Welcome_Announcement".to_owned());
        }
        Ok(())
    }

    /// Asks "did you say …?".
    pub(super) fn ask_to_confirm(
        &mut self,
        question: &'a Question,
        candidate: Candidate,
        since: u32,
    ) -> Result<Move, Need> {
        let errors = self.dialog.top().run.as_ref().map_or(0, |run| run.counters.errors);
        let level = level(errors.saturating_sub(since));
        let amount = format!("{} {}", candidate.value, candidate.unit);
        let more = [("amount", amount.trim_end())];
        let answering = Answering { output: &question.output, value: &candidate.value, more: &more };
        let scope = Scope::MiniApp(Some(answering));
        let by_intent = intent_named(question, &candidate.value).and_then(|intent| intent.confirm.as_ref());
        let (prompt, barge_in) = match (by_intent, &question.confirmation) {
            (Some(template), _) => {
                self.prepare(template.fields(), &[])?;
                let prompt = self.render(scope, template);
                self.values.clear();
                (Some(prompt), question.ask.barge_in[level])
            }
            (None, Some(confirmation)) => {
                (self.prompt(&confirmation.ask, level, scope)?, confirmation.ask.barge_in[level])
            }
            (None, None) => (None, false),
        };
        if let Some(prompt) = prompt {
            self.say(prompt);
        }
        if let Some(run) = self.run_mut() {
            run.phase = Phase::Confirming { candidate, since };
        }
        Ok(self.open(question, "Confirm", barge_in))
    }

    /// Says again what is open, counting nothing.
    pub(in crate::engine) fn ask_again(&mut self) -> Result<Move, Need> {
        let Some(question) = self.question() else { return Ok(Move::Onward) };
        match self.phase().cloned() {
            Some(Phase::Confirming { candidate, since }) => self.ask_to_confirm(question, candidate, since),
            Some(Phase::Disambiguating { first, second, since }) => {
                self.ask_which(question, first, second, since)
            }
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
            // A channel without keys hears nothing of them.
            termination_key: question
                .dtmf
                .termination
                .clone()
                .filter(|_| self.dialog.channel == Channel::Voice),
            keypad: self.keypad(question),
            ..Action::plain(format!("{verb}_{}", mini_app.type_name), ActionKind::Ask)
        });
        self.dialog.awaits = Awaits::Caller;
        Move::Wait
    }

    /// How keys are listened to, for a channel that has some.
    fn keypad(&self, question: &Question) -> Option<Keypad> {
        if self.dialog.channel != Channel::Voice || question.dtmf.inter_digit_ms.is_empty() {
            return None;
        }
        let most = question.validations.iter().map(|block| block.max_length).max().flatten();
        Some(Keypad { inter_digit_ms: question.dtmf.inter_digit_ms.clone(), most })
    }

    /// One of the reactions, said at once: a prompt always follows.
    pub(super) fn react(&mut self, kind: &str, reactions: &'a [Weighted], level: usize) -> Result<(), Need> {
        if let Some(prompt) = self.reaction(kind, reactions, level)? {
            self.reactions.push(prompt.masked_content.clone());
            self.say(prompt);
        }
        Ok(())
    }

    /// One of the reactions, said if anything is said after it.
    pub(super) fn react_before_next(&mut self, kind: &str, reactions: &'a [Weighted]) -> Result<(), Need> {
        self.before_next = self.reaction(kind, reactions, 0)?;
        Ok(())
    }

    fn reaction(
        &mut self,
        kind: &str,
        reactions: &'a [Weighted],
        level: usize,
    ) -> Result<Option<Prompt>, Need> {
        let Some(prompts) = self.choose(kind, reactions) else { return Ok(None) };
        let prompts: &Prompts = prompts;
        self.prompt(prompts, level, Scope::MiniApp(None))
    }
}

/// The first error leads to the second prompt, every later one to the third.
pub(super) fn level(errors: u32) -> usize {
    match errors {
        0 => 0,
        1 => 1,
        _ => 2,
    }
}

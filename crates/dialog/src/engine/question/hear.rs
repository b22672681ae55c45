//! What the caller's input means at the question that is open.

use std::collections::BTreeMap;

use baton_model::program::Question;
use baton_model::understanding::{InputMode, Request, Understanding, ValueKind};

use super::count::Trouble;
use super::keys::{self, Keyed};
use super::kinds::{self, Meaning, best};
use crate::Need;
use crate::engine::{Engine, Move};
use crate::state::{Outcome, Phase};

/// The most keys that are told.
const MOST_KEYS: usize = 100;

impl<'a> Engine<'a> {
    /// The caller said, wrote or keyed something while a question was open.
    pub(in crate::engine) fn hear(&mut self, text: &str, mode: InputMode) -> Result<Move, Need> {
        let Some(question) = self.question() else { return Ok(Move::Onward) };
        if text.trim().is_empty() {
            return self.no_input();
        }
        self.listen(mode);
        if mode == InputMode::Dtmf {
            return self.hear_keys(question, text);
        }
        let understood = self.understand(question, text, mode)?;
        match self.phase() {
            Some(Phase::Confirming { .. }) => self.hear_confirmation(question, understood, text, mode),
            Some(Phase::Disambiguating { first, second, .. }) => {
                let (first, second) = (first.clone(), second.clone());
                let own = kinds::meaning(question, understood, text, mode);
                self.hear_which(question, understood, own, first, second)
            }
            _ => self.hear_answer(question, understood, text, mode),
        }
    }

    /// The caller chose from rich content. What the choice says of this question is taken as it is; else its words are
    /// heard.
    pub(in crate::engine) fn hear_choice(
        &mut self,
        semantics: &BTreeMap<String, String>,
        text: &str,
    ) -> Result<Move, Need> {
        let Some(question) = self.question() else { return Ok(Move::Onward) };
        self.listen(InputMode::Text);
        if self.is_confirming()
            && let Some(said) = semantics.get("YesNo")
        {
            return match said.eq_ignore_ascii_case("yes") {
                true => self.confirmed(question),
                false => self.disconfirmed(question, None),
            };
        }
        let names = std::iter::once(question.output.clone()).chain(self.fields_to_fill(question));
        let value = names.chain(["value".to_owned()]).find_map(|name| semantics.get(&name));
        match value.filter(|value| !value.is_empty()) {
            Some(value) => {
                let value = super::super::render::cut(value, 4_000);
                self.dialog.early = None;
                self.take(question, kinds::given(question, value, InputMode::Text))
            }
            None => self.hear(text, InputMode::Text),
        }
    }

    fn listen(&mut self, mode: InputMode) {
        self.hide_utterance |= self.question_is_sensitive();
        if let Some(run) = self.run_mut() {
            run.mode = mode;
        }
    }

    /// Silence.
    pub(in crate::engine) fn no_input(&mut self) -> Result<Move, Need> {
        let Some(question) = self.question() else { return Ok(Move::Onward) };
        if let Some(waiting) = self.still_there(question)? {
            return Ok(waiting);
        }
        self.heard("no_input", None, None);
        self.trouble(question, Trouble::NoInput)
    }

    fn hear_answer(
        &mut self,
        question: &'a Question,
        understood: &Understanding,
        text: &str,
        mode: InputMode,
    ) -> Result<Move, Need> {
        match kinds::meaning(question, understood, text, mode) {
            Meaning::Value(candidate) => {
                if let Some((first, second)) = self.close_intents(question, understood, mode) {
                    return self.disambiguate(question, first, second);
                }
                self.keep_for_more(text, mode, &candidate);
                self.take(question, candidate)
            }
            Meaning::Request(request) => self.request(question, request),
            Meaning::Unsure(candidate) => {
                self.heard("low_confidence", Some(&candidate.value), Some(candidate.confidence));
                self.trouble(question, Trouble::LowConfidence)
            }
            Meaning::Nothing => self.no_match(question),
        }
    }

    /// An answer to "did you say …?": yes, no, or another value at once.
    fn hear_confirmation(
        &mut self,
        question: &'a Question,
        understood: &Understanding,
        text: &str,
        mode: InputMode,
    ) -> Result<Move, Need> {
        let said = best(understood, ValueKind::YesNo);
        let own = kinds::correction(question, understood, text, said, mode);
        let said = said.map(|said| said.value == "YES");
        let current = match self.phase() {
            Some(Phase::Confirming { candidate, .. }) => candidate.value.clone(),
            _ => String::new(),
        };
        match (said, own) {
            (Some(true), _) => self.confirmed(question),
            (_, Meaning::Value(other)) if other.value == current && said.is_none() => {
                self.confirmed(question)
            }
            (_, Meaning::Value(other)) if other.value != current => {
                self.heard("correction", Some(&other.value), Some(other.confidence));
                self.disconfirmed(question, Some(other))
            }
            (Some(false), _) => {
                self.heard("disconfirmation", None, None);
                self.disconfirmed(question, None)
            }
            (None, _) => match understood.requests.first() {
                Some(request) => self.request(question, *request),
                None => self.no_match(question),
            },
        }
    }

    fn hear_keys(&mut self, question: &'a Question, keys: &str) -> Result<Move, Need> {
        self.note_keys(keys);
        match keys::read(question, self.is_confirming(), keys, &self.dialog.locale) {
            Keyed::Escape => {
                self.heard("escape", None, None);
                self.say_and_leave(&question.dtmf.escape_prompt, Outcome::Escaped)
            }
            Keyed::Agent => self.request(question, Request::Agent),
            Keyed::Accept => self.confirmed(question),
            Keyed::Reject => {
                self.heard("disconfirmation", None, None);
                self.disconfirmed(question, None)
            }
            Keyed::Value(value) => {
                self.dialog.early = None;
                self.take(question, kinds::given(question, value, InputMode::Dtmf))
            }
            Keyed::Nothing => {
                self.heard("wrong_keys", None, None);
                self.trouble(question, Trouble::WrongKeys)
            }
        }
    }

    /// An Intent tells the canvas which keys were pressed.
    pub(super) fn note_keys(&mut self, keys: &str) {
        let keys = crate::engine::render::cut(keys.trim(), MOST_KEYS);
        if let Some(run) = self.run_mut() {
            run.keys = Some(keys.to_owned());
        }
    }

    pub(super) fn no_match(&mut self, question: &'a Question) -> Result<Move, Need> {
        self.heard("no_match", None, None);
        self.trouble(question, Trouble::NoMatch)
    }

    /// Counts; then either the question is asked again, at its next level, or the miniApp gives up.
    pub(super) fn trouble(&mut self, question: &'a Question, trouble: Trouble) -> Result<Move, Need> {
        let reasons = self.count_trouble(question, trouble);
        if let Some(run) = self.run_mut() {
            run.on_hold = false;
        }
        if !reasons.is_empty() {
            return self.give_up(question, reasons);
        }
        match trouble {
            Trouble::NoMatch | Trouble::LowConfidence | Trouble::WrongKeys => {
                self.react("no_match", &question.reactions.no_match, 0)?;
            }
            Trouble::SameState => self.react("same_state", &question.reactions.same_state, 0)?,
            Trouble::AgentRequest => {
                let asked = self.dialog.top().run.as_ref().map_or(1, |run| run.counters.agent_requests.0);
                let level = usize::try_from(asked.saturating_sub(1)).unwrap_or(2).min(2);
                self.react("agent", &question.reactions.agent, level)?;
            }
            _ => {}
        }
        self.ask_again()
    }
}

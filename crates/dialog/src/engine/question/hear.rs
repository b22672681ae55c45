//! What the caller's input means at the question that is open.

use baton_model::program::{MiniAppKind, Question, QuestionKind};
use baton_model::understanding::{Expect, InputMode, Request, Understanding, ValueKind};
use baton_model::{Program, understanding};

use super::count::Trouble;
use super::keys::{self, Keyed};
use super::{intent_named, validate};
use crate::engine::start::clip;
use crate::engine::{Engine, Move};
use crate::state::{Candidate, Dialog, Outcome, Phase, Run};
use crate::{Awaits, Input, Need};

/// What is understood less surely than this is nothing at all, not a rejection for low confidence.
const LEAST_CONFIDENCE: f32 = 30.0;

static NOTHING: Understanding =
    Understanding { intents: Vec::new(), values: Vec::new(), requests: Vec::new() };

/// What words mean at a question.
enum Meaning {
    Value(Candidate),
    /// Understood, but below the threshold.
    Unsure(Candidate),
    Request(Request),
    Nothing,
}

/// The understanding that an utterance needs before anything else, so that asking for it costs nothing.
pub(in crate::engine) fn first_need(program: &Program, dialog: &Dialog, input: &Input) -> Option<Need> {
    let Input::Utterance { text, mode } = input else { return None };
    if dialog.awaits != Awaits::Caller || *mode == InputMode::Dtmf || text.trim().is_empty() {
        return None;
    }
    let run = dialog.top().run.as_ref().filter(|run| run.phase.is_open())?;
    let mini_app = program.mini_apps.get(&run.component)?;
    let MiniAppKind::Question(question) = &mini_app.kind else { return None };
    Some(Need::Understand(wording(question, run, clip(text), *mode, &dialog.locale)))
}

/// The question to the understanding.
fn wording(
    question: &Question,
    run: &Run,
    utterance: &str,
    mode: InputMode,
    locale: &str,
) -> understanding::Question {
    let own = match question.kind {
        QuestionKind::Intent(_) => Expect::Intent(run.component.clone()),
        QuestionKind::YesNo => Expect::YesNo,
        QuestionKind::Numeric => Expect::Digits,
    };
    let mut expect = Vec::with_capacity(2);
    if matches!(run.phase, Phase::Confirming { .. }) && own != Expect::YesNo {
        expect.push(Expect::YesNo);
    }
    expect.push(own);
    understanding::Question {
        utterance: utterance.to_owned(),
        mode,
        locale: locale.to_owned(),
        expect,
        reference: None,
    }
}

impl<'a> Engine<'a> {
    /// The caller said, wrote or keyed something while a question was open.
    pub(in crate::engine) fn hear(&mut self, text: &str, mode: InputMode) -> Result<Move, Need> {
        let Some(question) = self.question() else { return Ok(Move::Onward) };
        if text.trim().is_empty() {
            return Ok(self.no_input());
        }
        self.hide_utterance |= self.question_is_sensitive();
        if mode == InputMode::Dtmf {
            return Ok(self.hear_keys(question, text));
        }
        let understood = self.understand(question, text, mode)?;
        Ok(match self.is_confirming() {
            true => self.hear_confirmation(question, understood, mode),
            false => self.hear_answer(question, understood, mode),
        })
    }

    /// The understanding of an utterance: the answer that is there, or the need for it.
    fn understand(
        &mut self,
        question: &Question,
        text: &str,
        mode: InputMode,
    ) -> Result<&'a Understanding, Need> {
        if let Some(understood) = self.understood() {
            return Ok(understood);
        }
        match &self.dialog.top().run {
            Some(run) => Err(Need::Understand(wording(question, run, text, mode, &self.dialog.locale))),
            None => Ok(&NOTHING),
        }
    }

    fn is_confirming(&self) -> bool {
        self.dialog.top().run.as_ref().is_some_and(|run| matches!(run.phase, Phase::Confirming { .. }))
    }

    /// Silence.
    pub(in crate::engine) fn no_input(&mut self) -> Move {
        let Some(question) = self.question() else { return Move::Onward };
        self.heard("no_input", None, None);
        self.trouble(question, Trouble::NoInput)
    }

    fn hear_answer(&mut self, question: &'a Question, understood: &Understanding, mode: InputMode) -> Move {
        match meaning(question, understood, mode) {
            Meaning::Value(candidate) => self.take(question, candidate),
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
        mode: InputMode,
    ) -> Move {
        let said = best(understood, ValueKind::YesNo).map(|(value, _)| value == "YES");
        let own = match question.kind {
            QuestionKind::YesNo => Meaning::Nothing,
            _ => meaning(question, understood, mode),
        };
        let current = match self.dialog.top().run.as_ref().map(|run| &run.phase) {
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

    fn hear_keys(&mut self, question: &'a Question, keys: &str) -> Move {
        match keys::read(question, self.is_confirming(), keys) {
            Keyed::Escape => {
                self.heard("escape", None, None);
                self.leave_mini_app(Outcome::Escaped)
            }
            Keyed::Agent => self.request(question, Request::Agent),
            Keyed::Accept => self.confirmed(question),
            Keyed::Reject => {
                self.heard("disconfirmation", None, None);
                self.disconfirmed(question, None)
            }
            Keyed::Value(value) => {
                self.take(question, Candidate { value, confidence: 100.0, mode: InputMode::Dtmf })
            }
            Keyed::Nothing => {
                self.heard("wrong_keys", None, None);
                self.trouble(question, Trouble::WrongKeys)
            }
        }
    }

    pub(super) fn no_match(&mut self, question: &'a Question) -> Move {
        self.heard("no_match", None, None);
        self.trouble(question, Trouble::NoMatch)
    }

    /// Counts; then either the question is asked again, at its next level, or the miniApp gives up.
    pub(super) fn trouble(&mut self, question: &'a Question, trouble: Trouble) -> Move {
        let reasons = self.count_trouble(question, trouble);
        if let Some(run) = self.run_mut() {
            run.on_hold = false;
        }
        if !reasons.is_empty() {
            return self.give_up(question, reasons);
        }
        match trouble {
            Trouble::NoMatch | Trouble::LowConfidence | Trouble::WrongKeys => {
                self.react("no_match", &question.reactions.no_match);
            }
            Trouble::SameState => self.react("same_state", &question.reactions.same_state),
            Trouble::AgentRequest => self.react("agent", &question.reactions.agent),
            _ => {}
        }
        self.ask_again()
    }

    /// What the caller said earlier, when it answers this question. Words that another question was asked after
    /// still say why the caller calls, but no longer answer yes or no, nor give digits.
    pub(super) fn early_answer(&mut self, question: &Question) -> Result<Option<Candidate>, Need> {
        let Some(early) = self.dialog.early.clone() else { return Ok(None) };
        if early.stale && !matches!(question.kind, QuestionKind::Intent(_)) {
            return Ok(None);
        }
        self.hide_utterance |= !early.stale && self.question_is_sensitive();
        let candidate = match early.mode {
            InputMode::Dtmf => match keys::read(question, false, &early.text) {
                Keyed::Value(value) => Some(Candidate { value, confidence: 100.0, mode: InputMode::Dtmf }),
                _ => None,
            },
            mode => match meaning(question, self.understand(question, &early.text, mode)?, mode) {
                Meaning::Value(candidate) => Some(candidate),
                _ => None,
            },
        };
        Ok(candidate.filter(|candidate| validate::check(question, &candidate.value).is_ok()))
    }
}

/// Own intents and values first; requests are looked at when none matches surely enough.
fn meaning(question: &Question, understood: &Understanding, mode: InputMode) -> Meaning {
    let best = match question.kind {
        QuestionKind::Intent(_) => understood
            .intents
            .iter()
            .find(|intent| intent_named(question, &intent.name).is_some())
            .map(|intent| (intent.name.as_str(), intent.confidence)),
        QuestionKind::YesNo => best(understood, ValueKind::YesNo),
        QuestionKind::Numeric => best(understood, ValueKind::Digits),
    };
    let candidate = best.map(|(value, confidence)| Candidate { value: value.to_owned(), confidence, mode });
    match (candidate, understood.requests.first()) {
        (Some(candidate), _) if candidate.confidence >= question.confidence_threshold => {
            Meaning::Value(candidate)
        }
        (_, Some(request)) => Meaning::Request(*request),
        (Some(candidate), None) if candidate.confidence >= LEAST_CONFIDENCE => Meaning::Unsure(candidate),
        _ => Meaning::Nothing,
    }
}

fn best(understood: &Understanding, kind: ValueKind) -> Option<(&str, f32)> {
    understood
        .values
        .iter()
        .find(|value| value.kind == kind)
        .map(|value| (value.value.as_str(), value.confidence))
}

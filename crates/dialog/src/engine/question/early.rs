//! What the caller said before a question was asked may answer it.
//!
//! Words that came over an announcement, or with the call, are taken like an answer. Words that answered another
//! question are looked at too ("transfer 500 dollars tomorrow" answers why, how much and when), but only for values that
//! can't be mistaken, and never twice at the same place.

use baton_model::program::{Entity, Question, QuestionKind};
use baton_model::understanding::InputMode;

use super::keys::{self, Keyed};
use super::kinds::{self, Meaning};
use super::validate::Checked;
use crate::Need;
use crate::engine::Engine;
use crate::state::{Candidate, Early};

/// How sure a value must be that was said beside the answer to another question.
const SURE: f32 = 70.0;

impl<'a> Engine<'a> {
    /// What the caller said earlier, when it answers this question and passes its checks.
    pub(super) fn early_answer(&mut self, question: &'a Question) -> Result<Option<Candidate>, Need> {
        let Some(early) = self.dialog.early.clone() else { return Ok(None) };
        let fits = match early.answered {
            true => {
                !question.ask_always && is_unmistakable(&question.kind) && may_hold(&early, &question.kind)
            }
            // Words that another question was asked after still say why the caller calls, but no longer answer yes
            // or no, nor give digits.
            false => !early.stale || matches!(question.kind, QuestionKind::Intent(_)),
        };
        if !fits {
            return Ok(None);
        }
        self.hide_utterance |= !early.stale && self.question_is_sensitive();
        let candidate = match early.mode {
            InputMode::Dtmf => match keys::read(question, false, &early.text, &self.dialog.locale) {
                Keyed::Value(value) => {
                    self.note_keys(&early.text);
                    Some(kinds::given(question, value, InputMode::Dtmf))
                }
                _ => None,
            },
            mode => {
                let understood = self.understand(question, &early.text, mode)?;
                match kinds::meaning(question, understood, &early.text, mode) {
                    Meaning::Value(candidate) => Some(candidate),
                    _ => None,
                }
            }
        };
        let Some(candidate) = candidate.filter(|candidate| !early.answered || is_beside(&early, candidate))
        else {
            return Ok(None);
        };
        if self.validate(question, &candidate)? != Checked::Passed {
            return Ok(None);
        }
        if early.answered {
            if let Some(early) = &mut self.dialog.early {
                early.used.extend(candidate.span);
            }
        } else {
            self.keep_for_more(&early.text, early.mode, &candidate);
        }
        Ok(Some(candidate))
    }

    /// Words that gave an answer are kept: they may answer what is asked next.
    pub(super) fn keep_for_more(&mut self, text: &str, mode: InputMode, candidate: &Candidate) {
        let waits_for_its_question =
            self.dialog.early.as_ref().is_some_and(|early| !early.answered && early.stale);
        if waits_for_its_question && !self.is_intent(candidate) {
            return;
        }
        let whole = (mode == InputMode::Dtmf) || candidate.span.is_none() && !self.is_intent(candidate);
        self.dialog.early = (!whole && text.split_whitespace().nth(1).is_some()).then(|| Early {
            text: text.to_owned(),
            mode,
            stale: false,
            answered: true,
            used: candidate.span.into_iter().collect(),
        });
    }

    fn is_intent(&self, candidate: &Candidate) -> bool {
        self.question().is_some_and(|question| super::intent_named(question, &candidate.value).is_some())
    }
}

/// Kinds whose values are not to be mistaken for something else that was said.
fn is_unmistakable(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Numeric
        | QuestionKind::Alphanumeric
        | QuestionKind::Amount { .. }
        | QuestionKind::Date
        | QuestionKind::DateRange => true,
        QuestionKind::Entity(entity) => matches!(entity, Entity::OneOf(_)),
        _ => false,
    }
}

/// False for words that can't hold such a value, so that nobody has to look: who writes a number writes digits.
fn may_hold(early: &Early, kind: &QuestionKind) -> bool {
    match (kind, early.mode) {
        (_, InputMode::Dtmf) => false,
        (QuestionKind::Numeric | QuestionKind::Alphanumeric, InputMode::Text) => {
            early.text.bytes().any(|byte| byte.is_ascii_digit())
        }
        _ => true,
    }
}

/// True for a value that is sure, long enough, and not at a place that gave another.
fn is_beside(early: &Early, candidate: &Candidate) -> bool {
    let Some((begin, end)) = candidate.span else { return false };
    let apart = early.used.iter().all(|(from, to)| end <= *from || begin >= *to);
    apart && candidate.confidence >= SURE && candidate.value.chars().count() >= 3
}

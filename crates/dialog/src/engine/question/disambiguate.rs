//! "Did you mean … or …?", when two intents are about as likely.

use baton_model::program::{Disambiguation, Question, QuestionKind};
use baton_model::understanding::{Expect, InputMode, Understanding, ValueKind};

use super::ask::level;
use super::count::Trouble;
use super::intent_named;
use super::kinds::{Meaning, best};
use crate::Need;
use crate::engine::render::{Answering, Scope};
use crate::engine::{Engine, Move};
use crate::state::{Candidate, Phase};

/// What would be an answer to "which of the two?": one of them by what it is called, its place, or "neither".
pub(super) fn expects(
    question: &Question,
    first: &Candidate,
    second: &Candidate,
    locale: &str,
) -> Vec<Expect> {
    let names = [first, second].map(|candidate| {
        let label = label(question, &candidate.value, locale);
        let mut names = vec![candidate.value.clone(), candidate.value.replace(['.', '-', '_'], " ")];
        if !names.contains(&label) {
            names.push(label);
        }
        names
    });
    vec![Expect::OneOf(names.to_vec()), Expect::Value(ValueKind::Ordinal), Expect::YesNo]
}

/// What an intent is called in a question to the caller.
fn label(question: &Question, name: &str, locale: &str) -> String {
    let labels =
        intent_named(question, name).map(|intent| &intent.labels).filter(|labels| !labels.is_empty());
    let Some(labels) = labels else { return name.replace(['.', '-', '_'], " ") };
    let language = locale.split('-').next().unwrap_or(locale);
    let near =
        || labels.iter().find(|(of, _)| of.split('-').next() == Some(language)).map(|(_, label)| label);
    let found = labels.get(locale).or_else(near).or_else(|| labels.values().next());
    found.cloned().unwrap_or_default()
}

impl<'a> Engine<'a> {
    /// The two intents that are close, when the question wants to ask between them and has not asked too often.
    pub(super) fn close_intents(
        &self,
        question: &'a Question,
        understood: &Understanding,
        mode: InputMode,
    ) -> Option<(Candidate, Candidate)> {
        let Disambiguation { within, most, .. } = question.disambiguation.as_ref()?;
        let QuestionKind::Intent(_) = &question.kind else { return None };
        let asked = self.dialog.top().run.as_ref().map_or(0, |run| run.counters.disambiguations);
        if asked >= *most {
            return None;
        }
        let mut own =
            understood.intents.iter().filter(|intent| intent_named(question, &intent.name).is_some());
        let (first, second) = (own.next()?, own.next()?);
        let sure = first.confidence >= question.confidence_threshold
            && first.confidence - second.confidence <= *within;
        let candidate = |intent: &baton_model::understanding::ScoredIntent| {
            Candidate::new(intent.name.clone(), intent.confidence, mode)
        };
        (sure && second.confidence > 0.0).then(|| (candidate(first), candidate(second)))
    }

    /// Asks between the two for the first time.
    pub(super) fn disambiguate(
        &mut self,
        question: &'a Question,
        first: Candidate,
        second: Candidate,
    ) -> Result<Move, Need> {
        self.heard("ambiguous", Some(&format!("{} {}", first.value, second.value)), Some(first.confidence));
        self.count_answer();
        let since = self.run_mut().map_or(0, |run| {
            run.counters.disambiguations = run.counters.disambiguations.saturating_add(1);
            run.counters.errors
        });
        self.ask_which(question, first, second, since)
    }

    pub(super) fn ask_which(
        &mut self,
        question: &'a Question,
        first: Candidate,
        second: Candidate,
        since: u32,
    ) -> Result<Move, Need> {
        let Some(disambiguation) = &question.disambiguation else { return self.ask(question, false) };
        let errors = self.dialog.top().run.as_ref().map_or(0, |run| run.counters.errors);
        let level = level(errors.saturating_sub(since));
        let labels =
            [&first, &second].map(|candidate| label(question, &candidate.value, &self.dialog.locale));
        let more = [("first", labels[0].as_str()), ("second", labels[1].as_str())];
        let answering = Answering { output: &question.output, value: &first.value, more: &more };
        let prompt = self.prompt(&disambiguation.ask, level, Scope::MiniApp(Some(answering)))?;
        if let Some(prompt) = prompt {
            self.say(prompt);
        }
        if let Some(run) = self.run_mut() {
            run.phase = Phase::Disambiguating { first, second, since };
        }
        Ok(self.open(question, "Disambiguate", disambiguation.ask.barge_in[level]))
    }

    /// An answer to "which of the two?".
    pub(super) fn hear_which(
        &mut self,
        question: &'a Question,
        understood: &Understanding,
        own: Meaning,
        first: Candidate,
        second: Candidate,
    ) -> Result<Move, Need> {
        let named = best(understood, ValueKind::Name).map(|found| found.value.as_str());
        let place = best(understood, ValueKind::Ordinal).map(|found| found.value.as_str());
        let said_no = best(understood, ValueKind::YesNo).is_some_and(|found| found.value == "NO");
        let chosen = match (named, place) {
            (Some(name), _) if name == first.value => Some(first),
            (Some(name), _) if name == second.value => Some(second),
            (_, Some("1")) => Some(first),
            (_, Some("2" | "end+0")) => Some(second),
            _ => None,
        };
        match (chosen, own) {
            (Some(chosen), _) => {
                self.heard("disambiguation", Some(&chosen.value), None);
                self.take(question, Candidate { confidence: 100.0, ..chosen })
            }
            (None, Meaning::Value(other)) if !said_no => self.take(question, other),
            (None, _) if said_no => {
                self.heard("neither", None, None);
                let reasons = self.count_trouble(question, Trouble::Disconfirmation);
                if !reasons.is_empty() {
                    return self.give_up(question, reasons);
                }
                self.ask(question, false)
            }
            (None, Meaning::Request(request)) => self.request(question, request),
            (None, _) => self.no_match(question),
        }
    }
}

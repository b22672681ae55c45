//! What an utterance means in the light of what was asked.

use std::sync::Arc;

use baton_model::understanding::{Question, Understanding};

use crate::IntentModel;

/// Understands an utterance. `intents` gives the trained model of a miniApp by its component id.
#[must_use]
pub fn understand(question: &Question, intents: &dyn Fn(&str) -> Option<Arc<IntentModel>>) -> Understanding {
    let _ = (question, intents);
    Understanding::default()
}

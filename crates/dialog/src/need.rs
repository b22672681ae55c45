//! What the engine asks of the world, and what the world answers.

use baton_model::understanding::{Question, Understanding};
use serde::{Deserialize, Serialize};

/// Something the engine can't do itself. The turn goes on when it is called again with the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "need", rename_all = "snake_case")]
pub enum Need {
    /// Understand this.
    Understand(Question),
}

/// The answer to a [`Need`], kept in the journal in the order in which it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// What was understood.
    Understood(Understanding),
}

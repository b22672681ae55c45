//! What the engine asks of the world, and what the world answers.

mod call;
mod evaluate;

use baton_model::understanding::{Question, Understanding};
use serde::{Deserialize, Serialize};

pub use call::{Body, Call, CallOutcome, Called, Failure, WaitPrompt};
pub use evaluate::{Evaluate, Evaluated, FunctionError, FunctionKind};

/// Something the engine can't do itself. The turn goes on when it is called again with the answer.
///
/// A need is not kept: it may hold secrets. Only the answer is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "need", rename_all = "snake_case")]
pub enum Need {
    /// Understand this.
    Understand(Question),
    /// Run this function.
    Evaluate(Box<Evaluate>),
    /// Call this service.
    Call(Box<Call>),
}

/// The answer to a [`Need`], kept in the journal in the order in which it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// What was understood.
    Understood(Understanding),
    /// What the function gave.
    Evaluated(Evaluated),
    /// What became of the call.
    Called(Called),
}

impl Need {
    /// The answer of somebody who can't do it: nothing is understood, a function has failed, a call was not made.
    #[must_use]
    pub fn declined(&self, why: &str) -> Answer {
        match self {
            Self::Understand(_) => Answer::Understood(Understanding::default()),
            Self::Evaluate(_) => Answer::Evaluated(Evaluated::failed("Unavailable", why)),
            Self::Call(_) => Answer::Called(Called::failed(Failure::Unavailable, why)),
        }
    }
}

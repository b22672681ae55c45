#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
//! Understands short utterances: intents by a linear classifier trained on what authors wrote, yes and no and
//! digits and requests from a closed English vocabulary.
//!
//! Architecture invariant: no I/O, no clock, no randomness. The same training data give the same model, and the
//! same model the same understanding.

pub mod embeddings;
pub mod evaluation;
mod intents;
mod requests;
mod understand;
pub mod values;
mod words;

pub use intents::{Explanation, IntentModel, ModelError, Part, WordCounts};
pub use understand::understand;

//! Utterances of an Intent miniApp's intents, uploaded as a file.

pub mod file;
mod merge;
pub mod upload;

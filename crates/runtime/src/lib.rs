//! Drives dialogs: load, step, perform what the step asks for, commit. Also gathers and deploys applications.
//!
//! Architecture invariant: this crate knows no HTTP.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

/// Everything that runs. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Runtime {}

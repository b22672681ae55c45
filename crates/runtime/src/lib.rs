//! Drives dialogs: load, step, perform what the step asks for, commit. Also gathers and deploys applications.
//!
//! Architecture invariant: this crate knows no HTTP.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod deploy;
mod error;
mod fingerprint;
mod gather;
mod options;
mod outside;
mod programs;
mod runtime;
mod seal;
mod tokens;

pub use deploy::Deployed;
pub use error::Error;
pub use gather::{gather, variable_collection};
pub use options::Options;
pub use outside::{Clock, new_token};
pub use runtime::Runtime;
pub use tokens::Bearer;

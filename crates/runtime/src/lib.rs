//! Drives dialogs: load, step, perform what the step asks for, commit. Also gathers and deploys applications.
//!
//! Architecture invariant: this crate knows no HTTP.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod allowed;
mod attached;
mod cleaning;
mod deploy;
mod dialogs;
mod error;
mod fingerprint;
mod gather;
mod measure;
mod options;
mod outside;
mod perform;
mod programs;
mod record;
mod records;
mod replay;
mod runtime;
mod seal;
mod sessions;
mod streams;
mod tokens;
mod variables;

pub use allowed::NotAllowed;
pub use cleaning::Cleaned;
pub use deploy::Deployed;
pub use dialogs::{Answered, Opening};
pub use error::Error;
pub use gather::variable_collection;
pub use options::Options;
pub use outside::{Clock, new_token};
pub use perform::{OnBehalf, PerformOptions, Performer};
pub use records::{Steps, Teller, ToldTurn};
pub use replay::Replayed;
pub use runtime::Runtime;
pub use sessions::{ChatEvent, DialogState, Listener, Opened, Said, Session, Source};
pub use streams::{Place, StreamAuthentication, StreamOptions, new_stream_secret};
pub use tokens::Bearer;

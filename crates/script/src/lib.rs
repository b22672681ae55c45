//! JavaScript functions of miniApps, each run in a worker process with an allowance of time and memory.
//!
//! The parent ([`Pool`]) and the worker ([`worker::serve`]) are the same binary and speak over the worker's standard
//! input and output. A function sees what its [`Call`] gives it and nothing else: no file, no network, no process, no
//! timer; time and randomness are part of the call, so that the same call gives the same outcome.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod call;
mod engine;
mod frame;
mod limits;
mod pool;
pub mod worker;

pub use call::{Call, Failure, Kind, Outcome};
pub use limits::Limits;
pub use pool::{Options, Pool};

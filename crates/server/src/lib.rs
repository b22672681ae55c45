//! HTTP and WebSocket: one module per public service, one file per action; and the command line.
//!
//! Architecture invariant: nothing about dialogs is decided here, and no SQL stands here.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod cli;
mod client;
mod clock;
mod commands;
mod config;
mod demo;
mod embeddings;
mod error;
mod extract;
mod layers;
mod listen;
mod plural;
mod router;
mod services;
mod slashes;
mod state;
mod stop;
mod talk;
mod telemetry;

pub use clock::Clock;
pub use config::Limits;
pub use error::ApiError;
pub use router::{app, openapi};
pub use state::{AppState, Config};
pub use stop::{Stop, Stopper};

//! What `baton` can be told to do, one file each.

mod backend;
pub mod chat;
pub mod check;
pub mod config;
pub mod deploy;
pub mod export;
pub mod import;
mod kept;
pub mod mcp;
pub mod nlu;
pub mod openapi;
mod progress;
pub mod records;
mod remote;
pub mod replay;
pub mod script_worker;
pub mod serve;
pub mod test;
pub mod user;

/// What a command may fail with: one sentence for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

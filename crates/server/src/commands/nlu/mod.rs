//! `baton nlu`: what callers mean, tried out and measured. No server is needed.

mod values;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;

/// Try out and measure what is understood.
#[derive(Debug, Args)]
pub struct Nlu {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Values(values::Values),
}

impl Nlu {
    /// Does it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            Command::Values(values) => values.run(),
        }
    }
}

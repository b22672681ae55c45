//! `baton nlu`: what callers mean, tried out and measured. No server is needed.

mod evaluate;
mod explain;
mod learnt;
mod train;
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
    Train(train::Train),
    Evaluate(evaluate::Evaluate),
    Explain(explain::Explain),
    Values(values::Values),
}

impl Nlu {
    /// Does it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            Command::Train(train) => train.run(),
            Command::Evaluate(evaluate) => evaluate.run(),
            Command::Explain(explain) => explain.run(),
            Command::Values(values) => values.run(),
        }
    }
}

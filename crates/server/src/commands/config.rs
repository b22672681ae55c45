//! `baton config`: all settings, with what they are for.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Failure;
use crate::config::DEFAULTS;

/// Print all settings with their defaults, as a file to begin with.
#[derive(Debug, Args)]
pub struct Config {}

impl Config {
    /// Prints them.
    pub fn run(self) -> Result<ExitCode, Failure> {
        std::io::stdout().write_all(DEFAULTS.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

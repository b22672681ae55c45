//! The one binary.

use std::process::ExitCode;

use baton_server::cli;
use clap::Parser;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}

//! The one binary.

use std::process::ExitCode;

use baton_server::cli;
use clap::Parser;
use mimalloc::MiMalloc;

/// A turn asks for many small pieces of memory and gives them back at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}

//! `baton script-worker`: a process that runs JavaScript functions for the server. Nobody calls it by hand.

use std::process::ExitCode;

use baton_script::worker::{Worker, serve};
use clap::Args;

use super::Failure;

/// Run JavaScript functions for the server, over standard input and output.
#[derive(Debug, Args)]
pub struct ScriptWorker {
    /// The memory that one function may take, in bytes.
    #[arg(long)]
    memory: usize,
    /// How far it stands back behind other processes.
    #[arg(long, default_value_t = 0)]
    nice: i32,
}

impl ScriptWorker {
    /// Serves until its standard input is closed.
    pub fn run(self) -> Result<ExitCode, Failure> {
        serve(Worker { memory: self.memory, nice: self.nice })?;
        Ok(ExitCode::SUCCESS)
    }
}

//! `baton openapi`: the interface, for those who generate clients.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Failure;

/// Print the OpenAPI document of the HTTP interface.
#[derive(Debug, Args)]
pub struct OpenApi {}

impl OpenApi {
    /// Prints it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let document = serde_json::to_vec_pretty(&crate::openapi())?;
        std::io::stdout().write_all(&document)?;
        Ok(ExitCode::SUCCESS)
    }
}

//! `baton check`: every problem of an application, as good compilers say them. No server is needed.

mod locate;
mod paint;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use baton_bundle::Bundle;
use baton_compiler::compile;
use baton_model::problem::Severity;
use clap::Args;
use serde_json::json;

use super::{Failure, progress};
pub use paint::Paint;
pub use report::Report;

/// Say everything that is wrong with an application. The exit status is 1 when it would not be deployed.
#[derive(Debug, Args)]
pub struct Check {
    /// An export: a folder or a ZIP.
    path: PathBuf,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
    /// Leave out what stops nobody.
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    /// Checks.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = Bundle::read_files(&self.path)?;
        let bundle = Bundle::from_files(&files)?;
        let source = bundle.to_program_source()?;
        let mut compiled = progress::during("Checking", || compile(&source))?;
        let deployable = compiled.deployable();
        if self.quiet {
            compiled.problems.retain(|problem| problem.severity != Severity::Info);
        }
        if self.json {
            let said = json!({"app": bundle.name(), "deployable": deployable, "problems": compiled.problems});
            println!("{said:#}");
        } else {
            let report = Report { files: &files, bundle: &bundle, at: &self.path, paint: Paint::of_stdout() };
            print!("{}", report.render(&compiled.problems, deployable));
        }
        Ok(if deployable { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

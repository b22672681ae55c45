//! `baton test`: holds written conversations to what an application does. No server is needed, and no service is called.

mod find;
mod play;
mod read;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use baton_bundle::Bundle;
use baton_compiler::compile;
use baton_model::{Program, Timestamp};
use baton_runtime::PerformOptions;
use clap::Args;

use super::check::{Paint, Report};
use super::{Failure, progress};
use crate::config::{Overrides, Settings};

use report::Outcome;

/// Hold written conversations to what an application does: status 1 when one goes another way.
#[derive(Debug, Args)]
pub struct Test {
    /// An export: a folder or a ZIP.
    path: PathBuf,
    /// Files with conversations, or folders of them; the application's own `conversations` unless given.
    tests: Vec<PathBuf>,
    /// Only those whose file or title holds this text.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// The moment it is in all of them, such as 2026-11-23T10:00:00Z; the present unless given.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    now: Option<Timestamp>,
    /// Print JSON for programs.
    #[arg(long)]
    json: bool,
}

fn moment(text: &str) -> Result<Timestamp, String> {
    let moment: jiff::Timestamp = text.parse().map_err(|_| "write it as 2026-11-23T10:00:00Z".to_owned())?;
    Ok(Timestamp(moment.as_microsecond()))
}

/// What conversations are held with.
pub(super) struct Subject {
    program: Arc<Program>,
    perform: PerformOptions,
    now: Option<Timestamp>,
}

impl Test {
    /// Holds each of them, and says how it went.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = Bundle::read_files(&self.path)?;
        let bundle = Bundle::from_files(&files)?;
        let source = bundle.to_program_source()?;
        let mut compiled = progress::during("Compiling", || compile(&source))?;
        let Some(program) = compiled.program else {
            let report = Report { files: &files, bundle: &bundle, at: &self.path, paint: Paint::none() };
            compiled.problems.retain(|problem| problem.severity.stops_deployment());
            eprint!("{}", report.render(&compiled.problems, false));
            return Ok(ExitCode::from(1));
        };
        let mut perform = Settings::load(&Overrides::default())?.perform_options()?;
        perform.no_calls = true;
        let subject = Subject { program, perform, now: self.now };
        let backend = super::backend::of(&self.path)?;
        let mut outcomes = Vec::new();
        for file in find::files(&self.path, &self.tests)? {
            let name = file.display().to_string();
            for case in read::cases(&file, &backend)? {
                let wanted = self.only.as_deref();
                if wanted.is_some_and(|text| !name.contains(text) && !case.title.contains(text)) {
                    continue;
                }
                let mismatch = play::play(&subject, &case).err();
                outcomes.push(Outcome { file: name.clone(), title: case.title, mismatch });
            }
        }
        if outcomes.is_empty() {
            return Err("there is no conversation to hold; name files or folders that have some".into());
        }
        match self.json {
            true => println!("{}", report::json(&outcomes)),
            false => print!("{}", report::text(&outcomes, Paint::of_stdout())),
        }
        let failed = outcomes.iter().any(|outcome| outcome.mismatch.is_some());
        Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

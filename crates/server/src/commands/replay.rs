//! `baton replay`: runs a dialog again from its journal, and says whether the same comes out.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_dialog::{Diverged, Entry, Input, Turn};
use baton_runtime::{Error, Options, Replayed, Runtime};
use baton_store::Database;
use clap::Args;

use super::{Failure, kept};

/// Run a dialog again from its journal, and say whether it comes out the same to the byte.
#[derive(Debug, Args)]
pub struct Replay {
    /// The dialog's id.
    dialog: String,
    /// The folder where everything is kept.
    #[arg(long, default_value = "data", env = "BATON_DATA")]
    data: PathBuf,
    /// The database: postgres://…, or nothing for SQLite in the data folder.
    #[arg(long, default_value = "", env = "BATON_DATABASE", hide_env_values = true)]
    database: String,
    /// Show the conversation, sensitive values masked; where it diverges, both records.
    #[arg(long)]
    show: bool,
}

impl Replay {
    /// Exit status 1 when the dialog comes out differently.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let workers = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        workers.block_on(self.replay())
    }

    async fn replay(self) -> Result<ExitCode, Failure> {
        let database = Database::parse(&self.database)?;
        let store = kept::open(&database, &self.data).await?;
        let runtime = Runtime::new(store.clone(), Options::default());
        let replayed = runtime.replay(&self.dialog).await;
        store.close().await;
        let Replayed { entries, result } = replayed.map_err(|error| match error {
            Error::UnknownDialog => format!("there is no dialog {} in this store", self.dialog).into(),
            other => Failure::from(other),
        })?;
        if self.show {
            entries.iter().for_each(show);
        }
        match result {
            Ok(turns) => {
                println!("{} turns, the same to the byte.", turns.len());
                Ok(ExitCode::SUCCESS)
            }
            Err(diverged) => {
                println!("{}", self.describe(&diverged, entries.len()));
                Ok(ExitCode::from(1))
            }
        }
    }

    /// Where it diverges; what the caller said stands in it only when it was asked for.
    fn describe(&self, diverged: &Diverged, turns: usize) -> String {
        let (step, what) = match diverged {
            Diverged::Different { step, .. } => (step, "comes out differently"),
            Diverged::Unanswered { step, .. } => (step, "asks for an answer that the record does not hold"),
        };
        match self.show {
            true => format!("Turn {step} of {turns} {what}: {diverged}."),
            false => format!("Turn {step} of {turns} {what}. See more with --show."),
        }
    }
}

/// One turn, as records may show it.
fn show(entry: &Entry) {
    let Entry { input, turn, .. } = entry;
    if let Some(said) = said(input, turn) {
        println!("> {said}");
    }
    for prompt in &turn.prompts {
        println!("< {}", prompt.masked_content);
    }
    if let Some(ended) = &turn.ended {
        println!("= {}{}", ended.end_type.as_str(), if ended.success { "" } else { ", failed" });
    }
}

fn said<'a>(input: &'a Input, turn: &'a Turn) -> Option<&'a str> {
    match input {
        Input::Start(start) => start.utterance.as_ref().map(|_| turn.utterance.as_str()),
        Input::Utterance { .. } | Input::Choice { .. } => Some(&turn.utterance),
        Input::NoInput => Some("[noinput]"),
        Input::HangUp => Some("[hup]"),
        Input::Idle => Some("[idle]"),
        Input::Continue => None,
        Input::Biometrics { with, .. } => said(with, turn),
    }
}

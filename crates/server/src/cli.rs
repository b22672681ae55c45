//! The command line: what `baton` can be told to do. Each command is a file in `commands/`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands;

/// Draw, check, deploy and run conversational applications for contact centres.
#[derive(Debug, Parser)]
#[command(name = "baton", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the HTTP interface.
    Serve(commands::serve::Serve),
    Check(commands::check::Check),
    Chat(commands::chat::Chat),
    Test(commands::test::Test),
    Import(commands::import::Import),
    Export(commands::export::Export),
    Deploy(commands::deploy::Deploy),
    Nlu(commands::nlu::Nlu),
    User(commands::user::User),
    Config(commands::config::Config),
    Openapi(commands::openapi::OpenApi),
    Replay(commands::replay::Replay),
    #[command(hide = true)]
    ScriptWorker(commands::script_worker::ScriptWorker),
    Records(commands::records::Records),
    Mcp(commands::mcp::Mcp),
}

impl Cli {
    /// Does it. What went wrong is said on standard error, in one sentence.
    #[must_use]
    pub fn run(self) -> ExitCode {
        end_with_the_reader();
        let done = match self.command {
            Command::Serve(serve) => serve.run(),
            Command::Check(check) => check.run(),
            Command::Chat(chat) => chat.run(),
            Command::Test(test) => test.run(),
            Command::Import(import) => import.run(),
            Command::Export(export) => export.run(),
            Command::Deploy(deploy) => deploy.run(),
            Command::Nlu(nlu) => nlu.run(),
            Command::User(user) => user.run(),
            Command::Config(config) => config.run(),
            Command::Openapi(openapi) => openapi.run(),
            Command::Replay(replay) => replay.run(),
            Command::ScriptWorker(worker) => worker.run(),
            Command::Records(records) => records.run(),
            Command::Mcp(mcp) => mcp.run(),
        };
        match done {
            Ok(code) => code,
            Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }
}

/// Whoever reads what a command says may stop reading, as `head` does: that is no failure, and no news.
fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The same for what is printed without looking at the outcome, which panics.
fn end_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let said = panic.payload().downcast_ref::<String>().map(String::as_str).unwrap_or_default();
        if said.starts_with("failed printing to stdout") && said.contains("Broken pipe") {
            std::process::exit(0);
        }
        usual(panic);
    }));
}

//! `baton deploy`: deploys an application of a server to its sandbox.

mod problems;

use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use super::remote::{What, block_on, find};
use super::{Failure, progress};
use crate::client::{CallError, Client, ServerOptions};

/// Deploy an application of a server. The exit status is 1 when problems stop it.
#[derive(Debug, Args)]
pub struct Deploy {
    /// The app's name or id.
    app: String,
    /// Its group, when several have an app of this name.
    #[arg(long)]
    group: Option<String>,
    /// Also when nothing has changed.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    server: ServerOptions,
}

impl Deploy {
    /// Deploys.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let answer = progress::during(&format!("Deploying {}", self.app), || {
            block_on(async {
                let client = Client::open(&self.server).await?;
                let (id, _) = find(&client, What::App, &self.app, self.group.as_deref()).await?;
                let all = if self.all { "?all=true" } else { "" };
                match client.post(&format!("/orchestrator/api/apps/{id}/deploy/{all}")).await {
                    Err(CallError::Refused { body, sentence, .. }) if body.get("errors").is_some() => {
                        Ok(Err((sentence, problems::named(&client, &id, &body).await)))
                    }
                    answer => Ok(Ok(answer?)),
                }
            })
        })??;
        match answer {
            Ok(done) => {
                println!("{}", done.get("detail").and_then(Value::as_str).unwrap_or("Deployed."));
                Ok(ExitCode::SUCCESS)
            }
            Err((sentence, problems)) => {
                eprintln!("{}", if problems.is_empty() { sentence } else { problems::told(problems) });
                eprintln!("The app was not deployed; what ran before still runs.");
                Ok(ExitCode::from(1))
            }
        }
    }
}

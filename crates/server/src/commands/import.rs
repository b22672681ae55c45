//! `baton import`: brings an application, a flow or a miniApp into a group of a server.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_bundle::Bundle;
use clap::Args;
use serde_json::Value;

use super::remote::block_on;
use super::{Failure, progress};
use crate::client::{CallError, Client, ServerOptions};

/// Import an application, a flow or a miniApp into a group of a server.
#[derive(Debug, Args)]
pub struct Import {
    /// An export: a folder or a ZIP.
    path: PathBuf,
    /// The group it goes to; without it, your own.
    #[arg(long)]
    group: Option<String>,
    /// Another name for the application, flow or miniApp.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    server: ServerOptions,
}

impl Import {
    /// Imports.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let bundle = Bundle::open(&self.path)?;
        let zip = bundle.to_zip()?;
        let given = [("group", &self.group), ("name", &self.name)];
        let fields: Vec<(&str, &str)> =
            given.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
        let app = progress::during(&format!("Importing {}", bundle.name()), || {
            block_on(async {
                let client = Client::open(&self.server).await?;
                let answer = client.upload("/orchestrator/api/apps/import/", &fields, zip).await;
                answer.map_err(|refused| in_words_of_the_command(refused).into())
            })
        })??;
        println!("{}", told(&app));
        Ok(ExitCode::SUCCESS)
    }
}

/// The API names its own parameters; whoever typed a command gave options.
fn in_words_of_the_command(error: CallError) -> CallError {
    match error {
        CallError::Refused { status, sentence, body } => {
            let sentence = sentence
                .replace("Give another `name`.", "Give another name with --name.")
                .replace("name one of yours in `group`", "name one of yours with --group");
            CallError::Refused { status, sentence, body }
        }
        other => other,
    }
}

fn told(app: &Value) -> String {
    let text = |key: &str| app.get(key).and_then(Value::as_str).unwrap_or_default();
    let imported = app.get("imported");
    let names = |kind: &str, what: &str| {
        let names = imported.and_then(|imported| imported.get(kind)?.get(what)?.as_array());
        names.map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut lines = vec![format!("Imported {} [{}] as {}.", text("name"), text("group"), text("id"))];
    for (kind, shown) in [("flows", "flows"), ("miniapps", "miniApps"), ("variables", "variables")] {
        let (created, reused) = (names(kind, "created").len(), names(kind, "reused").len());
        if created + reused > 0 {
            lines.push(format!("  {shown}: {created} new, {reused} there already"));
        }
    }
    let kept = names("variables", "kept");
    if !kept.is_empty() {
        lines.push(format!("  Variables that keep the value they have there: {}.", kept.join(", ")));
    }
    let to_fill = imported.and_then(|imported| imported.get("to_fill")?.as_array());
    let to_fill: Vec<&str> = to_fill.into_iter().flatten().filter_map(Value::as_str).collect();
    if !to_fill.is_empty() {
        lines.push(format!(
            "  Sensitive values that did not come along; give these one: {}.",
            to_fill.join(", ")
        ));
    }
    if text("kind") == "app" {
        lines.push(format!("Deploy it with: baton deploy {}", text("id")));
    }
    lines.join("\n")
}

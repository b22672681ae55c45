//! `baton deploy`: deploys an application of a server to its sandbox.

use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use super::remote::{block_on, find_app};
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
                let (id, _) = find_app(&client, &self.app, self.group.as_deref()).await?;
                let all = if self.all { "?all=true" } else { "" };
                match client.post(&format!("/orchestrator/api/apps/{id}/deploy/{all}")).await {
                    Err(CallError::Refused { body, sentence, .. }) if body.get("errors").is_some() => {
                        Ok(Err((sentence, body)))
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
            Err((sentence, body)) => {
                let problems = problems(&body);
                eprintln!("{}", if problems.is_empty() { sentence } else { problems.join("\n") });
                eprintln!("The app was not deployed; what ran before still runs.");
                Ok(ExitCode::from(1))
            }
        }
    }
}

/// One line for each problem, in the order in which they came.
fn problems(body: &Value) -> Vec<String> {
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let line = |problem: &Value, place: String| {
        format!(
            "{}[{}]: {}\n  --> {place}",
            text(problem, "type").to_lowercase(),
            text(problem, "code"),
            text(problem, "message")
        )
    };
    let mut lines = Vec::new();
    for canvas in list(body, "errors") {
        let at = format!("canvas {}", text(&canvas, "canvas_id"));
        lines.extend(list(&canvas, "errors").iter().map(|problem| line(problem, at.clone())));
        for node in list(&canvas, "node_errors") {
            let at = format!("{at}, node {}", text(&node, "node_id"));
            lines.extend(list(&node, "errors").iter().map(|problem| line(problem, at.clone())));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::problems;

    #[test]
    fn every_problem_of_a_refused_deployment_has_a_line() {
        let body = json!({"errors": [{"canvas_id": "c", "node_errors": [{"node_id": "1", "errors": [
            {"type": "WARNING", "code": "MULTIPLE_ROOTS_FOUND", "message": "Multiple roots found on the graph."}
        ]}]}]});
        assert_eq!(
            problems(&body),
            ["warning[MULTIPLE_ROOTS_FOUND]: Multiple roots found on the graph.\n  --> canvas c, node 1"]
        );
    }
}

//! `baton mcp`: the Model Context Protocol on standard input and output, for assistants that start programs.
//!
//! It passes messages on to a server, one line each way: what a tool does, and who may, is decided there.

use std::process::ExitCode;

use clap::Args;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Stdin};

use super::Failure;
use super::remote::block_on;
use crate::client::{CallError, Client, ServerOptions};

/// The longest message.
const LONGEST: u64 = 8 * 1024 * 1024;

/// Let an assistant use a server: the Model Context Protocol on standard input and output.
#[derive(Debug, Args)]
pub struct Mcp {
    #[command(flatten)]
    server: ServerOptions,
}

impl Mcp {
    /// Passes messages on until the input ends.
    pub fn run(self) -> Result<ExitCode, Failure> {
        block_on(async {
            let mut client = Client::open(&self.server).await?;
            let mut input = BufReader::new(tokio::io::stdin());
            let mut output = tokio::io::stdout();
            while let Some(line) = next(&mut input).await? {
                let answer = match line {
                    Line::TooLong => Some(error(&Value::Null, -32600, "The message is longer than 8 MiB.")),
                    Line::Message(text) if text.trim().is_empty() => None,
                    Line::Message(text) => self.passed_on(&mut client, text).await,
                };
                if let Some(mut answer) = answer {
                    answer.push('\n');
                    output.write_all(answer.as_bytes()).await?;
                    output.flush().await?;
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }

    /// What the server answers, on one line; nothing to a notification.
    async fn passed_on(&self, client: &mut Client, text: String) -> Option<String> {
        let message: Value = match serde_json::from_str(&text) {
            Ok(message) => message,
            Err(_) => return Some(error(&Value::Null, -32700, "The message is no JSON.")),
        };
        let id = message.get("id").cloned();
        match self.exchanged(client, &text).await {
            Ok((status, _)) if status == StatusCode::ACCEPTED => None,
            // What the server says of a message that is none has the shape of the protocol, too.
            Ok((_, answer)) => match serde_json::from_str::<Value>(&answer) {
                Ok(answer) if answer.get("jsonrpc").is_some() => Some(answer.to_string()),
                Ok(answer) => {
                    let said = answer.get("detail").and_then(Value::as_str);
                    id.map(|id| error(&id, -32603, said.unwrap_or("The server refused the message.")))
                }
                Err(_) => id.map(|id| {
                    error(&id, -32603, "The server answers no JSON, so it may be another program.")
                }),
            },
            Err(failure) => id.map(|id| error(&id, -32603, &failure.to_string())),
        }
    }

    /// A token lives for minutes and an assistant for days: when it is over, the command signs in again.
    async fn exchanged(&self, client: &mut Client, text: &str) -> Result<(StatusCode, String), CallError> {
        let answered = client.exchange("/mcp", text.to_owned()).await?;
        if answered.0 != StatusCode::UNAUTHORIZED {
            return Ok(answered);
        }
        *client = Client::open(&self.server).await?;
        client.exchange("/mcp", text.to_owned()).await
    }
}

enum Line {
    Message(String),
    TooLong,
}

/// The next line; of one that is too long nothing is kept.
async fn next(input: &mut BufReader<Stdin>) -> Result<Option<Line>, std::io::Error> {
    let mut bytes = Vec::new();
    if input.take(LONGEST).read_until(b'\n', &mut bytes).await? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') || bytes.len() < usize::try_from(LONGEST).unwrap_or(usize::MAX) {
        return Ok(Some(Line::Message(String::from_utf8_lossy(&bytes).into_owned())));
    }
    loop {
        bytes.clear();
        let read = input.take(LONGEST).read_until(b'\n', &mut bytes).await?;
        if read == 0 || bytes.last() == Some(&b'\n') {
            return Ok(Some(Line::TooLong));
        }
    }
}

fn error(id: &Value, code: i64, message: &str) -> String {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}).to_string()
}

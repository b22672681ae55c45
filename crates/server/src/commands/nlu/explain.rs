//! `baton nlu explain`: why an utterance is understood as it is.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_nlu::{Explanation, Part};
use clap::Args;

use super::evaluate::read_model;
use super::learnt::{Source, learn};
use crate::commands::Failure;
use crate::services::miniapps::explanation::shown;

/// Say why one utterance is understood as it is: the intents, and the words that counted.
#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    source: Source,
    /// Take this model, which `baton nlu train` has written, instead of learning one.
    #[arg(long, value_name = "FILE", group = "learnt")]
    model: Option<PathBuf>,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
    /// What the caller says.
    #[arg(required = true)]
    utterance: Vec<String>,
}

impl Explain {
    /// Explains.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let embeddings = self.source.embeddings()?;
        let model = match &self.model {
            Some(path) => read_model(path, &embeddings)?,
            None => learn(&self.source.examples()?, &embeddings)?.model,
        };
        let utterance = self.utterance.join(" ");
        let (explanation, parts) = (model.explain(&utterance), model.parts(&utterance));
        if self.json {
            println!("{:#}", serde_json::to_value(shown(&explanation, &parts))?);
        } else {
            print(&explanation, &parts);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(explanation: &Explanation, parts: &[Part]) {
    if explanation.intents.is_empty() {
        println!("Nothing is understood.");
    }
    for intent in &explanation.intents {
        println!("{:>5.1}  {}", intent.confidence, intent.name);
    }
    if explanation.exact {
        println!("The utterance stands in the training data as it is.");
    }
    println!("{:.0} % of what it says is known.", explanation.known * 100.0);
    println!("\n counts  word");
    for word in &explanation.words {
        let read = word.read_as.as_deref().map(|read| format!(" (read as {read})")).unwrap_or_default();
        println!("{:>7.2}  {}{read}", word.counts, word.word);
    }
    if parts.len() > 1 {
        println!("\nTwo wishes:");
        for part in parts {
            println!(
                "{:>5.1}  {} (characters {} to {})",
                part.intent.confidence, part.intent.name, part.begin, part.end
            );
        }
    }
}

//! `baton nlu train`: learns intents, says what it learnt from, and keeps the model where one is wanted.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_nlu::evaluation::hygiene;
use clap::Args;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::learnt::{Source, learn};
use crate::commands::Failure;

/// Learn intents, and say what is questionable about the utterances. The same data give the same model, byte for byte.
#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    source: Source,
    /// Write the model here; `baton nlu evaluate` and `explain` take it with `--model`.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

impl Train {
    /// Learns and reports.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let examples = self.source.examples()?;
        let learnt = learn(&examples, &self.source.embeddings()?)?;
        let bytes = learnt.model.to_bytes();
        if let Some(path) = &self.output {
            std::fs::write(path, &bytes)
                .map_err(|error| format!("can't write {}: {error}", path.display()))?;
        }
        let (sha256, found) = (hex::encode(Sha256::digest(&bytes)), hygiene(&examples));
        if self.json {
            let mut told = json!({
                "utterances": examples.len(),
                "intents": learnt.model.names().len(),
                "features": learnt.model.features(),
                "train_seconds": learnt.seconds,
                "bytes": bytes.len(),
                "sha256": sha256,
            });
            if let (Some(told), Ok(serde_json::Value::Object(found))) =
                (told.as_object_mut(), serde_json::to_value(&found))
            {
                told.extend(found);
            }
            println!("{told:#}");
            return Ok(ExitCode::SUCCESS);
        }
        println!("utterances     {}", examples.len());
        println!("intents        {}", learnt.model.names().len());
        println!("features       {}", learnt.model.features());
        println!("train_seconds  {:.2}", learnt.seconds);
        println!("sha256         {sha256}");
        for of in &found.few {
            println!("note: {} has few utterances ({}); add some.", of.intent, of.utterances);
        }
        for of in &found.duplicates {
            println!("note: {} has \"{}\" {} times; once is enough.", of.intent, of.utterance, of.times);
        }
        for of in &found.conflicts {
            println!(
                "warning: \"{}\" stands in {}; leave it in one of them.",
                of.utterance,
                of.intents.join(" and ")
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

//! `baton nlu evaluate`: how well intents are understood.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use baton_nlu::IntentModel;
use baton_nlu::embeddings::Embeddings;
use baton_nlu::evaluation::{Evaluation, Labelled, cross_validate, evaluate, rejection};
use clap::Args;
use serde_json::{Value, json};

use super::learnt::{Learnt, Source, learn, read_file};
use crate::commands::{Failure, progress};

/// The share of the utterances that belong which may be rejected, so that foreign ones are.
const REJECTED: f64 = 0.05;

/// Measure how well intents are understood: learn from one file and ask about another; without another one, ask about
/// each fifth of what is learnt a model that has not seen it.
#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    source: Source,
    /// Take this model, which `baton nlu train` has written, instead of learning one.
    #[arg(long, value_name = "FILE", group = "learnt", requires = "test")]
    model: Option<PathBuf>,
    /// Utterances to ask about, and what they mean: a file as for `--train`.
    #[arg(long, value_name = "FILE")]
    test: Option<PathBuf>,
    /// A file with an utterance a line that means no intent: which share of them is rejected at a threshold that
    /// rejects 5 % of those that do.
    #[arg(long, value_name = "FILE", requires = "test")]
    foreign: Option<PathBuf>,
    /// Say it as JSON.
    #[arg(long)]
    json: bool,
}

/// Everything that was measured.
struct Measured {
    evaluation: Evaluation,
    train_seconds: f64,
    microseconds: f64,
    /// The threshold, and the share of foreign utterances below it.
    foreign: Option<(f32, f64)>,
}

impl Evaluate {
    /// Measures and reports.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let measured = match &self.test {
            Some(test) => self.on(&read_file(test)?)?,
            None => self.on_itself()?,
        };
        if self.json {
            println!("{:#}", measured.as_json());
        } else {
            measured.print();
        }
        Ok(ExitCode::SUCCESS)
    }

    fn on(&self, asked: &[Labelled]) -> Result<Measured, Failure> {
        let embeddings = self.source.embeddings()?;
        let learnt = match &self.model {
            Some(path) => Learnt { model: read_model(path, &embeddings)?, seconds: 0.0 },
            None => learn(&self.source.examples()?, &embeddings)?,
        };
        let model = &learnt.model;
        let begun = Instant::now();
        let evaluation = progress::during("Asking", || evaluate(model, asked))?;
        let microseconds = begun.elapsed().as_secs_f64() * 1e6 / asked.len().max(1) as f64;
        let foreign = match &self.foreign {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| format!("can't read {}: {error}", path.display()))?;
                let lines: Vec<String> =
                    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
                Some(rejection(model, asked, &lines, REJECTED))
            }
            None => None,
        };
        Ok(Measured { evaluation, train_seconds: learnt.seconds, microseconds, foreign })
    }

    fn on_itself(&self) -> Result<Measured, Failure> {
        let examples = self.source.examples()?;
        let embeddings = self.source.embeddings()?;
        let learnt = learn(&examples, &embeddings)?;
        let evaluation =
            progress::during("Asking", || cross_validate(&examples, 5, self.source.seed(), &embeddings))?;
        let begun = Instant::now();
        for example in &examples {
            std::hint::black_box(learnt.model.classify(&example.utterance));
        }
        let microseconds = begun.elapsed().as_secs_f64() * 1e6 / examples.len().max(1) as f64;
        Ok(Measured { evaluation, train_seconds: learnt.seconds, microseconds, foreign: None })
    }
}

/// A model that was kept.
pub fn read_model(path: &Path, embeddings: &Embeddings) -> Result<IntentModel, Failure> {
    let bytes = std::fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    Ok(IntentModel::from_bytes(&bytes, embeddings).map_err(|error| format!("{}: {error}", path.display()))?)
}

impl Measured {
    fn as_json(&self) -> Value {
        let mut told = json!({
            "accuracy": self.evaluation.accuracy,
            "train_seconds": self.train_seconds,
            "microseconds_per_utterance": self.microseconds,
            "foreign_rejected": self.foreign.map(|(_, share)| share),
            "foreign_threshold": self.foreign.map(|(threshold, _)| threshold),
        });
        if let (Some(told), Ok(Value::Object(rest))) =
            (told.as_object_mut(), serde_json::to_value(&self.evaluation))
        {
            told.extend(rest);
        }
        told
    }

    fn print(&self) {
        let of = &self.evaluation;
        println!("utterances                 {}", of.utterances);
        println!("accuracy                   {:.4}", of.accuracy);
        println!("train_seconds              {:.2}", self.train_seconds);
        println!("microseconds_per_utterance {:.0}", self.microseconds);
        println!("calibration_error          {:.4}", of.calibration_error);
        if let Some((threshold, share)) = self.foreign {
            println!("foreign_rejected           {share:.4} at confidence {threshold}");
        }
        println!("\nconfidence  covered  right");
        for of in &of.coverage {
            println!(">= {:>7}  {:>7.3}  {:>5.3}", of.threshold, of.covered, of.accuracy);
        }
        println!("\nprecision  recall  utterances  intent");
        for of in &of.intents {
            println!("{:>9.3}  {:>6.3}  {:>10}  {}", of.precision, of.recall, of.utterances, of.name);
        }
        println!("\ntimes  meant -> understood");
        for of in &of.confusions {
            let understood = if of.understood.is_empty() { "nothing" } else { of.understood.as_str() };
            println!("{:>5}  {} -> {understood}", of.times, of.meant);
        }
    }
}

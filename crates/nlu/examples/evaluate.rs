//! Measures how well intents are understood:
//! `evaluate --train FILE --test FILE [--per-intent N] [--seed N] [--foreign FILE] [--json]`, the files with
//! `text,category` lines; `--foreign` has an utterance a line that means no intent.
#![allow(clippy::disallowed_methods, reason = "an example reads files and the clock")]

use std::error::Error;
use std::time::Instant;

use baton_nlu::evaluation::{evaluate, read_csv, rejection, sample, train};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut per_intent, mut seed, mut json) = ([const { None }; 3], None, 0, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("Give a value after {argument}."));
        match argument.as_str() {
            "--train" => files[0] = Some(value()?),
            "--test" => files[1] = Some(value()?),
            "--foreign" => files[2] = Some(value()?),
            "--per-intent" => per_intent = Some(value()?.parse()?),
            "--seed" => seed = value()?.parse()?,
            "--json" => json = true,
            _ => return Err(format!("{argument} is not known.").into()),
        }
    }
    let [Some(train_file), Some(test_file), foreign] = files else {
        return Err("Give --train FILE and --test FILE.".into());
    };
    let mut lessons = read_csv(&std::fs::read_to_string(train_file)?)?;
    let questions = read_csv(&std::fs::read_to_string(test_file)?)?;
    if let Some(per_intent) = per_intent {
        lessons = sample(&lessons, per_intent, seed);
    }
    let started = Instant::now();
    let model = train(&lessons);
    let train_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let evaluation = evaluate(&model, &questions);
    let microseconds = started.elapsed().as_secs_f64() * 1e6 / questions.len().max(1) as f64;
    let rejected = match foreign {
        Some(file) => {
            let foreign: Vec<String> = std::fs::read_to_string(file)?.lines().map(str::to_owned).collect();
            Some(rejection(&model, &questions, &foreign, 0.05))
        }
        None => None,
    };
    if json {
        let mut told = serde_json::to_value(&evaluation)?;
        told["train_seconds"] = train_seconds.into();
        told["microseconds_per_utterance"] = microseconds.into();
        told["foreign_rejected"] = rejected.map(|(_, share)| share).into();
        println!("{}", serde_json::to_string_pretty(&told)?);
        return Ok(());
    }
    println!("utterances                 {}", evaluation.utterances);
    println!("accuracy                   {:.4}", evaluation.accuracy);
    println!("calibration error          {:.4}", evaluation.calibration_error);
    println!("train_seconds              {train_seconds:.2}");
    println!("microseconds_per_utterance {microseconds:.0}");
    if let Some((threshold, share)) = rejected {
        println!("foreign rejected           {share:.4} at threshold {threshold}");
    }
    for of in &evaluation.coverage {
        println!("confidence >= {:>3}: {:.3} covered, {:.3} right", of.threshold, of.covered, of.accuracy);
    }
    for of in evaluation.confusions.iter().take(10) {
        println!("{:>3} {} taken for {}", of.times, of.meant, of.understood);
    }
    Ok(())
}

//! How well callers are understood, and how fast. The data are no part of the project: a folder with `banking77/` and
//! `recognizers/` is named by `BATON_BENCH_DATA`; without it, the rows say so.

use std::fs;
use std::path::Path;
use std::time::Instant;

use baton_nlu::evaluation::{CASE_FILES, Labelled, evaluate, judge, read_examples, rejection, sample, train};
use baton_nlu::values::{Asked, find};
use serde_json::Value;

use crate::Failure;
use crate::report::Report;

/// Sentences that no bank hears, written for this.
const FOREIGN: &str = include_str!("../../../bench/foreign.txt");

/// Measures intents and values.
pub fn measure(data: Option<&Path>, report: &mut Report) -> Result<(), Failure> {
    let folder = |name: &str| data.map(|data| data.join(name)).filter(|folder| folder.is_dir());
    match folder("banking77") {
        Some(folder) => intents(&folder, report)?,
        None => report.not_measured("intents: BANKING77, accuracy", "no data", "91 %"),
    }
    match folder("recognizers") {
        Some(folder) => values(&folder, report)?,
        None => report.not_measured("values: public cases, right", "no data", "80 to 95 %"),
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Labelled>, Failure> {
    let bytes = fs::read(path)?;
    read_examples(&path.to_string_lossy(), &bytes).map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        format!("{}: {first}", path.display()).into()
    })
}

fn intents(folder: &Path, report: &mut Report) -> Result<(), Failure> {
    let (lessons, asked) = (read(&folder.join("train.csv"))?, read(&folder.join("test.csv"))?);
    let begun = Instant::now();
    let model = train(&lessons);
    let seconds = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let all = evaluate(&model, &asked).accuracy;
    let each = begun.elapsed().as_secs_f64() * 1e6 / asked.len() as f64;
    let foreign: Vec<String> = FOREIGN.lines().map(str::to_owned).collect();
    let (_, rejected) = rejection(&model, &asked, &foreign, 0.05);
    let few =
        (0..3).map(|seed| evaluate(&train(&sample(&lessons, 10, seed)), &asked).accuracy).sum::<f64>() / 3.0;
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    report.add("intents: BANKING77, accuracy, all training data", percent(all), "91 %", all >= 0.91);
    report.add("intents: the same, 10 utterances each, mean of 3", percent(few), "75 %", few >= 0.75);
    report.add("intents: training on all of it", format!("{seconds:.1} s"), "5 s", seconds <= 5.0);
    report.add("intents: one utterance", format!("{each:.0} µs"), "200 µs", each <= 200.0);
    let what = "intents: foreign sentences rejected where 5 % of its own are";
    report.add(what, percent(rejected), "60 %", rejected >= 0.6);
    Ok(())
}

fn values(folder: &Path, report: &mut Report) -> Result<(), Failure> {
    let mut cases: Vec<Value> = Vec::new();
    for (file, kind) in CASE_FILES {
        let of: Vec<Value> = serde_json::from_slice(&fs::read(folder.join(format!("{file}.json")))?)?;
        let right = of.iter().filter(|case| judge(case, *kind).right).count();
        let share = right as f64 / of.len().max(1) as f64;
        let (goal, least) = match *file {
            "number" | "ordinal" | "percent" | "boolean" => ("95 %", 0.95),
            "date" => ("80 %", 0.8),
            _ => ("85 %", 0.85),
        };
        report.add(
            format!("values: {file}, {} cases", of.len()),
            format!("{:.1} %", share * 100.0),
            goal,
            share >= least,
        );
        cases.extend(of);
    }
    let mut taken: Vec<f64> = Vec::new();
    // Once to warm up.
    for _ in 0..2 {
        taken.clear();
        for (case, (_, kind)) in cases.iter().flat_map(|case| CASE_FILES.iter().map(move |kind| (case, kind)))
        {
            let input = case.get("input").and_then(Value::as_str).unwrap_or_default();
            let reference = case.get("reference").and_then(Value::as_str).and_then(|text| text.parse().ok());
            let begun = Instant::now();
            std::hint::black_box(find(input, &Asked { kind: *kind, locale: "en-US", reference }));
            taken.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    taken.sort_by(f64::total_cmp);
    let worst = taken.get(taken.len() * 99 / 100).copied().unwrap_or_default();
    report.add("values: parsing, warm, 99th percentile", format!("{worst:.3} ms"), "3 ms", worst <= 3.0);
    Ok(())
}

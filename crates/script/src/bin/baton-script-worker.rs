//! A worker by itself, for the tests of this crate: `baton` is its own.

use std::process::ExitCode;

use baton_script::worker::{Worker, serve};

fn main() -> ExitCode {
    let numbers: Vec<String> = std::env::args().collect();
    let number = |at: usize| numbers.get(at).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
    let worker = Worker {
        memory: usize::try_from(number(2)).unwrap_or(0),
        nice: i32::try_from(number(4)).unwrap_or(0),
    };
    if serve(worker).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

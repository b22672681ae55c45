//! One fixture for every problem, and what compiling must keep to.

mod app;
mod cache;
mod catalogue;
mod components;
mod edges;
mod fields;
mod flows;
mod handlers;
mod hostile;
mod loops;
mod mini_apps;
mod programs;
mod structure;

use crate::testing::{application, lines};
use crate::{Compiled, compile};

/// Compiles the application and compares what is found, line by line. Problems of kind `INFO` count only when the
/// expectation names their code. Several expectations are given one per line.
#[track_caller]
fn check(fixture: &str, expected: &str) -> Compiled {
    let compiled = compile(&application(fixture));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let named = |code: &str| expected.iter().any(|line| line.split(' ').next() == Some(code));
    let found: Vec<String> = lines(&compiled)
        .into_iter()
        .zip(&compiled.problems)
        .filter(|(_, problem)| problem.severity.stops_deployment() || named(problem.code.as_str()))
        .map(|(line, _)| line)
        .collect();
    assert_eq!(found, expected);
    compiled
}

/// The sentence of the first problem of a code.
fn message(compiled: &Compiled, code: &str) -> String {
    let of_code = |problem: &&baton_model::Problem| problem.code.as_str() == code;
    compiled.problems.iter().find(of_code).map(|problem| problem.message.clone()).unwrap_or_default()
}

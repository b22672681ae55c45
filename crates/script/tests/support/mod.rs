//! A pool on the workers of this crate, and calls in a line.

use std::path::PathBuf;

use baton_script::{Call, Kind, Options, Outcome, Pool};
use serde_json::{Value, json};

/// 2026-03-01T12:00:00Z.
pub const NOW: i64 = 1_772_366_400_000;

pub fn options() -> Options {
    Options {
        program: PathBuf::from(env!("CARGO_BIN_EXE_baton-script-worker")),
        arguments: Vec::new(),
        ..Options::default()
    }
}

pub fn call(javascript: &str, params: Value, kind: Kind) -> Call {
    Call { javascript: javascript.to_owned(), params, kind, now: NOW, seed: 7 }
}

/// Runs a user function.
pub async fn run(pool: &Pool, javascript: &str) -> Outcome {
    pool.run("tests", call(javascript, json!({}), Kind::User)).await
}

/// The text that a user function gives.
#[allow(dead_code, reason = "each file of tests uses a part of it")]
pub async fn text(pool: &Pool, javascript: &str) -> String {
    let outcome = run(pool, javascript).await;
    assert_eq!(outcome.error, None, "{javascript}");
    outcome.value.as_str().unwrap_or_default().to_owned()
}

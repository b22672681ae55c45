//! `[functions]` and `[calls]`: what the outside does for dialogs.

use std::time::Duration;

use baton_outbound::Allowed;
use baton_runtime::PerformOptions;
use serde::Deserialize;

use crate::commands::Failure;

/// `[functions]`: how JavaScript runs.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Functions {
    /// How long a function may compute, in milliseconds.
    pub time_ms: u64,
    /// How much memory it may take, in MiB.
    pub memory_mib: usize,
    /// When a worker that does not answer is ended, in milliseconds.
    pub kill_ms: u64,
    /// How many workers there are; 0: as many as processors.
    pub workers: usize,
    /// How many of them for what is not quick; 0: half as many.
    pub slow_workers: usize,
    /// How many functions may wait.
    pub waiting: usize,
    /// For how long, in milliseconds.
    pub patience_ms: u64,
}

/// `[calls]`: how web services are called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calls {
    /// Hosts and ranges of addresses besides the public internet.
    pub allow: Vec<String>,
    /// What organizations may allow their own applications besides.
    pub grantable: Vec<String>,
    /// How long a request may take, in seconds.
    pub timeout_seconds: u64,
    /// The largest answer, in KiB.
    pub answer_kib: usize,
    /// How often an answer may lead on.
    pub redirects: usize,
    /// How many calls are under way at once.
    pub at_once: usize,
}

fn allowed(setting: &str, entries: &[String]) -> Result<Vec<Allowed>, String> {
    entries.iter().map(|text| text.parse().map_err(|error| format!("{setting}: {error}"))).collect()
}

/// The same as the runtime takes it.
///
/// # Errors
/// When an entry of `calls.allow` is neither a host nor a range of addresses.
pub fn options(functions: Functions, calls: &Calls) -> Result<PerformOptions, Failure> {
    let defaults = baton_script::Options::default();
    let or = |given: usize, default: usize| if given == 0 { default } else { given };
    let functions = baton_script::Options {
        limits: baton_script::Limits {
            time: Duration::from_millis(functions.time_ms.max(1)),
            memory: functions.memory_mib.max(1).saturating_mul(1024 * 1024),
        },
        kill: Duration::from_millis(functions.kill_ms.max(functions.time_ms).max(1)),
        workers: or(functions.workers, defaults.workers),
        slow_workers: or(functions.slow_workers, defaults.slow_workers),
        waiting: functions.waiting.max(1),
        patience: Duration::from_millis(functions.patience_ms.max(1)),
        ..defaults
    };
    let options = baton_outbound::Options {
        allow: allowed("calls.allow", &calls.allow)?,
        grantable: allowed("calls.grantable", &calls.grantable)?,
        timeout: Duration::from_secs(calls.timeout_seconds.max(1)),
        body: calls.answer_kib.max(1).saturating_mul(1024),
        redirects: calls.redirects,
    };
    Ok(PerformOptions {
        functions,
        calls: options,
        calls_at_once: calls.at_once.max(1),
        ..PerformOptions::default()
    })
}

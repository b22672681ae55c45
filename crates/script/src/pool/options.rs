//! How functions are run here.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::Limits;

/// How functions are run here.
#[derive(Debug, Clone)]
pub struct Options {
    /// The binary that is a worker when it is called with `arguments` and, after them, `--memory BYTES --nice N`.
    pub program: PathBuf,
    /// See `program`.
    pub arguments: Vec<OsString>,
    /// What one call may take.
    pub limits: Limits,
    /// A worker that has not answered for so long is ended.
    pub kill: Duration,
    /// How many workers there are for quick calls.
    pub workers: usize,
    /// How many for calls that were not quick.
    pub slow_workers: usize,
    /// How far those stand back behind everything else: 0 to 19.
    pub slow_nice: i32,
    /// How many calls may wait in each lane.
    pub waiting: usize,
    /// How long a call may wait for its turn.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            program: this_binary(),
            arguments: vec![OsString::from("script-worker")],
            limits: Limits::default(),
            kill: Duration::from_millis(500),
            workers: cores.max(2),
            slow_workers: (cores / 2).max(1),
            slow_nice: 10,
            waiting: 1_000,
            patience: Duration::from_secs(5),
        }
    }
}

/// This binary, also after its file was replaced by a newer one.
fn this_binary() -> PathBuf {
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() { own } else { std::env::current_exe().unwrap_or_else(|_| PathBuf::from("baton")) }
}

//! How much a function may take.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The longest script, in bytes.
pub(crate) const SCRIPT: usize = 256 * 1024;
/// The most that is given to a function as `params`, in bytes of JSON.
pub(crate) const PARAMS: usize = 4 * 1024 * 1024;
/// The largest value that a function may give back, in bytes of JSON.
pub(crate) const VALUE: usize = 1024 * 1024;
/// How many lines of its log are kept, and how many characters of each.
pub(crate) const LOG_LINES: usize = 100;
pub(crate) const LOG_LINE: usize = 1_000;
/// The longest message of an error that is kept, in characters.
pub(crate) const MESSAGE: usize = 1_000;
/// How deep functions may call each other, in bytes of stack.
pub(crate) const STACK: usize = 768 * 1024;
/// The longest message between parent and worker.
pub(crate) const FRAME: usize = SCRIPT * 2 + PARAMS + 64 * 1024;

/// What one call may take. The defaults are those of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// How long it may compute.
    pub time: Duration,
    /// How much memory its values may take, in bytes.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_millis(100), memory: 32 * 1024 * 1024 }
    }
}

//! The workers that wait for a call.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Options;
use super::process::Process;

/// Workers of one lane.
#[derive(Debug)]
pub(super) struct Idle {
    options: Options,
    nice: i32,
    most: usize,
    waiting: Mutex<Vec<Process>>,
}

impl Idle {
    pub(super) fn new(options: &Options, most: usize, nice: i32) -> Self {
        Self { options: options.clone(), nice, most, waiting: Mutex::default() }
    }

    /// One that waits, else a new one.
    pub(super) fn take(&self) -> io::Result<Process> {
        let waiting = self.lock().pop();
        waiting.map_or_else(|| self.start(), Ok)
    }

    /// A new one.
    pub(super) fn start(&self) -> io::Result<Process> {
        Process::start(&self.options, self.nice)
    }

    /// Gives one back.
    pub(super) fn put(&self, process: Process) {
        let mut waiting = self.lock();
        if waiting.len() < self.most {
            waiting.push(process);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Process>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

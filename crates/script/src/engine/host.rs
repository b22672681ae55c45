//! What the outside gives a function: the moment, randomness, and a place for its log.

use std::cell::{Cell, RefCell};

use super::errors::short;
use crate::{Call, limits};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Host {
    now: Cell<i64>,
    random: Cell<u64>,
    log: RefCell<Vec<String>>,
}

impl Host {
    pub(super) fn begin(&self, call: &Call) {
        self.now.set(call.now);
        self.random.set(call.seed);
    }

    /// Milliseconds since 1970.
    pub(super) fn now(&self) -> i64 {
        self.now.get()
    }

    /// The next of a row of numbers that begins with the seed (SplitMix64).
    pub(super) fn random(&self) -> u64 {
        let state = self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.random.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Adds a line to the log, while there is room.
    pub(super) fn log(&self, line: &str) {
        let mut log = self.log.borrow_mut();
        match log.len() {
            length if length < limits::LOG_LINES => log.push(short(line, limits::LOG_LINE)),
            length if length == limits::LOG_LINES => log.push("… more lines are not kept".to_owned()),
            _ => {}
        }
    }

    /// True when no line more is kept.
    pub(super) fn log_is_full(&self) -> bool {
        self.log.borrow().len() > limits::LOG_LINES
    }

    pub(super) fn take_log(&self) -> Vec<String> {
        self.log.take()
    }
}

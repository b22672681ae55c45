//! Runs a dialog: program, state and input in; a turn and the record of what happened out.
//!
//! Architecture invariant: no I/O, no clock, no randomness, no task. What the engine needs from outside it asks
//! for as a [`Need`]; whoever drives it calls again with one more answer. The same program, state, input, time
//! and answers give the same turn, byte for byte, which is what makes a dialog replayable.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod engine;
mod input;
mod journal;
mod need;
mod replay;
mod state;
mod step;
mod turn;

pub use input::{Input, Start};
pub use journal::{Entry, Event, Happened};
pub use need::{
    Answer, Body, Call, CallOutcome, Called, Evaluate, Evaluated, Failure, FunctionError, FunctionKind, Need,
    WaitPrompt,
};
pub use replay::{Diverged, replay};
pub use state::{Awaits, Dialog};
pub use step::{MOST_ANSWERS, Step, drive, step};
pub use turn::{Action, ActionKind, EndType, Ended, HeardIntent, Keypad, Prompt, Transfer, Turn};

//! The one way in: an input, and what follows from it.

use baton_model::{Program, Timestamp};

use crate::{Answer, Dialog, Entry, Input, Need};

/// The most answers that one turn may ask for: a bound for whoever drives it.
pub const MOST_ANSWERS: usize = 10_000;

/// What follows from one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The dialog after it.
    pub dialog: Dialog,
    /// The record of the turn; `entry.turn` goes out.
    pub entry: Entry,
}

/// One turn of a dialog. `dialog` is `None` for [`Input::Start`] alone.
///
/// An input that does not fit never fails: `Start` on a dialog under way asks again, anything on a dialog that is
/// over answers its end, anything but `Start` without a dialog is a dialog that has hung up.
///
/// # Errors
/// The next [`Need`]: perform it, append the answer to `answers` and call again with all else unchanged.
pub fn step(
    program: &Program,
    dialog: Option<&Dialog>,
    input: &Input,
    now: Timestamp,
    answers: &[Answer],
) -> Result<Step, Need> {
    crate::engine::run(program, dialog, input, now, answers)
}

/// Steps, performing each need with `answer`, until the turn is whole.
pub fn drive(
    program: &Program,
    dialog: Option<&Dialog>,
    input: &Input,
    now: Timestamp,
    mut answer: impl FnMut(&Need) -> Answer,
) -> Step {
    let mut answers = Vec::new();
    loop {
        match step(program, dialog, input, now, &answers) {
            Ok(step) => return step,
            Err(need) => answers.push(answer(&need)),
        }
    }
}

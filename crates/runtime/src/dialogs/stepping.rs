//! Runs the engine and gives it what it asks for.

use baton_dialog::{ActionKind, Dialog, Entry, Input, MOST_ANSWERS, Step, step};
use baton_model::Timestamp;

use crate::Error;
use crate::programs::Runnable;

/// What became of a dialog.
pub(crate) struct Stepped {
    pub(crate) dialog: Dialog,
    pub(crate) entries: Entries,
}

/// The records of the turns that ran, in order: at least one.
pub(crate) struct Entries {
    earlier: Vec<Entry>,
    pub(crate) last: Entry,
}

impl Entries {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.earlier.iter().chain(std::iter::once(&self.last))
    }
}

/// One turn, and then one for each announcement that the server goes on after by itself, at most `announcements`.
pub(crate) fn step_through(
    runnable: &Runnable,
    dialog: Option<&Dialog>,
    input: &Input,
    now: Timestamp,
    announcements: usize,
) -> Result<Stepped, Error> {
    let first = one(runnable, dialog, input, now)?;
    let (mut dialog, mut entries) = (first.dialog, Entries { earlier: Vec::new(), last: first.entry });
    for _ in 0..announcements {
        let turn = &entries.last.turn;
        if turn.action.kind != ActionKind::Announcement || turn.ended.is_some() {
            break;
        }
        let next = one(runnable, Some(&dialog), &Input::Continue, now)?;
        dialog = next.dialog;
        entries.earlier.push(std::mem::replace(&mut entries.last, next.entry));
    }
    Ok(Stepped { dialog, entries })
}

fn one(runnable: &Runnable, dialog: Option<&Dialog>, input: &Input, now: Timestamp) -> Result<Step, Error> {
    let mut answers = Vec::new();
    loop {
        match step(&runnable.program, dialog, input, now, &answers) {
            Ok(step) => return Ok(step),
            Err(_) if answers.len() >= MOST_ANSWERS => return Err(Error::TooManyNeeds(MOST_ANSWERS)),
            Err(need) => answers.push(runnable.perform(&need)),
        }
    }
}

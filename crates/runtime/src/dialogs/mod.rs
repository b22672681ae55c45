//! Dialogs under way: one turn after another, each on disk before it is answered.
//!
//! A dialog is kept in memory between its turns, behind a lock of its own. The version that a commit names makes
//! one that another node went on with harmless: the commit is refused, the dialog is read again, and the turn runs
//! again on what it has become. A dialog is taken out of memory while its turn runs and put back when the turn is
//! on disk, so a request that is given up in between leaves nothing stale behind.

mod after_end;
mod idle;
mod kept;
mod slot;
mod start;
mod stepping;
mod turn;

pub use start::Opening;
pub use turn::Answered;

pub(crate) use kept::{UnderWay, entry_owner};
pub(crate) use slot::{Dialogs, Held};
pub(crate) use start::Begun;
pub(crate) use stepping::{Entries, Stepper};
pub(crate) use turn::{commit_failed, is_dialog_id};

/// How often a turn is run again because another node was quicker.
pub(crate) const ATTEMPTS: usize = 8;

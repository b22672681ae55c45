//! Chat sessions: one visitor, one dialog at a time, events with rising numbers that can be told again.
//!
//! A session outlives the connections it is held over. What it is told is written in the same transaction as the
//! turns that say it, and only then handed to those who listen. A message that names itself runs once: when it
//! comes again, the events that were written for it are told again.

mod event;
mod expiry;
mod nodes;
mod open;
mod say;
mod slot;
mod wait;
mod writing;

pub use event::{ChatEvent, DialogState, Source};
pub use open::Opened;
pub use say::Said;
pub use slot::{Listener, Session};

pub(crate) use slot::Sessions;

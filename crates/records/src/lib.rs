//! What is told about the past: call data records and logs, projected from the journal of dialogs.
//!
//! Architecture invariant: a projection is a plain function over entries of the journal, in order. It reads only what
//! the journal holds masked already, or masks it here, so that nothing sensitive can reach a record. The same entries
//! give the same records, so they can be thrown away and built again.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod about;
mod counts;
mod heard;
mod indexed;
mod log;
mod named;
mod projection;
mod shapes;

pub use about::About;
pub use counts::{Count, Counts};
pub use indexed::{BeganDialog, DialogKind, Indexed, OverDialog};
pub use log::Log;
pub use projection::Projection;

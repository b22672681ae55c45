//! Follows the journal and makes of it what records are found by and what is counted. The records themselves are made
//! of the journal when somebody reads them.
//!
//! It runs behind the turns. One node at a time does it, by a lease; how far it came is written in the same transaction
//! as what it made, and only when nobody else has gone on from there, so that nothing is lost and nothing is doubled,
//! whoever dies when.

mod erase;
mod follow;
mod fresh;
mod known;
mod pace;
mod piece;
mod reading;
mod teller;

/// After so many turns others get theirs to run: some tenths of a millisecond.
const AT_A_STRETCH: usize = 16;

pub(crate) use known::Following;
pub use reading::ToldTurn;
pub use teller::{Steps, Teller};

//! Applications, flows and miniApps on the move: export and import as one ZIP or one folder, and hand-made legacy
//! bundles.
//!
//! Architecture invariant: no network I/O. The ZIP and the folder have the same layout ([`layout`]), so that an
//! application can be kept in version control; the same content always gives the same bytes. Whatever comes in is
//! taken as hostile: sizes, counts and ratios are counted while reading.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod archive;
mod bundle;
mod error;
mod folder;
pub mod layout;
pub mod legacy;
pub mod references;
mod rehome;
mod source;

pub use archive::{Limits, read_archive};
pub use bundle::{App, Bundle, Flow, MiniApp, Root, Variable};
pub use error::Error;
pub use rehome::{Home, Kind};

//! What is kept: SQLite and PostgreSQL behind one face, one transaction type, migrations.
//!
//! Architecture invariant: this crate knows no rule of the domain. It keeps rows, and it is the only crate that
//! holds SQL. Each resource has a file with the struct of its rows and what can be done with them; the same calls
//! work on a [`Store`] (each by itself) and in a [`Tx`] (all or nothing). It never asks the clock: moments are
//! passed in.
//!
//! All queries are one text for both databases, but for the path of a turn ([`Turns`]), which has an
//! implementation of its own for each.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod database;
mod error;
mod migrations;
mod notices;
mod postgres;
mod records;
mod resources;
mod sql;
mod store;
mod turns;
mod tx;

pub use database::Database;
pub use error::Error;
pub use notices::{Notice, Notices};
pub use records::{
    CountRow, DialogFilter, Expression, Failing, Feed, FeedEntry, FeedHold, FeedKey, HeldDialog,
    METRICS_GROUP, METRICS_TABLES, METRICS_TIME, Measure, Measured, MetricsTable, Progress, RecordBatch,
    RecordRow, RecordedDialog, RecordedEnd, Records, Slice, Streams,
};
pub use resources::*;
pub use store::Store;
pub use turns::{
    ChatEventRow, ChatSessionRow, CommitError, DialogCommit, DialogRow, DialogStatus, JournalRow,
    SessionCommit, SessionStatus, TurnCommit, Turns,
};
pub use tx::Tx;

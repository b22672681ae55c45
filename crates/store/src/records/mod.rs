//! What is told of the past: records, what they are found by, and what is counted. All of it is made from the journal
//! by whoever follows it ([`Feed`]), and can be made again.

mod counts;
mod erase;
mod feed;
mod find;
mod rows;
mod streams;
mod tables;

pub use counts::{Measure, Measured};
pub use feed::{Feed, FeedEntry, FeedHold, FeedKey};
pub use find::{DialogFilter, Slice};
pub use rows::{CountRow, RecordBatch, RecordRow, RecordedDialog, RecordedEnd};
pub use streams::{Failing, HeldDialog, Progress, Streams};
pub use tables::{Expression, METRICS_GROUP, METRICS_TABLES, METRICS_TIME, MetricsTable};

pub(crate) use erase::OF_DIALOG;
pub(crate) use feed::{MORE_COUNTED, WRITTEN_AGAIN, set_back};

use crate::Store;

/// What is told of the past.
#[derive(Clone, Copy)]
pub struct Records<'a>(pub(crate) &'a Store);

impl Store {
    /// What is told of the past.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        Records(self)
    }
}

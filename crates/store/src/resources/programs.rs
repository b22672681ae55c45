//! Programs: what canvases were compiled to, by hash, never changed.

use baton_model::Timestamp;

use crate::Error;
use crate::sql::{Arg, Handle, table};

table! {
    /// A program.
    Program in "programs" {
        /// The hash that names it.
        hash: String,
        /// The program.
        body: Vec<u8>,
        /// Since when.
        created_at: Timestamp,
    }
}

/// Programs.
pub struct Programs<'a>(pub(crate) Handle<'a>);

impl Programs<'_> {
    /// The program with this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, hash: &str) -> Result<Option<Program>, Error> {
        self.0.find(Arg::from(hash)).await
    }

    /// Writes it unless it is there. True when it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(mut self, program: &Program) -> Result<bool, Error> {
        self.0.insert_if_absent(program).await
    }
}

//! Programs: what canvases were compiled to, by hash, never changed.

use baton_model::Timestamp;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// A program.
    Program in "programs" {
        /// The hash that names it.
        hash: String,
        /// The program.
        body: Vec<u8>,
        /// When it was last kept, by a deployment or by the simulator.
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

    /// Writes it unless it is there, which then says that it was kept again. True when it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(mut self, program: &Program) -> Result<bool, Error> {
        let written = self.0.insert_if_absent(program).await?;
        if !written {
            let sql = "UPDATE programs SET created_at = $2 WHERE hash = $1 AND created_at < $2";
            self.0.execute(sql, args![&program.hash, program.created_at]).await?;
        }
        Ok(written)
    }
}

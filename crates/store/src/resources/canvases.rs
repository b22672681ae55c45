//! Canvases: their authors' documents, kept byte for byte.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, Number, args, table};

table! {
    /// A canvas.
    Canvas in "canvases" {
        /// Its id.
        id: Uuid,
        /// Whose it is.
        application_id: Uuid,
        /// The document, as it came.
        document: String,
        /// Rises by one with each save.
        revision: i64,
        /// When it was last saved.
        updated_at: Timestamp,
    }
}

/// How saving a document ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It was saved, and has this revision now.
    As(i64),
    /// Somebody else saved it in between: it has this revision, and nothing was written.
    Conflict(i64),
    /// It is not there.
    Missing,
}

/// Canvases.
pub struct Canvases<'a>(pub(crate) Handle<'a>);

impl Canvases<'_> {
    /// The canvas with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<Canvas>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// The canvas of an application.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_application(mut self, application: Uuid) -> Result<Option<Canvas>, Error> {
        self.0.one("SELECT * FROM canvases WHERE application_id = $1", args![application]).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Reference`] when the application is not there, [`Error::Taken`] when it has a canvas.
    pub async fn insert(mut self, canvas: &Canvas) -> Result<(), Error> {
        self.0.insert(canvas).await
    }

    /// Saves a document. With `expected`, only over that revision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(
        mut self,
        id: Uuid,
        document: &str,
        expected: Option<i64>,
        now: Timestamp,
    ) -> Result<Saved, Error> {
        loop {
            let current = "SELECT revision AS number FROM canvases WHERE id = $1";
            let Some(Number(revision)) = self.0.one(current, args![id]).await? else {
                return Ok(Saved::Missing);
            };
            if expected.is_some_and(|expected| expected != revision) {
                return Ok(Saved::Conflict(revision));
            }
            let sql = "UPDATE canvases SET document = $2, revision = revision + 1, updated_at = $3
                       WHERE id = $1 AND revision = $4";
            if self.0.execute(sql, args![id, document, now, revision]).await? > 0 {
                return Ok(Saved::As(revision + 1));
            }
            // Somebody was quicker: look again.
        }
    }
}

//! What was deployed when.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// A deployment of an application.
    Deployment in "deployments" {
        /// Of what.
        application_id: Uuid,
        /// When.
        created_at: Timestamp,
        /// The program.
        program_hash: String,
        /// Of what it was made: two that are equal were made of the same documents.
        fingerprint: String,
    }
}

/// Deployments.
pub struct Deployments<'a>(pub(crate) Handle<'a>);

impl Deployments<'_> {
    /// The last one of an application.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest(mut self, application: Uuid) -> Result<Option<Deployment>, Error> {
        let sql = "SELECT * FROM deployments WHERE application_id = $1 ORDER BY created_at DESC LIMIT 1";
        self.0.one(sql, args![application]).await
    }

    /// All of an application, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_application(mut self, application: Uuid) -> Result<Vec<Deployment>, Error> {
        let sql = "SELECT * FROM deployments WHERE application_id = $1 ORDER BY created_at DESC";
        self.0.all(sql, args![application]).await
    }

    /// Writes a new one. Its program must be there; both belong in one transaction with the application's change.
    ///
    /// # Errors
    /// [`Error::Reference`] when the application or the program is not there.
    pub async fn insert(mut self, deployment: &Deployment) -> Result<(), Error> {
        self.0.put(deployment, &["application_id", "created_at"]).await
    }
}

//! Organizations: who owns groups and users.

use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// An organization.
    Organization in "organizations" {
        /// Its id.
        id: Uuid,
        /// Its name, unique.
        name: String,
    }
}

/// Organizations.
pub struct Organizations<'a>(pub(crate) Handle<'a>);

impl Organizations<'_> {
    /// The organization with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<Organization>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// The organization with this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_name(mut self, name: &str) -> Result<Option<Organization>, Error> {
        self.0.one("SELECT * FROM organizations WHERE name = $1", args![name]).await
    }

    /// All of them, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(mut self) -> Result<Vec<Organization>, Error> {
        self.0.all("SELECT * FROM organizations ORDER BY name", args![]).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the name exists.
    pub async fn insert(mut self, organization: &Organization) -> Result<(), Error> {
        self.0.insert(organization).await
    }

    /// Gives it another name. False when it is not there.
    ///
    /// # Errors
    /// [`Error::Taken`] when the name exists.
    pub async fn rename(mut self, id: Uuid, name: &str) -> Result<bool, Error> {
        Ok(self.0.execute("UPDATE organizations SET name = $2 WHERE id = $1", args![id, name]).await? > 0)
    }
}

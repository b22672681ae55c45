//! Groups: what a user sees is what their groups hold.

use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, args, table};

table! {
    /// A group of an organization. Its name is unique over all organizations: component ids name groups alone.
    Group in "groups" {
        /// Its name.
        name: String,
        /// Whose it is.
        organization_id: Uuid,
    }
}

/// Groups.
pub struct Groups<'a>(pub(crate) Handle<'a>);

impl Groups<'_> {
    /// The group with this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, name: &str) -> Result<Option<Group>, Error> {
        self.0.find(Arg::from(name)).await
    }

    /// The same, held until the transaction ends: who holds it at the same time, or adds to it, waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(mut self, name: &str) -> Result<Option<Group>, Error> {
        self.0.find_held(Arg::from(name)).await
    }

    /// The groups of an organization, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_organization(mut self, organization: Uuid) -> Result<Vec<Group>, Error> {
        self.0.all("SELECT * FROM groups WHERE organization_id = $1 ORDER BY name", args![organization]).await
    }

    /// All of them, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(mut self) -> Result<Vec<Group>, Error> {
        self.0.all("SELECT * FROM groups ORDER BY name", args![]).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the name exists, [`Error::Reference`] when the organization does not.
    pub async fn insert(mut self, group: &Group) -> Result<(), Error> {
        self.0.insert(group).await
    }

    /// Removes it with its memberships and personal tokens. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, name: &str) -> Result<bool, Error> {
        self.0.remove::<Group>(Arg::from(name)).await
    }
}

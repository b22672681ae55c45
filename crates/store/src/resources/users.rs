//! Users.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, Number, args, table};

table! {
    /// Somebody who signs in.
    User in "users" {
        /// Their id, the first part of the component ids they make.
        id: Uuid,
        /// What they sign in with, unique.
        username: String,
        /// The password, hashed by whoever writes it here.
        password_hash: String,
        /// Where they belong.
        organization_id: Uuid,
        /// May do everything in the organization.
        org_admin: bool,
        /// May not sign in.
        disabled: bool,
        /// Since when.
        created_at: Timestamp,
    }
}

/// Users.
pub struct Users<'a>(pub(crate) Handle<'a>);

impl Users<'_> {
    /// The user with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<User>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// The user with this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_name(mut self, username: &str) -> Result<Option<User>, Error> {
        self.0.one("SELECT * FROM users WHERE username = $1", args![username]).await
    }

    /// The users of an organization, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_organization(mut self, organization: Uuid) -> Result<Vec<User>, Error> {
        self.0
            .all("SELECT * FROM users WHERE organization_id = $1 ORDER BY username", args![organization])
            .await
    }

    /// True when there is nobody: the store is new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_empty(mut self) -> Result<bool, Error> {
        Ok(self
            .0
            .one::<Number>("SELECT CAST(1 AS BIGINT) AS number FROM users LIMIT 1", args![])
            .await?
            .is_none())
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the name exists, [`Error::Reference`] when the organization does not.
    pub async fn insert(mut self, user: &User) -> Result<(), Error> {
        self.0.insert(user).await
    }

    /// Writes another password's hash. False when the user is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(mut self, id: Uuid, password_hash: &str) -> Result<bool, Error> {
        Ok(self
            .0
            .execute("UPDATE users SET password_hash = $2 WHERE id = $1", args![id, password_hash])
            .await?
            > 0)
    }

    /// Says whether they may sign in. False when the user is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_disabled(mut self, id: Uuid, disabled: bool) -> Result<bool, Error> {
        Ok(self.0.execute("UPDATE users SET disabled = $2 WHERE id = $1", args![id, disabled]).await? > 0)
    }

    /// Says whether they may do everything in the organization. False when the user is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_org_admin(mut self, id: Uuid, org_admin: bool) -> Result<bool, Error> {
        Ok(self.0.execute("UPDATE users SET org_admin = $2 WHERE id = $1", args![id, org_admin]).await? > 0)
    }

    /// Removes them with their memberships and tokens. False when they were not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, id: Uuid) -> Result<bool, Error> {
        self.0.remove::<User>(Arg::from(id)).await
    }
}

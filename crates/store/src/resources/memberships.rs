//! Which user has which role in which group.

use uuid::Uuid;

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// One user's role in one group.
    Membership in "memberships" {
        /// Whose.
        user_id: Uuid,
        /// Where.
        group_name: String,
        /// The role's name; what it allows is not the store's business.
        role: String,
    }
}

/// Memberships.
pub struct Memberships<'a>(pub(crate) Handle<'a>);

impl Memberships<'_> {
    /// All of a user, by group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_user(mut self, user: Uuid) -> Result<Vec<Membership>, Error> {
        self.0.all("SELECT * FROM memberships WHERE user_id = $1 ORDER BY group_name", args![user]).await
    }

    /// All of a group, by user.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_group(mut self, group: &str) -> Result<Vec<Membership>, Error> {
        self.0.all("SELECT * FROM memberships WHERE group_name = $1 ORDER BY user_id", args![group]).await
    }

    /// Gives a user a role in a group, instead of the one they had.
    ///
    /// # Errors
    /// [`Error::Reference`] when the user or the group is not there.
    pub async fn put(mut self, membership: &Membership) -> Result<(), Error> {
        self.0.put(membership, &["user_id", "group_name"]).await
    }

    /// Takes a user out of a group. False when they were not in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, user: Uuid, group: &str) -> Result<bool, Error> {
        let sql = "DELETE FROM memberships WHERE user_id = $1 AND group_name = $2";
        Ok(self.0.execute(sql, args![user, group]).await? > 0)
    }
}

//! Variables of a collection.

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// A variable.
    Variable in "variables" {
        /// The collection it lies in.
        collection: String,
        /// Its name, unique in the collection.
        name: String,
        /// Its value; sealed by whoever keeps a sensitive one.
        value: String,
        /// Whether it may be shown.
        sensitive: bool,
    }
}

/// Variables.
pub struct Variables<'a>(pub(crate) Handle<'a>);

impl Variables<'_> {
    /// All of a collection, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_collection(mut self, collection: &str) -> Result<Vec<Variable>, Error> {
        self.0.all("SELECT * FROM variables WHERE collection = $1 ORDER BY name", args![collection]).await
    }

    /// The variable of this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, collection: &str, name: &str) -> Result<Option<Variable>, Error> {
        self.0
            .one("SELECT * FROM variables WHERE collection = $1 AND name = $2", args![collection, name])
            .await
    }

    /// Writes it, over the one that was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(mut self, variable: &Variable) -> Result<(), Error> {
        self.0.put(variable, &["collection", "name"]).await
    }

    /// Writes it unless it is there. True when it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_if_absent(mut self, variable: &Variable) -> Result<bool, Error> {
        self.0.insert_if_absent(variable).await
    }

    /// Removes it. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, collection: &str, name: &str) -> Result<bool, Error> {
        let sql = "DELETE FROM variables WHERE collection = $1 AND name = $2";
        Ok(self.0.execute(sql, args![collection, name]).await? > 0)
    }
}

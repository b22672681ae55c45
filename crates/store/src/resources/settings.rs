//! Small values that all nodes share, such as the key that sensitive values are encrypted with.

use crate::Error;
use crate::sql::{Arg, Handle, table};

table! {
    /// A setting.
    Setting in "settings" {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    }
}

/// Settings.
pub struct Settings<'a>(pub(crate) Handle<'a>);

impl Settings<'_> {
    /// The value of this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.0.find::<Setting>(Arg::from(name)).await?.map(|setting| setting.value))
    }

    /// Writes the value of this name, over what was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(mut self, name: &str, value: &str) -> Result<(), Error> {
        self.0.put(&Setting { name: name.to_owned(), value: value.to_owned() }, &["name"]).await
    }

    /// Writes the value unless there is one, and answers the one that then stands: of two nodes that start at the
    /// same time, both get the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get_or_put(mut self, name: &str, value: &str) -> Result<String, Error> {
        self.0.insert_if_absent(&Setting { name: name.to_owned(), value: value.to_owned() }).await?;
        Ok(self
            .0
            .find::<Setting>(Arg::from(name))
            .await?
            .map_or_else(|| value.to_owned(), |setting| setting.value))
    }
}

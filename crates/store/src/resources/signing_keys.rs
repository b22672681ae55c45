//! The keys that access tokens are signed with.

use baton_model::Timestamp;

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// A signing key.
    SigningKey in "signing_keys" {
        /// How tokens name it.
        kid: String,
        /// The private key, PEM.
        private_pem: String,
        /// Since when.
        created_at: Timestamp,
    }
}

/// Signing keys.
pub struct SigningKeys<'a>(pub(crate) Handle<'a>);

impl SigningKeys<'_> {
    /// All of them, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(mut self) -> Result<Vec<SigningKey>, Error> {
        self.0.all("SELECT * FROM signing_keys ORDER BY created_at DESC, kid", args![]).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the name exists.
    pub async fn insert(mut self, key: &SigningKey) -> Result<(), Error> {
        self.0.insert(key).await
    }
}

//! Legacy bundles: hand-made archives of applications that were written elsewhere.

use baton_model::Timestamp;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Arg, Handle, table};

table! {
    /// A bundle.
    LegacyBundle in "legacy_bundles" {
        /// Whose it is.
        application_id: Uuid,
        /// The archive, as it came.
        body: Vec<u8>,
        /// When it came.
        uploaded_at: Timestamp,
    }
}

/// Legacy bundles.
pub struct LegacyBundles<'a>(pub(crate) Handle<'a>);

impl LegacyBundles<'_> {
    /// The bundle of an application.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, application: Uuid) -> Result<Option<LegacyBundle>, Error> {
        self.0.find(Arg::from(application)).await
    }

    /// Writes it, over the one that was there.
    ///
    /// # Errors
    /// [`Error::Reference`] when the application is not there.
    pub async fn put(mut self, bundle: &LegacyBundle) -> Result<(), Error> {
        self.0.put(bundle, &["application_id"]).await
    }
}

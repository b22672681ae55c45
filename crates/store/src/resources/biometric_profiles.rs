//! Voice-biometric profiles of an organization.

use serde_json::Value;
use uuid::Uuid;

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// A profile.
    BiometricProfile in "biometric_profiles" {
        /// Its id, such as `DEF`, unique in its organization.
        profile_id: String,
        /// Whose it is.
        organization_id: Uuid,
        /// The profile: a JSON object.
        body: Value,
    }
}

/// Voice-biometric profiles.
pub struct BiometricProfiles<'a>(pub(crate) Handle<'a>);

impl BiometricProfiles<'_> {
    /// The profile of an organization with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(
        mut self,
        organization: Uuid,
        profile_id: &str,
    ) -> Result<Option<BiometricProfile>, Error> {
        let sql = "SELECT * FROM biometric_profiles WHERE organization_id = $1 AND profile_id = $2";
        self.0.one(sql, args![organization, profile_id]).await
    }

    /// All of an organization, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_organization(mut self, organization: Uuid) -> Result<Vec<BiometricProfile>, Error> {
        let sql = "SELECT * FROM biometric_profiles WHERE organization_id = $1 ORDER BY profile_id";
        self.0.all(sql, args![organization]).await
    }

    /// Writes it, over the one that was there.
    ///
    /// # Errors
    /// [`Error::Reference`] when the organization is not there.
    pub async fn put(mut self, profile: &BiometricProfile) -> Result<(), Error> {
        self.0.put(profile, &["organization_id", "profile_id"]).await
    }

    /// Removes it. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, organization: Uuid, profile_id: &str) -> Result<bool, Error> {
        let sql = "DELETE FROM biometric_profiles WHERE organization_id = $1 AND profile_id = $2";
        Ok(self.0.execute(sql, args![organization, profile_id]).await? > 0)
    }
}

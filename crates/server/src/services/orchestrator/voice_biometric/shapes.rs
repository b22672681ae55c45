//! Profiles and mappings as the public API shows them.

use baton_model::biometrics::{BioKey, FieldMapping, Mapping, Profile};
use serde::Serialize;
use utoipa::ToSchema;

/// A voice-biometric profile.
#[derive(Serialize, ToSchema)]
#[schema(title = "VoiceBiometricProfile")]
pub struct ShownProfile {
    /// Its id.
    #[schema(example = "DEF")]
    profile_id: String,
    /// What people call it.
    #[schema(example = "Default")]
    name: String,
    /// Its keys.
    bio_keys: Vec<ShownKey>,
}

/// A key of a profile.
#[derive(Serialize, ToSchema)]
#[schema(title = "BioKey")]
pub struct ShownKey {
    /// A number, unique in the profile.
    #[schema(example = 1)]
    id: i64,
    /// Its name.
    #[schema(example = "userID")]
    key: String,
    /// What people read.
    #[schema(example = "userID")]
    display_name: String,
}

/// The profile that an application uses, and which of its fields feeds which key.
#[derive(Serialize, ToSchema)]
#[schema(title = "AppVoiceBiometricProfile")]
pub struct ShownMapping {
    /// The profile's id; empty: none is used.
    #[schema(example = "DEF")]
    pub profile_id: String,
    /// Key by key.
    pub field_mappings: Vec<ShownFieldMapping>,
}

/// A key and the field that feeds it.
#[derive(Serialize, ToSchema)]
#[schema(title = "FieldMapping")]
pub struct ShownFieldMapping {
    /// The key's name.
    #[schema(example = "userID")]
    pub bio_key: String,
    /// The application's field.
    #[schema(example = "Dnis")]
    pub orc_field: String,
}

impl From<Profile> for ShownProfile {
    fn from(profile: Profile) -> Self {
        let bio_keys = profile.bio_keys.into_iter().map(ShownKey::from).collect();
        Self { profile_id: profile.profile_id, name: profile.name, bio_keys }
    }
}

impl From<BioKey> for ShownKey {
    fn from(key: BioKey) -> Self {
        Self { id: key.id, key: key.key, display_name: key.display_name }
    }
}

impl From<Mapping> for ShownMapping {
    fn from(mapping: Mapping) -> Self {
        let field_mappings = mapping.field_mappings.into_iter().map(ShownFieldMapping::from).collect();
        Self { profile_id: mapping.profile_id, field_mappings }
    }
}

impl From<FieldMapping> for ShownFieldMapping {
    fn from(mapping: FieldMapping) -> Self {
        Self { bio_key: mapping.bio_key, orc_field: mapping.orc_field }
    }
}

//! Voice biometrics: profiles, and which field of an application feeds which key.

use serde::{Deserialize, Serialize};

/// A profile: the keys by which a caller can be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Such as `DEF`.
    pub profile_id: String,
    /// What people call it.
    pub name: String,
    /// Its keys.
    pub bio_keys: Vec<BioKey>,
}

/// The id of the profile that every organization has.
pub const DEFAULT_PROFILE: &str = "DEF";

impl Profile {
    /// The profile `DEF` as every organization has it until it puts another in its place.
    #[must_use]
    pub fn standard() -> Self {
        let key = |id, key: &str| BioKey { id, key: key.to_owned(), display_name: key.to_owned() };
        Self {
            profile_id: DEFAULT_PROFILE.to_owned(),
            name: "Default".to_owned(),
            bio_keys: vec![key(1, "userID"), key(2, "Ani")],
        }
    }
}

/// A key of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BioKey {
    /// A number, unique in the profile.
    pub id: i64,
    /// Such as `Ani`.
    pub key: String,
    /// What people read.
    pub display_name: String,
}

/// The profile that an application uses; an empty id means none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    /// The profile's id.
    pub profile_id: String,
    /// Which field feeds which key.
    pub field_mappings: Vec<FieldMapping>,
}

/// One key and the field that feeds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMapping {
    /// The key's name.
    pub bio_key: String,
    /// The application's field.
    pub orc_field: String,
}

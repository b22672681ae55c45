//! What all records of a tree share.

use std::collections::BTreeMap;

use baton_dialog::Start;
use baton_model::fields::{MASK, is_reserved};
use sha2::{Digest, Sha256};

use crate::About;

/// What all records of a tree share.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) origin: String,
    pub(super) destination: String,
    pub(super) connection: String,
    pub(super) channel: &'static str,
    pub(super) test: bool,
    /// In records alone.
    pub(super) hashed_origin: String,
    /// In records alone.
    pub(super) incoming: BTreeMap<String, String>,
}

impl Head {
    /// What a dialog is found by.
    pub(super) fn of(about: &About<'_>, start: &Start) -> Self {
        Self {
            origin: shown(about, "Ani", &start.ani),
            destination: shown(about, "Dnis", &start.dnis),
            connection: start.connection_id.clone(),
            channel: start.channel.as_str(),
            test: start.test_mode,
            ..Self::default()
        }
    }

    /// That, and what only its records say.
    pub(super) fn of_records(about: &About<'_>, start: &Start) -> Self {
        let head = Self::of(about, start);
        let given = about.program.attached_data.iter().map(|(name, value)| (name, value.clone()));
        let given = given.chain(start.fields.iter().map(|(name, value)| (name, value.to_text())));
        let given = given.filter(|(name, _)| !is_reserved(name));
        Self {
            hashed_origin: match head.origin.as_str() {
                "" => String::new(),
                MASK => MASK.to_owned(),
                number => hex::encode(Sha256::digest(number)),
            },
            incoming: given.map(|(name, value)| (name.clone(), shown(about, name, &value))).collect(),
            ..head
        }
    }
}

/// A value, as it may be shown.
fn shown(about: &About<'_>, name: &str, value: &str) -> String {
    let is_masked = !value.is_empty() && about.program.sensitive_fields.contains_key(name);
    if is_masked { MASK.to_owned() } else { value.to_owned() }
}

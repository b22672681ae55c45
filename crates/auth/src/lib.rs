//! Who calls, and what they may do. Every read and write of a resource passes through [`Access`].
//!
//! Architecture invariant: this crate knows rows of the store, not SQL, and knows no HTTP.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod access;
mod role;

pub use access::{Access, Refused};
pub use role::Role;

/// Why somebody could not prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// Nothing was shown.
    #[error("Authentication credentials were not provided.")]
    Missing,
    /// What was shown is wrong, expired or revoked.
    #[error("Given token not valid.")]
    Invalid,
}

/// Checks who calls. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Auth {}

impl Auth {
    /// Finds out who calls from a bearer token or a personal access token.
    ///
    /// # Errors
    /// [`Unproven`] when neither proves anybody.
    pub async fn authenticate(
        &self,
        bearer: Option<&str>,
        personal: Option<&str>,
    ) -> Result<Access, Unproven> {
        match (bearer, personal) {
            (None, None) => Err(Unproven::Missing),
            _ => Err(Unproven::Invalid),
        }
    }
}

//! What a member of a group may do there.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A user's role in a group. Each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Reads.
    Viewer,
    /// Edits and deploys to the sandbox.
    Developer,
    /// Promotes, imports and rotates tokens.
    Maintainer,
    /// Deletes and manages members.
    Owner,
    /// Everything in the organization.
    OrgAdmin,
}

impl Role {
    /// All roles, the weakest first.
    pub const ALL: [Self; 5] = [Self::Viewer, Self::Developer, Self::Maintainer, Self::Owner, Self::OrgAdmin];

    /// Reads a role's name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// The name, such as `Developer`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "Viewer",
            Self::Developer => "Developer",
            Self::Maintainer => "Maintainer",
            Self::Owner => "Owner",
            Self::OrgAdmin => "OrgAdmin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

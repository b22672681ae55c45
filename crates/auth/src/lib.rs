//! Who calls, and what they may do. Every read and write of a resource passes through [`Access`].
//!
//! Architecture invariant: this crate knows rows of the store, not SQL, and knows no HTTP. It never asks the clock:
//! whoever calls passes the moment in.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod access;
mod auth;
mod claims;
mod directory;
mod error;
mod external;
mod first_user;
mod groups;
mod options;
mod passwords;
mod personal;
mod role;
mod secrets;
mod sign_in;
mod signing;
mod slow_down;
mod tokens;
mod users;
mod who;

pub use access::{Access, Refused};
pub use auth::Auth;
pub use error::{Error, Unproven};
pub use first_user::made_up_password;
pub use groups::Member;
pub use options::{AuthOptions, BuiltIn, IssuerOptions, PasswordCost};
pub use personal::{NewPersonalToken, ShownPersonalToken};
pub use role::Role;
pub use sign_in::SignInError;
pub use tokens::Issued;
pub use users::{NewUser, UserChanges};

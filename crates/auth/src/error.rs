//! What can go wrong.

use baton_model::ids::NameError;

use crate::Refused;

/// Why somebody could not prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// Nothing was shown.
    #[error("Authentication credentials were not provided.")]
    Missing,
    /// What was shown is wrong, expired or revoked.
    #[error("Given token not valid.")]
    Invalid,
    /// It can't be told now: the store or the issuer does not answer.
    #[error("Who calls can't be checked now. Try again in a moment.")]
    Unavailable,
}

/// Why something about users, groups or tokens could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Store(#[from] baton_store::Error),
    /// The caller may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A name that can't be a group's or an organization's.
    #[error("{0}")]
    Name(#[from] NameError),
    /// A name that nobody can sign in with, since it can't be a group's.
    #[error("A user name has letters, digits, '_' and '-', and at most 255 of them.")]
    Username,
    /// There is one with that name.
    #[error("The name {0} is taken. Choose another.")]
    Taken(String),
    /// Nobody and nothing has that name.
    #[error("There is no {what} {name}.")]
    Unknown {
        /// `user`, `group` or `organization`.
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// A password that is too easy to guess, or too long to be hashed.
    #[error("A password has 8 to 256 characters.")]
    Password,
    /// The password that somebody has is not the one they gave.
    #[error("The present password is wrong.")]
    PresentPassword,
    /// Too many failures.
    #[error("Too many failed attempts. Try again in {wait_seconds} seconds.")]
    SlowDown {
        /// How long to wait.
        wait_seconds: i64,
    },
    /// Something still depends on it; the sentence says what.
    #[error("{0}")]
    InUse(&'static str),
    /// Something that the rules refuse; the sentence says what to do.
    #[error("{0}")]
    Rule(&'static str),
    /// The issuer does not answer, or not as it should.
    #[error("the issuer's keys can't be fetched: {0}")]
    Issuer(String),
    /// A key, a hash or randomness could not be made or read.
    #[error("{0} failed")]
    Crypto(&'static str),
}

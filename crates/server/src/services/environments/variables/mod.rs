//! The variables of a collection: what `{{ocpvars:name}}` stands for.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod shape;
pub mod update;

/// The most variables of a collection: an app is compiled with all that it reads.
const MOST: usize = 1_000;
/// The most characters of a value.
const LONGEST: usize = 10_000;

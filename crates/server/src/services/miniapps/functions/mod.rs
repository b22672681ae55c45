//! JavaScript of miniApps: tried out, and checked when it is saved.

pub mod check;
pub mod run;

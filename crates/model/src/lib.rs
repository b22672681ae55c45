#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
//! The words of the house: what an app, a canvas, a miniApp, a problem and a program *are*.
//!
//! Architecture invariant: this crate depends on no other crate of the house and does no I/O. It parses at
//! the edge (`ids`), keeps documents as their authors wrote them (`canvas`, `handlers`), and defines the
//! immutable result of compiling them (`program`).

pub mod biometrics;
pub mod canvas;
pub mod codes;
pub mod fields;
pub mod handlers;
pub mod ids;
pub mod problem;
pub mod program;
pub mod reading;
pub mod template;
pub mod time;
pub mod understanding;

pub use ids::{AppName, ComponentId, GroupName};
pub use problem::Problem;
pub use program::Program;
pub use template::Template;
pub use time::Timestamp;

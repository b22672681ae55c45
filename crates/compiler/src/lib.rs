//! Canvases, flows and miniApps in; a program and every problem out.
//!
//! Architecture invariant: compiling never fails and does no I/O. Each analysis is one file; each problem
//! code is raised in one place.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod analyses;
mod cache;
mod canvas;
mod compile;
mod conditions;
mod data_flow;
mod fail_sources;
mod graph;
mod lower;
pub mod mini_apps;
mod outline;
mod reach;
mod report;
mod scope;
mod sensitive;
mod source;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod texts;
mod unit;

use std::sync::Arc;

use baton_model::{Problem, Program};

pub use cache::{Cache, Work};
pub use compile::{compile, compile_with};
pub use fail_sources::{FailSource, fail_sources};
pub use reach::{Cycle, find_cycle, flows_used, mini_apps_used};
pub use scope::{AvailableField, available_fields};
pub use sensitive::sensitive_fields;
pub use source::{MiniAppSource, Missing, Source, Unit};

/// What compiling gives: all problems, and a program unless the canvas can't run at all.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// What runs. Present whenever the root canvas can be entered, even when problems stop its deployment,
    /// so that the simulator can talk to a canvas that is not finished.
    pub program: Option<Arc<Program>>,
    /// Everything found, in the order of canvases, nodes and edges.
    pub problems: Vec<Problem>,
    /// How much had to be compiled.
    pub work: Work,
}

impl Compiled {
    /// True when nothing stops a deployment.
    #[must_use]
    pub fn deployable(&self) -> bool {
        self.program.is_some() && !self.problems.iter().any(|problem| problem.severity.stops_deployment())
    }
}

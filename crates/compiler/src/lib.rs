//! Canvases, flows and miniApps in; a program and every problem out.
//!
//! Architecture invariant: compiling never fails and does no I/O. Each analysis is one file; each problem
//! code is raised in one place.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod source;

use std::sync::Arc;

use baton_model::{Problem, Program};

pub use source::{MiniAppSource, Missing, Source, Unit};

/// What compiling gives: all problems, and a program unless the canvas can't run at all.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// What runs. Present whenever the root canvas can be entered, even when problems stop its deployment,
    /// so that the simulator can talk to a canvas that is not finished.
    pub program: Option<Arc<Program>>,
    /// Everything found, in the order of canvases, nodes and edges.
    pub problems: Vec<Problem>,
}

impl Compiled {
    /// True when nothing stops a deployment.
    #[must_use]
    pub fn deployable(&self) -> bool {
        self.program.is_some() && !self.problems.iter().any(|problem| problem.severity.stops_deployment())
    }
}

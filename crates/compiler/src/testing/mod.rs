//! Applications for tests and benchmarks: written as a few lines of text, or made as large as one likes.

mod large;
mod notation;
mod words;

pub use large::{crossroads, large_application};
pub use notation::application;

use std::sync::Arc;

use baton_model::program::MiniApp;

use crate::source::MiniAppSource;
use crate::{Compiled, mini_apps};

/// One miniApp, compiled as it is within an application, and what was found in it.
#[must_use]
pub fn mini_app(source: &MiniAppSource) -> (Option<Arc<MiniApp>>, Vec<String>) {
    let built = mini_apps::build(source);
    let findings =
        built.findings.into_iter().map(|finding| format!("{}: {}", finding.location, finding.message));
    (built.mini_app, findings.collect())
}

/// The problems as lines that a test can hold: `CODE node=A edge=A-B field=x at=conditions.0`. The canvas is named
/// only when it is not the application's (`canvas=…`).
#[must_use]
pub fn lines(compiled: &Compiled) -> Vec<String> {
    let line = |problem: &baton_model::Problem| {
        let place = &problem.place;
        let canvas = place.canvas_id.as_ref().filter(|id| *id != "app");
        let mut line = problem.code.to_string();
        for (key, value) in [
            ("canvas", canvas),
            ("node", place.node_id.as_ref()),
            ("edge", place.edge_id.as_ref()),
            ("field", place.field.as_ref()),
            ("at", place.location.as_ref()),
        ] {
            if let Some(value) = value {
                line.push_str(&format!(" {key}={value}"));
            }
        }
        line
    };
    compiled.problems.iter().map(line).collect()
}

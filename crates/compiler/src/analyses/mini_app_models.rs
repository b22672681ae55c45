//! What is wrong with the miniApps a canvas uses, said at the first block that uses each.

use std::collections::HashSet;

use crate::canvas::{Canvas, Role};
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let mut seen = HashSet::new();
    for (node, written, role) in canvas.nodes() {
        let Role::MiniApp(app) = role else { continue };
        if seen.insert(written.component_id.as_str()) {
            for finding in &app.findings {
                report.raise(finding.code, At::node(node).location(&finding.location), &finding.message);
            }
        }
    }
}

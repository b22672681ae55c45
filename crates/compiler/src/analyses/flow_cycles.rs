//! Flows that reach themselves: said on the canvas that closes the circle.

use baton_model::codes::Code;

use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

pub(crate) fn check(scope: &Scope<'_>, unit: &Unit, report: &mut Report<'_>) {
    let closing = scope.reach.cycles.iter().filter(|cycle| cycle.trace.last() == Some(&unit.component_id));
    for cycle in closing {
        let outline = scope.reach.outlines.get(&unit.component_id);
        let nodes = outline.map(|outline| outline.content.nodes.as_slice()).unwrap_or_default();
        let at = match nodes.iter().position(|node| node.component_id == cycle.back_to) {
            Some(node) => At::node(node),
            None => At::canvas().location("error_handlers"),
        };
        report.raise(Code::FlowCycle, at, cycle.to_string());
    }
}

//! What goes into a flow and comes out of it: every declared input is given, and only declared names are used.

use std::collections::HashSet;

use baton_model::canvas::Configuration;
use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::report::{At, Report};
use crate::scope::Summary;

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (at, node, role) in canvas.nodes() {
        if let Role::Flow(flow) = role {
            check_call(flow, &node.configuration, &At::node(at), "", report);
        }
    }
}

/// The use of a flow, by a node or by a handler; `prefix` leads to its settings.
pub(crate) fn check_call(
    flow: &Summary,
    settings: &Configuration,
    at: &At,
    prefix: &str,
    report: &mut Report<'_>,
) {
    let name = &flow.name;
    let declared: HashSet<&str> = flow.inputs.iter().map(String::as_str).collect();
    let given: HashSet<&str> = settings.input_fields.iter().map(|(name, _)| name.as_str()).collect();
    for input in flow.inputs.iter().filter(|input| !given.contains(input.as_str())) {
        let at = at.clone().field(input).location(format!("{prefix}input_fields.{input}"));
        let message =
            format!("The flow '{name}' needs the input '{input}', which is not given; give it a value.");
        report.raise(Code::MissingFlowInput, at, message);
    }
    for (input, _) in settings.input_fields.iter().filter(|(input, _)| !declared.contains(input.as_str())) {
        let at = at.clone().field(input).location(format!("{prefix}input_fields.{input}"));
        let message =
            format!("The flow '{name}' declares no input '{input}'; remove it or declare it in the flow.");
        report.raise(Code::UnknownFlowInput, at, message);
    }
    let outputs: HashSet<&str> = flow.outputs.iter().map(|(output, _)| output.as_str()).collect();
    for (index, output) in settings.output_fields.iter().enumerate() {
        if outputs.contains(output.miniapp_name.as_str()) {
            continue;
        }
        let from = &output.miniapp_name;
        let at = at.clone().field(&output.local_name).location(format!("{prefix}output_fields.{index}"));
        let message =
            format!("The flow '{name}' declares no output '{from}'; remove it or declare it in the flow.");
        report.raise(Code::UnknownFlowOutput, at, message);
    }
}

//! What a block gives to the canvas: outputs its miniApp offers, each under a name of its own.

use std::collections::HashSet;

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (node, written, role) in canvas.nodes() {
        if !matches!(role, Role::MiniApp(_) | Role::Flow(_) | Role::Unknown) {
            continue;
        }
        let mut names = HashSet::new();
        for (index, output) in written.configuration.output_fields.iter().enumerate() {
            let at = || At::node(node).field(&output.local_name).location(format!("output_fields.{index}"));
            if !names.insert(output.local_name.as_str()) {
                let message = format!(
                    "'{}' has two outputs of the name '{}'; rename one of them.",
                    canvas.called(node),
                    output.local_name
                );
                report.raise(Code::OutputNameClash, at(), message);
            }
            if let Role::MiniApp(app) = role
                && !app.outputs.contains(&output.miniapp_name)
            {
                let some: Vec<&str> = app.outputs.iter().take(10).map(String::as_str).collect();
                let offered = match some.as_slice() {
                    [] => "it offers none".to_owned(),
                    some => format!("choose from {}", some.join(", ")),
                };
                let message = format!(
                    "The miniApp of '{}' has no output '{}'; {offered}.",
                    canvas.called(node),
                    output.miniapp_name
                );
                report.raise(Code::UnknownOutput, at(), message);
            }
        }
    }
}

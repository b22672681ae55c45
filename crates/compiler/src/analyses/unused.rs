//! Outputs that nothing reads.

use std::collections::HashSet;

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::conditions::Atom;
use crate::outline::handler_configuration;
use crate::report::{At, Report};
use crate::texts::{Spot, texts};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let read = read(canvas);
    for (node, written, role) in canvas.nodes() {
        if !matches!(role, Role::MiniApp(_) | Role::Flow(_)) {
            continue;
        }
        for (index, output) in written.configuration.output_fields.iter().enumerate() {
            // An announcement's result is always there and rarely looked at.
            if read.contains(&output.local_name) || output.miniapp_name == "AnnouncementResult" {
                continue;
            }
            let message =
                format!("Nothing reads the output '{}' of '{}'.", output.local_name, canvas.called(node));
            let at = At::node(node).field(&output.local_name).location(format!("output_fields.{index}"));
            report.raise(Code::UnusedOutput, at, message);
        }
    }
}

/// Every field that the canvas, or something that sees its fields, reads.
fn read(canvas: &Canvas<'_>) -> HashSet<String> {
    let (unit, source) = (canvas.unit, canvas.scope.source);
    let mut read: HashSet<String> = unit.output_fields.iter().cloned().collect();
    read.extend(canvas.scope.globals.iter().cloned());
    for text in texts(canvas) {
        match text.template() {
            Some(template) => read.extend(template.fields().map(|path| path.name.clone())),
            None if matches!(text.spot, Spot::Input(_)) => {
                read.insert(text.text.to_owned());
            }
            None => {}
        }
    }
    for condition in canvas.content.edges.iter().flat_map(|edge| &edge.conditions) {
        read.extend(Atom::read(condition).map(|atom| atom.name().to_owned()));
    }
    for node in &canvas.content.nodes {
        read.extend(node.configuration.log_inputs.iter().chain(&node.configuration.log_outputs).cloned());
    }
    let ends: &[_] = if canvas.scope.is_root(unit) { &source.dialog_end_handlers } else { &[] };
    for component in unit.error_handlers.iter().chain(ends).filter_map(|handler| handler.handler.as_ref()) {
        for (_, text) in handler_configuration(&component.configuration).input_fields {
            read.extend(baton_model::Template::parse(&text).fields().map(|path| path.name.clone()));
            read.insert(text);
        }
    }
    read.extend(
        unit.repeat_handlers.iter().flat_map(|handler| handler.drop_fields.iter().flatten().cloned()),
    );
    if canvas.scope.is_root(unit) {
        let mappings = source.biometrics.iter().flat_map(|(_, mapping)| &mapping.field_mappings);
        read.extend(mappings.map(|pair| pair.orc_field.clone()));
    }
    read
}

//! Numbers: what is compared as a number, and what is counted with, is one.

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::conditions::{Atom, Test};
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (node, written, role) in canvas.nodes() {
        if !matches!(role, Role::SetField) {
            continue;
        }
        for (index, step) in written.configuration.extra_fields.iter().enumerate() {
            let counts = matches!(step.operator.as_str(), "INCREMENT" | "DECREMENT");
            let value = step.value.trim();
            if counts && !value.contains("{{") && value.parse::<i64>().is_err() {
                let at = At::node(node).field(&step.field).location(format!("extra_fields.{index}"));
                raise(value, "a whole number", at, report);
            }
        }
    }
    for (at, edge) in canvas.content.edges.iter().enumerate() {
        for (index, condition) in edge.conditions.iter().enumerate() {
            if Atom::read(condition).is_some_and(|atom| atom.test == Test::Never) {
                let node = canvas.graph.ends(at).map(|(source, _)| source);
                let at = At::edge(at)
                    .on_node(node)
                    .field(&condition.field)
                    .location(format!("conditions.{index}"));
                raise(condition.value.trim(), "a number", at, report);
            }
        }
    }
}

fn raise(value: &str, expected: &str, at: At, report: &mut Report<'_>) {
    report.raise(Code::NotANumber, at, format!("'{value}' is not {expected}; write one here."));
}

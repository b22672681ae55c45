//! The arrows that leave a block: something leads on from a condition, one default at most, and words that are known.

use baton_model::codes::Code;
use baton_model::program::Operator;

use crate::canvas::{Canvas, Role};
use crate::lower;
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (node, _, role) in canvas.nodes() {
        if matches!(role, Role::Condition) && canvas.graph.edges(node).next().is_none() {
            let message = format!(
                "The condition '{}' leads nowhere; draw an arrow from it or remove it.",
                canvas.called(node)
            );
            report.raise(Code::ConditionWithoutEdges, At::node(node), message);
        }
        defaults(canvas, node, report);
    }
    for (node, _, role) in canvas.nodes() {
        if matches!(role, Role::SetField) {
            let steps = canvas.content.nodes.get(node).map(|node| node.configuration.extra_fields.as_slice());
            for (index, step) in steps.unwrap_or_default().iter().enumerate() {
                if lower::assignment_kind(&step.operator).is_none() {
                    let at = At::node(node).field(&step.field).location(format!("extra_fields.{index}"));
                    unknown(&step.operator, "EQUAL, INCREMENT or DECREMENT", at, report);
                }
            }
        }
    }
    for (at, edge) in canvas.content.edges.iter().enumerate() {
        let place = || At::edge(at).on_node(canvas.graph.ends(at).map(|(source, _)| source));
        if lower::join(&edge.condition_operator).is_none() {
            unknown(&edge.condition_operator, "AND or OR", place().location("condition_operator"), report);
        }
        for (index, condition) in edge.conditions.iter().enumerate() {
            if Operator::parse(&condition.operator).is_none() {
                let at = place().field(&condition.field).location(format!("conditions.{index}"));
                let known = "EQUAL, NOT_EQUAL, GREATER_THAN, GREATER_OR_EQUAL, LESS_THAN, LESS_OR_EQUAL, CONTAINS, STARTS_WITH or MATCHES";
                unknown(&condition.operator, known, at, report);
            }
        }
    }
}

fn unknown(operator: &str, known: &str, at: At, report: &mut Report<'_>) {
    let message = format!("The operator '{operator}' is not known; use {known}.");
    report.raise(Code::UnknownOperator, at, message);
}

/// An edge without conditions is the default; a second one is never taken.
fn defaults(canvas: &Canvas<'_>, node: usize, report: &mut Report<'_>) {
    let without = canvas
        .graph
        .edges(node)
        .filter(|(edge, _)| canvas.content.edges.get(*edge).is_some_and(|edge| edge.conditions.is_empty()));
    for (edge, _) in without.skip(1) {
        let message = format!(
            "'{}' has more than one arrow without a condition, and only the first is taken; give this one a condition or remove it.",
            canvas.called(node)
        );
        report.raise(Code::MultipleDefaults, At::edge(edge).on_node(Some(node)), message);
    }
}

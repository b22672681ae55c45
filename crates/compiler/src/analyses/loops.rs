//! Ways that lead back: those on which nothing can be said, asked or changed would never end.

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let mut reached = vec![false; canvas.graph.len()];
    for &node in &canvas.order {
        reached[node] = !matches!(canvas.roles.get(node), Some(Role::Exit | Role::Transfer));
    }
    let silent: Vec<bool> =
        (0..canvas.graph.len()).map(|node| reached[node] && is_silent(canvas, node)).collect();
    for nodes in canvas.graph.loops(&silent) {
        let message = format!(
            "Nothing is said, asked or changed on the way round {}, so it would never end; add a question or remove an arrow.",
            called(canvas, &nodes)
        );
        report.raise(Code::LoopWithoutInput, At::node(first(&nodes)), message);
    }
    for nodes in canvas.graph.loops(&reached) {
        if nodes.iter().all(|node| silent[*node]) {
            continue;
        }
        let message =
            format!("{} form a loop; see to it that callers find a way out of it.", called(canvas, &nodes));
        report.raise(Code::Loop, At::node(first(&nodes)), message);
    }
}

fn is_silent(canvas: &Canvas<'_>, node: usize) -> bool {
    match canvas.roles.get(node) {
        Some(Role::Condition) => true,
        Some(Role::Flow(flow)) => !flow.acts,
        Some(Role::SetField) => {
            canvas.content.nodes.get(node).is_some_and(|node| node.configuration.extra_fields.is_empty())
        }
        _ => false,
    }
}

/// The node of a loop that stands first in the document.
fn first(nodes: &[usize]) -> usize {
    nodes.iter().copied().min().unwrap_or_default()
}

fn called(canvas: &Canvas<'_>, nodes: &[usize]) -> String {
    let mut nodes = nodes.to_vec();
    nodes.sort_unstable();
    let names: Vec<_> = nodes.iter().take(5).map(|node| format!("'{}'", canvas.called(*node))).collect();
    let more = nodes.len().saturating_sub(names.len());
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}

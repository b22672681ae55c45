//! The shape of the canvas: something to begin at, and a way from there to everything else.

use baton_model::codes::Code;

use crate::canvas::Canvas;
use crate::outline::Outline;
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, outline: &Outline, report: &mut Report<'_>) {
    for place in &outline.malformed {
        let message = format!("The canvas can't be read at {}: {}", place.path, place.message);
        report.raise(Code::MalformedCanvas, At::canvas().location(&place.path), message);
    }
    if canvas.content.nodes.is_empty() {
        if outline.malformed.is_empty() {
            let message = format!("The canvas of '{}' is empty; add the first block.", canvas.unit.name);
            report.raise(Code::EmptyCanvas, At::canvas(), message);
        }
        return;
    }
    ids(canvas, report);
    edges(canvas, report);
    match canvas.graph.roots.as_slice() {
        [] => {
            let message = "Every block has an incoming arrow, so nothing says where to begin; put a block before the first one, or remove the arrow that leads back into it.";
            report.raise(Code::NoRootFound, At::canvas(), message);
        }
        [_] => unreachable(canvas, report),
        several => {
            for &root in several {
                report.raise(Code::MultipleRootsFound, At::node(root), "Multiple roots found on the graph.");
            }
            unreachable(canvas, report);
        }
    }
}

fn ids(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let duplicates = canvas.graph.duplicate.iter().enumerate().filter(|(_, duplicate)| **duplicate);
    for (at, _) in duplicates {
        let id = canvas.content.nodes.get(at).map(|node| node.node_id.as_str()).unwrap_or_default();
        let message = format!("The node id '{id}' stands on more than one block; give each block its own.");
        report.raise(Code::DuplicateNodeId, At::node(at), message);
    }
}

fn edges(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (at, edge) in canvas.content.edges.iter().enumerate() {
        if canvas.graph.ends(at).is_some() {
            continue;
        }
        let leaves = canvas.graph.find(&edge.source);
        let (verb, id) = match leaves {
            Some(_) => ("reaches", &edge.target),
            None => ("leaves", &edge.source),
        };
        let message =
            format!("An arrow {verb} the node '{id}', which is not on the canvas; remove it or connect it.");
        report.raise(Code::EdgeToNowhere, At::edge(at).on_node(leaves), message);
    }
}

fn unreachable(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let mut reached = vec![false; canvas.graph.len()];
    for &node in &canvas.order {
        reached[node] = true;
    }
    for (at, ..) in canvas.nodes().filter(|(at, ..)| !reached[*at]) {
        let message = format!("No way leads to '{}'; connect it or remove it.", canvas.called(at));
        report.raise(Code::UnreachableNode, At::node(at), message);
    }
}

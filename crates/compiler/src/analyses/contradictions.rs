//! Conditions of one edge that can't hold together.

use std::collections::HashMap;

use baton_model::codes::Code;

use crate::canvas::Canvas;
use crate::conditions::{Atom, Test, ways};
use crate::report::{At, Report};

/// The most conditions on one field that are compared with each other.
const MOST_COMPARED: usize = 64;

/// Reports contradictions and gives, for each edge, whether it can ever be taken.
pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) -> Vec<bool> {
    let mut possible = vec![true; canvas.content.edges.len()];
    for (at, edge) in canvas.content.edges.iter().enumerate() {
        if edge.conditions.len() < 2 {
            continue;
        }
        let Some(ways) = ways(edge) else { continue };
        let contradictions: Vec<_> = ways.iter().map(|way| contradiction(way)).collect();
        possible[at] = contradictions.is_empty() || contradictions.iter().any(Option::is_none);
        if let (false, Some(Some(field))) = (possible[at], contradictions.first()) {
            let message = format!(
                "The conditions on '{field}' contradict each other, so this arrow is never taken; correct one of them."
            );
            let node = canvas.graph.ends(at).map(|(source, _)| source);
            report.raise(Code::ContradictoryConditions, At::edge(at).on_node(node).field(field), message);
        }
    }
    possible
}

/// The field on which two of the atoms exclude each other. Comparisons that can never hold on their own are
/// another problem.
fn contradiction<'a>(way: &[Atom<'a>]) -> Option<&'a str> {
    let mut by_field: HashMap<&str, Vec<&Test<'a>>> = HashMap::new();
    for atom in way.iter().filter(|atom| atom.test != Test::Never) {
        let tests = by_field.entry(atom.field).or_default();
        if tests.iter().any(|test| test.excludes(&atom.test)) {
            return Some(atom.field);
        }
        if tests.len() < MOST_COMPARED {
            tests.push(&atom.test);
        }
    }
    None
}

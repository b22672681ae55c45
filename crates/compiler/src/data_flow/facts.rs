//! What taking an edge says about fields: its conditions held, and those of the edges before it did not.

use super::fields::Fields;
use crate::canvas::Canvas;
use crate::conditions::{Atom, Test, ways};

/// The most facts that the edges before an edge add to it.
const MOST_CARRIED: usize = 64;

/// For each edge, the fields of which it is known whether they are defined.
#[derive(Default)]
pub(super) struct Facts {
    /// Edge, field, whether it is defined; ordered by edge.
    all: Vec<(usize, usize, bool)>,
    /// For each edge, where its facts begin.
    begin: Vec<u32>,
}

impl Facts {
    /// The facts of an edge.
    pub(super) fn on(&self, edge: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let bound = |edge: usize| self.begin.get(edge).map_or(self.all.len(), |begin| *begin as usize);
        let facts = self.all.get(bound(edge)..bound(edge + 1)).unwrap_or_default();
        facts.iter().map(|(_, field, defined)| (*field, *defined))
    }
}

pub(super) fn of(canvas: &Canvas<'_>, fields: &Fields) -> Facts {
    let mut all = Vec::new();
    for (node, ..) in canvas.nodes() {
        let mut carried: Vec<(usize, bool)> = Vec::new();
        let mut defaults = Vec::new();
        for (edge, _) in canvas.graph.edges(node) {
            let Some(written) = canvas.content.edges.get(edge) else { continue };
            if written.conditions.is_empty() {
                // It is tried last, wherever it stands.
                defaults.push(edge);
                continue;
            }
            let Some(ways) = ways(written) else { continue };
            all.extend(carried.iter().map(|(field, defined)| (edge, *field, *defined)));
            match ways.as_slice() {
                [way] => {
                    all.extend(
                        way.iter()
                            .filter_map(|atom| fact(atom, fields))
                            .map(|(field, defined)| (edge, field, defined)),
                    );
                    if let [only] = way.as_slice()
                        && let Some(fact) = opposite(only, fields)
                        && carried.len() < MOST_CARRIED
                    {
                        carried.push(fact);
                    }
                }
                several => {
                    // Whichever way it is: what all of them say.
                    let mut said = several.iter().map(|way| way.first().and_then(|atom| fact(atom, fields)));
                    if let Some(Some(first)) = said.next()
                        && said.all(|fact| fact == Some(first))
                    {
                        all.push((edge, first.0, first.1));
                    }
                }
            }
        }
        for edge in defaults {
            all.extend(carried.iter().map(|(field, defined)| (edge, *field, *defined)));
        }
    }
    all.sort_by_key(|(edge, ..)| *edge);
    let mut begin = vec![0; canvas.content.edges.len() + 1];
    for (edge, ..) in &all {
        if let Some(count) = begin.get_mut(edge + 1) {
            *count += 1;
        }
    }
    for edge in 1..begin.len() {
        begin[edge] += begin[edge - 1];
    }
    Facts { all, begin }
}

/// What a condition that held says.
fn fact(atom: &Atom<'_>, fields: &Fields) -> Option<(usize, bool)> {
    let field = fields.find(atom.name())?;
    match atom.test {
        Test::Undefined if atom.is_whole() => Some((field, false)),
        test if test.needs_a_value() && test != Test::Never => Some((field, true)),
        _ => None,
    }
}

/// What a condition that did not hold says.
fn opposite(atom: &Atom<'_>, fields: &Fields) -> Option<(usize, bool)> {
    let field = fields.find(atom.name())?;
    match atom.test {
        Test::Defined if atom.is_whole() => Some((field, false)),
        Test::Undefined | Test::NotEqual(_) => Some((field, true)),
        _ => None,
    }
}

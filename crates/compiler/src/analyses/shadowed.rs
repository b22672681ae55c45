//! Edges that are never taken, because whenever their conditions hold an earlier edge has already been taken.

use std::collections::{HashMap, HashSet};

use baton_model::codes::Code;

use crate::canvas::Canvas;
use crate::conditions::{Atom, Test, ways};
use crate::report::{At, Report};

/// The most earlier ways on one field that a later one is compared with, beside those it is looked up among.
const MOST_COMPARED: usize = 32;
/// The longest list of conditions that is compared with others.
const LONGEST: usize = 8;

/// Reports edges that are never taken. Gives the nodes that always lead on, because one of the conditions on their
/// edges always holds.
pub(crate) fn check(canvas: &Canvas<'_>, possible: &[bool], report: &mut Report<'_>) -> HashSet<usize> {
    let mut leads_on = HashSet::new();
    for (node, ..) in canvas.nodes() {
        let mut earlier = Earlier::default();
        for (at, _) in canvas.graph.edges(node) {
            let Some(edge) = canvas.content.edges.get(at).filter(|edge| !edge.conditions.is_empty()) else {
                continue;
            };
            let Some(ways) = ways(edge).filter(|_| possible.get(at).copied().unwrap_or_default()) else {
                continue;
            };
            let winners: Option<Vec<_>> = ways.iter().map(|way| earlier.wins_over(way)).collect();
            if let Some(winner) = winners.as_ref().and_then(|winners| winners.first()) {
                let first =
                    canvas.content.edges.get(*winner).map(|edge| edge.id.as_str()).unwrap_or_default();
                let message = format!(
                    "Whenever the conditions of this arrow hold, the earlier arrow '{first}' is taken; move it before that one or correct it."
                );
                report.raise(Code::ConditionNeverTrue, At::edge(at).on_node(Some(node)), message);
            }
            for way in ways {
                earlier.add(at, way);
            }
        }
        if earlier.always.is_some() {
            leads_on.insert(node);
        }
    }
    leads_on
}

/// Earlier ways, each with its edge.
type Ways<'a> = Vec<(usize, Vec<Atom<'a>>)>;

/// The ways of the edges before, kept so that only few of them must be compared.
#[derive(Default)]
struct Earlier<'a> {
    /// Ways whose first atom is `field = value`: only a way with the same comparison can imply them.
    by_value: HashMap<(&'a str, &'a str), Ways<'a>>,
    /// All others, by the field of their first atom.
    by_field: HashMap<&'a str, Ways<'a>>,
    /// The edge with which the edges before cover every case.
    always: Option<usize>,
}

impl<'a> Earlier<'a> {
    /// The earlier edge that is taken whenever this way is open.
    fn wins_over(&self, way: &[Atom<'a>]) -> Option<usize> {
        if self.always.is_some() || way.len() > LONGEST {
            return self.always;
        }
        way.iter().find_map(|atom| {
            let same_value = match atom.test {
                Test::Equal(value) => self.by_value.get(&(atom.field, value)),
                _ => None,
            };
            let candidates = same_value.into_iter().chain(self.by_field.get(atom.field)).flatten();
            let implied = |earlier: &[Atom<'a>]| {
                earlier
                    .iter()
                    .all(|must| way.iter().any(|has| has.field == must.field && has.test.implies(&must.test)))
            };
            candidates.filter(|(_, earlier)| implied(earlier)).map(|(edge, _)| *edge).min()
        })
    }

    fn add(&mut self, edge: usize, way: Vec<Atom<'a>>) {
        let Some(first) = way.first() else { return };
        if self.always.is_none() && way.len() == 1 && self.completed_by(first) {
            self.always = Some(edge);
        }
        let ways = match first.test {
            Test::Equal(value) => self.by_value.entry((first.field, value)).or_default(),
            _ => self.by_field.entry(first.field).or_default(),
        };
        if ways.len() < MOST_COMPARED && way.len() <= LONGEST {
            ways.push((edge, way));
        }
    }

    /// True when what an earlier edge does not take on its own, this atom does.
    fn completed_by(&self, atom: &Atom<'a>) -> bool {
        let same_value = match atom.test {
            Test::NotEqual(value) => self.by_value.get(&(atom.field, value)),
            _ => None,
        };
        let on_field = self.by_field.get(atom.field);
        same_value.into_iter().chain(on_field).flatten().any(|(_, way)| {
            way.len() == 1 && way.first().is_some_and(|earlier| earlier.test.completes(&atom.test))
        })
    }
}

//! The fixed point: states flow along edges until nothing changes.

use std::collections::HashSet;

use super::effects::{Effect, Effects};
use super::facts::Facts;
use super::fields::Fields;
use super::uses::Use;
use crate::canvas::{Canvas, Role};

const WORDS: usize = 8;
const GROUP: usize = WORDS * 64;
type Bits = [u64; WORDS];

/// The most edges that are walked in all, each for a group of fields: under a second. A canvas that people draw
/// needs a few times its edges for each group; ten thousand blocks need a sixteenth of this. Tests come to the end
/// sooner.
const MOST_WALKED: usize = if cfg!(test) { 400_000 } else { 3_000_000 };

/// What can be true of a field at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct State {
    /// On some way there it is defined.
    pub(super) defined: bool,
    /// On some way there it is not.
    pub(super) undefined: bool,
}

/// The answers.
pub(super) struct Solved {
    /// For each use; `None` where no way leads.
    pub(super) at_uses: Vec<Option<State>>,
    /// For each output, where the canvas ends.
    pub(super) at_end: Vec<State>,
}

#[derive(Clone, Copy, Default)]
struct Both {
    defined: Bits,
    undefined: Bits,
}

impl Both {
    fn join(&mut self, other: &Self) -> bool {
        let mut changed = 0;
        for word in 0..WORDS {
            changed |= other.defined[word] & !self.defined[word];
            changed |= other.undefined[word] & !self.undefined[word];
            self.defined[word] |= other.defined[word];
            self.undefined[word] |= other.undefined[word];
        }
        changed != 0
    }

    fn apply(&mut self, bit: usize, effect: Effect) {
        let (word, mask) = (bit / 64, 1_u64 << (bit % 64));
        let (defined, undefined) = (&mut self.defined[word], &mut self.undefined[word]);
        match effect {
            Effect::Define => (*defined, *undefined) = (*defined | mask, *undefined & !mask),
            Effect::Open => (*defined, *undefined) = (*defined | mask, *undefined | mask),
            Effect::MayDefine => *defined |= mask,
            Effect::MayDrop => *undefined |= mask,
            Effect::Drop => (*defined, *undefined) = (*defined & !mask, *undefined | mask),
        }
    }

    fn state(&self, bit: usize) -> State {
        let (word, mask) = (bit / 64, 1_u64 << (bit % 64));
        State { defined: self.defined[word] & mask != 0, undefined: self.undefined[word] & mask != 0 }
    }
}

/// Solves for all groups of fields; `None` when that would take too long.
pub(super) fn solve(
    canvas: &Canvas<'_>,
    fields: &Fields,
    effects: &Effects,
    facts: &Facts,
    uses: &[Use<'_>],
    outputs: &[usize],
    leads_on: &HashSet<usize>,
) -> Option<Solved> {
    let mut solved =
        Solved { at_uses: vec![None; uses.len()], at_end: vec![State::default(); outputs.len()] };
    let mut reached = vec![false; canvas.graph.len()];
    for &node in &canvas.order {
        reached[node] = true;
    }
    let ends: Vec<usize> =
        canvas.order.iter().copied().filter(|node| can_end(canvas, *node, leads_on)).collect();
    let mut by_group: Vec<Vec<usize>> = vec![Vec::new(); fields.names().len().div_ceil(GROUP)];
    for (at, used) in uses.iter().enumerate().filter(|(_, used)| reached[used.text.node]) {
        by_group[used.field / GROUP].push(at);
    }
    let mut left = MOST_WALKED;
    for (group, uses_of_group) in by_group.iter().enumerate() {
        let problem = Group::new(canvas, fields, effects, facts, group);
        let before = problem.fixed_point(&mut left)?;
        for &at in uses_of_group {
            let used = &uses[at];
            let mut state = before[used.text.node];
            if used.is_after() {
                problem.run(used.text.node, &mut state);
            }
            solved.at_uses[at] = Some(state.state(used.field % GROUP));
        }
        let mut end = Both::default();
        for &node in &ends {
            let mut state = before[node];
            problem.run(node, &mut state);
            end.join(&state);
        }
        for (at, field) in outputs.iter().enumerate().filter(|(_, field)| **field / GROUP == group) {
            solved.at_end[at] = end.state(field % GROUP);
        }
    }
    Some(solved)
}

/// No edge may match at the node, so that the canvas ends there.
fn can_end(canvas: &Canvas<'_>, node: usize, leads_on: &HashSet<usize>) -> bool {
    let has_default = || {
        canvas
            .graph
            .edges(node)
            .any(|(edge, _)| canvas.content.edges.get(edge).is_some_and(|edge| edge.conditions.is_empty()))
    };
    !matches!(canvas.roles.get(node), Some(Role::Exit | Role::Transfer))
        && !leads_on.contains(&node)
        && !has_default()
}

/// One group of fields.
struct Group<'a> {
    canvas: &'a Canvas<'a>,
    facts: &'a Facts,
    effects: &'a Effects,
    /// The effects on fields of the group, ordered by node, and where each node's begin.
    steps: Vec<(usize, Effect)>,
    begin: Vec<u32>,
    first: usize,
    start: Both,
}

impl<'a> Group<'a> {
    fn new(
        canvas: &'a Canvas<'_>,
        fields: &Fields,
        effects: &'a Effects,
        facts: &'a Facts,
        group: usize,
    ) -> Self {
        let first = group * GROUP;
        let mut start = Both::default();
        for (bit, name) in fields.names().iter().skip(first).take(GROUP).enumerate() {
            let effect = match canvas.scope.defined_at_start(canvas.unit, name) {
                true => Effect::Define,
                false => Effect::Drop,
            };
            start.apply(bit, effect);
        }
        let mut begin = vec![0; canvas.graph.len() + 1];
        let mut steps = Vec::new();
        for (node, field, effect) in &effects.all {
            if (first..first + GROUP).contains(field) {
                steps.push((field - first, *effect));
                begin[node + 1] += 1;
            }
        }
        for node in 1..begin.len() {
            begin[node] += begin[node - 1];
        }
        Self { canvas, facts, effects, steps, begin, first, start }
    }

    /// What running a node does.
    fn run(&self, node: usize, state: &mut Both) {
        for (bit, effect) in &self.steps[self.begin[node] as usize..self.begin[node + 1] as usize] {
            state.apply(*bit, *effect);
        }
    }

    /// The states before each node.
    fn fixed_point(&self, left: &mut usize) -> Option<Vec<Both>> {
        let mut before = vec![Both::default(); self.canvas.graph.len()];
        let mut waiting = vec![false; self.canvas.graph.len()];
        let mut jumps = vec![false; self.canvas.graph.len()];
        for &node in &self.effects.jumps_from {
            jumps[node] = true;
        }
        for &root in &self.canvas.graph.roots {
            before[root] = self.start;
            waiting[root] = true;
        }
        let mut jumped = Both::default();
        let order = &self.canvas.order;
        let mut forward = false;
        loop {
            let mut walked = false;
            let mut jumped_more = false;
            // Forward and backward by turns: a long row of arrows that lead back, each by one block, is then
            // walked once and not once for each of them.
            forward = !forward;
            for at in 0..order.len() {
                let node = order[if forward { at } else { order.len() - 1 - at }];
                if !std::mem::take(&mut waiting[node]) {
                    continue;
                }
                walked = true;
                let mut after = before[node];
                self.run(node, &mut after);
                if jumps[node] {
                    // What may be defined goes along; that something is missing is no news to a node that
                    // ran before.
                    jumped_more |= jumped.join(&Both { defined: after.defined, undefined: [0; WORDS] });
                }
                if matches!(self.canvas.roles.get(node), Some(Role::Exit | Role::Transfer)) {
                    continue;
                }
                for (edge, target) in self.canvas.graph.edges(node) {
                    *left = left.checked_sub(1)?;
                    let mut state = after;
                    for (field, defined) in self.facts.on(edge) {
                        if let Some(bit) = field.checked_sub(self.first).filter(|bit| *bit < GROUP) {
                            state.apply(bit, if defined { Effect::Define } else { Effect::Drop });
                        }
                    }
                    waiting[target] |= before[target].join(&state);
                }
            }
            if jumped_more {
                for &node in &self.effects.jumps_to {
                    waiting[node] |= before[node].join(&jumped);
                }
            }
            if !walked {
                return Some(before);
            }
        }
    }
}

//! The canvas moves: nodes are reached, skipped or run, and edges are chosen.

use baton_model::program::{MiniAppKind, Node, NodeKind, Output, Subdialog};

use super::compare;
use super::render::Scope;
use super::{Engine, MOST_MOVES, MOST_WORK, Move};
use crate::{EndType, Event, Need};

impl<'a> Engine<'a> {
    /// The node that the canvas at `depth` stands at.
    pub(super) fn node_at(&self, depth: usize) -> Option<&'a Node> {
        let frame = self.dialog.frame(depth);
        self.node(depth, frame.node)
    }

    pub(super) fn node(&self, depth: usize, index: u32) -> Option<&'a Node> {
        self.canvas_of(self.dialog.frame(depth))?.nodes.get(usize::try_from(index).ok()?)
    }

    /// A node is reached along an edge. For the first time: skipped when its outputs are there. Again: it drops its
    /// own outputs and runs.
    pub(super) fn reach(&mut self, index: u32) -> Result<Move, Need> {
        self.moves += 1;
        if self.moves > MOST_MOVES || self.work > MOST_WORK {
            return Ok(self.loop_found());
        }
        let depth = self.dialog.depth();
        let Some(node) = self.node(depth, index) else { return Ok(Move::Return) };
        self.dialog.top_mut().node = index;
        let again = self.dialog.top().trail.contains(&index);
        if !again && self.is_filled(depth, node, index) {
            self.leave_trace(index);
            self.happen(Event::Skipped { id: node.id.clone() });
            return Ok(Move::Onward);
        }
        if again {
            self.drop_outputs(depth, node);
        }
        self.run_node(index)
    }

    /// A node runs.
    pub(super) fn run_node(&mut self, index: u32) -> Result<Move, Need> {
        let depth = self.dialog.depth();
        let Some(node) = self.node(depth, index) else { return Ok(Move::Return) };
        self.dialog.top_mut().node = index;
        self.leave_trace(index);
        self.happen(Event::Node { id: node.id.clone() });
        match &node.kind {
            NodeKind::MiniApp(mini_app) => self.begin_mini_app(mini_app),
            NodeKind::Flow(flow) => Ok(self.call_flow(flow, depth, None)),
            NodeKind::Condition => Ok(Move::Onward),
            NodeKind::SetField(assignments) => Ok(self.set_fields(assignments)),
            NodeKind::Transfer { destination, reason, attached } => {
                Ok(self.transfer_to(destination, reason.as_ref(), attached))
            }
            NodeKind::Exit { reason } => {
                let reason = self.reason(reason.as_ref());
                Ok(self.end(EndType::NearHup, true, reason))
            }
        }
    }

    /// True when a node need not run: it has outputs that must be there, and they are. An announcement is only
    /// skipped when it was said before the canvas went back: another one's result is not its own.
    fn is_filled(&self, depth: usize, node: &Node, index: u32) -> bool {
        let Some(subdialog) = subdialog(node) else { return false };
        if self.is_announcement(subdialog) && !self.dialog.frame(depth).replayed.contains(&index) {
            return false;
        }
        let mut required = subdialog.outputs.iter().filter(|output| !output.optional).peekable();
        required.peek().is_some() && required.all(|output| self.is_defined(depth, &output.field))
    }

    fn is_announcement(&self, subdialog: &Subdialog) -> bool {
        self.mini_app(&subdialog.component)
            .is_some_and(|mini_app| matches!(mini_app.kind, MiniAppKind::Announcement(_)))
    }

    fn leave_trace(&mut self, index: u32) {
        let frame = self.dialog.top_mut();
        frame.trail.retain(|node| *node != index);
        frame.trail.push(index);
        frame.replayed.remove(&index);
    }

    pub(super) fn drop_outputs(&mut self, depth: usize, node: &Node) {
        for output in outputs(node) {
            self.drop_field(depth, &output.field);
        }
    }

    /// The first edge whose conditions hold, else the default, else the canvas ends.
    pub(super) fn choose_edge(&mut self) -> Move {
        let depth = self.dialog.depth();
        let Some(node) = self.node_at(depth) else { return Move::Return };
        self.work += node.edges.iter().map(|edge| 1 + compare::cost(&edge.conditions)).sum::<usize>();
        let scope = Scope::Canvas(depth);
        let edge = node
            .edges
            .iter()
            .find(|edge| !edge.conditions.is_empty() && self.hold(scope, edge.join, &edge.conditions))
            .or_else(|| node.edges.iter().find(|edge| edge.conditions.is_empty()));
        let Some(edge) = edge else { return Move::Return };
        self.happen(Event::Edge { id: edge.id.clone() });
        Move::Reach(u32::try_from(edge.target).unwrap_or(u32::MAX))
    }
}

/// The miniApp or flow that a node runs.
pub(super) fn subdialog(node: &Node) -> Option<&Subdialog> {
    match &node.kind {
        NodeKind::MiniApp(subdialog) | NodeKind::Flow(subdialog) => Some(subdialog),
        _ => None,
    }
}

/// What a node gives to its canvas.
pub(super) fn outputs(node: &Node) -> &[Output] {
    subdialog(node).map_or(&[], |subdialog| &subdialog.outputs)
}

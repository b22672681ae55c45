//! Going back: a dropped field makes the node that produces it run again.

use super::walk::outputs;
use super::{Engine, Move};
use crate::Event;
use crate::state::Frame;

impl Engine<'_> {
    /// Where the canvas at `depth` must go back to when these fields are gone: of the nodes that gave them last, the
    /// one that was reached first.
    pub(super) fn producer(&self, depth: usize, fields: &[&str]) -> Option<u32> {
        let trail = &self.dialog.frame(depth).trail;
        let gives = |index: &u32, field: &str| {
            self.node(depth, *index)
                .is_some_and(|node| outputs(node).iter().any(|output| output.field == field))
        };
        let positions = fields.iter().filter_map(|field| trail.iter().rposition(|index| gives(index, field)));
        positions.min().and_then(|position| trail.get(position).copied())
    }

    /// The canvas at `depth` goes back to one of its nodes. What runs above it ends. From there on nodes count as
    /// reached for the first time, so filled ones are skipped.
    pub(super) fn go_back(&mut self, depth: usize, index: u32) -> Move {
        self.abandon_above(depth);
        let Frame { trail, replayed, .. } = self.dialog.frame_mut(depth);
        if let Some(position) = trail.iter().position(|node| *node == index) {
            replayed.extend(trail.drain(position..));
        }
        if let Some(node) = self.node(depth, index) {
            self.drop_outputs(depth, node);
        }
        Move::Run(index)
    }

    /// Ends what runs above the canvas at `depth`, and the miniApp under way, without an answer.
    pub(super) fn abandon_above(&mut self, depth: usize) {
        loop {
            if let Some(run) = self.dialog.top_mut().run.take() {
                self.over(run.dialog, true);
            }
            if self.dialog.depth() <= depth {
                return;
            }
            if let Some(frame) = self.dialog.calls.pop() {
                self.over(frame.dialog, true);
            }
        }
    }

    /// A dialog of the tree below the root ended, near end.
    pub(super) fn over(&mut self, dialog: String, success: bool) {
        let event = Event::Over {
            end_type: crate::EndType::NearHup.as_str().to_owned(),
            result: result(success).to_owned(),
        };
        self.happened.push(crate::Happened { dialog, event });
    }
}

/// `success` or `fail`.
pub(super) fn result(success: bool) -> &'static str {
    if success { "success" } else { "fail" }
}

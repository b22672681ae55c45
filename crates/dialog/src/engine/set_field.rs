//! Set Field: sets, drops and counts.

use baton_model::fields::FieldValue;
use baton_model::program::{Assignment, AssignmentKind};

use super::render::Scope;
use super::{Engine, Move};

impl Engine<'_> {
    /// Runs the assignments in order. When fields that earlier nodes produced are gone afterwards, the canvas goes
    /// back to the first of those nodes.
    pub(super) fn set_fields(&mut self, assignments: &[Assignment]) -> Move {
        let depth = self.dialog.depth();
        self.work += assignments.len();
        let mut dropped: Vec<&str> = Vec::new();
        for assignment in assignments {
            let name = assignment.field.as_str();
            match assignment.kind {
                AssignmentKind::Equal => match self.value(Scope::Canvas(depth), &assignment.value) {
                    Some((value, secret)) => self.set(depth, name, value, secret),
                    None => {
                        if self.drop_field(depth, name) {
                            dropped.push(name);
                        }
                    }
                },
                AssignmentKind::Increment => self.count(depth, assignment, 1),
                AssignmentKind::Decrement => self.count(depth, assignment, -1),
            }
        }
        dropped.retain(|name| !self.is_defined(depth, name));
        match self.producer(depth, &dropped) {
            Some(node) => self.go_back(depth, node),
            None => Move::Onward,
        }
    }

    /// An undefined field, or one that holds no whole number, counts as 0; a step without a number is 1.
    fn count(&mut self, depth: usize, assignment: &Assignment, sign: i64) {
        let found = self.field(depth, &assignment.field);
        let secret = found.as_ref().is_some_and(|found| found.secret);
        let before = found.and_then(|found| whole(&found.value.to_text())).unwrap_or(0);
        let by = match self.text(Scope::Canvas(depth), &assignment.value) {
            text if text.trim().is_empty() => 1,
            text => whole(&text).unwrap_or(0),
        };
        let after = before.saturating_add(by.saturating_mul(sign));
        self.set(depth, &assignment.field, FieldValue::Text(after.to_string()), secret);
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

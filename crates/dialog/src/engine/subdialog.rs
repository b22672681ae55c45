//! Dialogs of the tree: flows and miniApps begin within a canvas and give their outputs back to it.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::fields::{FieldValue, MASK};
use baton_model::program::{Input, MiniAppKind, QuestionKind, Subdialog};
use sha2::{Digest, Sha256};

use super::render::Scope;
use super::{Engine, Move};
use crate::state::{Candidate, Frame, Outcome, Run};
use crate::{EndType, Event, Need};

impl Engine<'_> {
    /// The id of the next dialog of the tree: `<40 hex>.<epoch ms>.<32 hex>`, made from the root's id and a counter.
    fn next_id(&mut self) -> String {
        self.dialog.children = self.dialog.children.wrapping_add(1);
        let mut hash = Sha256::new();
        hash.update(self.dialog.id.as_bytes());
        hash.update(self.dialog.children.to_be_bytes());
        let hash = hex::encode(hash.finalize());
        let (front, back) = (hash.get(..24).unwrap_or_default(), hash.get(32..).unwrap_or_default());
        // It begins with the time, as the root's does.
        format!("{:016x}{front}.{}.{back}", self.now.0, self.now.as_millis())
    }

    /// Begins the flow of a node, or of an error handler, on top of the canvas at `depth`, which is the innermost.
    pub(super) fn call_flow(&mut self, flow: &Subdialog, depth: usize, handler: Option<u32>) -> Move {
        let Some(canvas) = self.program.canvases.get(&flow.component) else {
            return Move::Fail(vec!["CriticalError".to_owned()]);
        };
        let dialog = self.begin(&flow.component, depth);
        self.log_fields(depth, &flow.log_inputs);
        let inputs: Vec<_> = flow.inputs.iter().map(|input| (input, self.input(depth, input))).collect();
        self.dialog.calls.push(Frame {
            component: flow.component.clone(),
            dialog,
            handler,
            ..Frame::default()
        });
        for (input, value) in inputs {
            if let Some((value, secret)) = value {
                self.set(depth + 1, &input.name, value, secret);
            }
        }
        Move::Reach(u32::try_from(canvas.root).unwrap_or(u32::MAX))
    }

    fn input(&self, depth: usize, input: &Input) -> Option<(FieldValue, bool)> {
        self.value(Scope::Canvas(depth), &input.value)
    }

    fn begin(&mut self, component: &str, depth: usize) -> String {
        let dialog = self.next_id();
        let event = Event::Began {
            component: component.to_owned(),
            parent: Some(self.dialog.frame(depth).dialog.clone()),
            node: self.node_at(depth).map(|node| node.id.clone()),
        };
        self.happened.push(crate::Happened { dialog: dialog.clone(), event });
        dialog
    }

    /// Begins a miniApp that no node calls.
    pub(super) fn begin_in_root(&mut self, component: &str) -> String {
        let dialog = self.next_id();
        let parent = Some(self.dialog.id.clone());
        let event = Event::Began { component: component.to_owned(), parent, node: None };
        self.happened.push(crate::Happened { dialog: dialog.clone(), event });
        dialog
    }

    /// The innermost canvas has no way on: it returns to its caller, or the dialog ends.
    pub(super) fn return_from_canvas(&mut self) -> Move {
        let Some(frame) = self.dialog.calls.last() else { return self.end(EndType::NearHup, true, None) };
        if frame.handler.is_some() {
            return self.end(EndType::NearHup, true, None);
        }
        let (depth, caller) = (self.dialog.depth(), self.dialog.depth() - 1);
        let Some(flow) = self.node_at(caller).and_then(super::walk::subdialog) else { return Move::Onward };
        let given: Vec<_> = flow
            .outputs
            .iter()
            .filter_map(|output| {
                let found = self.field(depth, &output.from)?;
                Some((output, found.value.into_owned(), found.secret))
            })
            .collect();
        if let Some(frame) = self.dialog.calls.pop() {
            self.over(frame.dialog, true);
        }
        for (output, value, secret) in given {
            self.set(caller, &output.field, value, secret);
        }
        self.log_fields(caller, &flow.log_outputs);
        Move::Onward
    }

    /// Begins the miniApp of a node.
    pub(super) fn begin_mini_app(&mut self, call: &Subdialog) -> Result<Move, Need> {
        let depth = self.dialog.depth();
        let Some(mini_app) = self.mini_app(&call.component) else {
            return Ok(Move::Fail(vec!["CriticalError".to_owned()]));
        };
        let dialog = self.begin(&call.component, depth);
        self.log_fields(depth, &call.log_inputs);
        let (mut inputs, mut secret) = (BTreeMap::new(), BTreeSet::new());
        for input in &call.inputs {
            if let Some((value, is_secret)) = self.input(depth, input) {
                if is_secret {
                    secret.insert(input.name.clone());
                }
                inputs.insert(input.name.clone(), value);
            }
        }
        let mut run = Run::new(call.component.clone(), dialog, inputs, secret);
        run.mode = self.mode;
        self.dialog.top_mut().run = Some(run);
        match &mini_app.kind {
            MiniAppKind::Announcement(announcement) => self.announce(announcement),
            MiniAppKind::Question(question) => self.begin_question(question),
            MiniAppKind::Service(service) => self.begin_service(service),
        }
    }

    /// The miniApp under way ends, and its node is done.
    pub(super) fn leave_mini_app(&mut self, outcome: Outcome) -> Move {
        if self.dialog.is_ended() {
            return self.end_handler_done(&outcome);
        }
        let depth = self.dialog.depth();
        let node = self.node_at(depth);
        let call = node.and_then(super::walk::subdialog);
        let mut given: BTreeMap<String, (FieldValue, bool)> = BTreeMap::new();
        match outcome {
            Outcome::HandedOver(first, number) => {
                return match self.leave_mini_app(*first) {
                    Move::Onward => self.hand_over_to(number),
                    other => other,
                };
            }
            Outcome::Failed(reasons) => return Move::Fail(reasons),
            Outcome::Played => {
                given.insert("AnnouncementResult".to_owned(), ("played".into(), false));
            }
            Outcome::Answered(Candidate { value, mode, unit, .. }) => {
                let secret = self.question_is_sensitive();
                let pressed = self.dialog.top().run.as_ref().and_then(|run| run.keys.clone());
                if let Some(question) = self.question() {
                    if let (QuestionKind::Intent(_), Some(keys)) = (&question.kind, pressed) {
                        given.insert("dtmf_intent".to_owned(), (keys.into(), secret));
                    }
                    let name = question.output.as_str();
                    if !unit.is_empty() {
                        given.insert(format!("{name}Unit"), (unit.into(), secret));
                    }
                    for mode_of in ["InputMode".to_owned(), format!("{name}InputMode")] {
                        given.insert(mode_of, (mode.as_str().into(), false));
                    }
                    given.insert(name.to_owned(), (value.into(), secret));
                }
            }
            Outcome::Computed(outputs) => given = outputs,
            Outcome::Escaped => {}
        }
        if let Some(run) = self.dialog.top_mut().run.take() {
            self.over(run.dialog, true);
        }
        let Some(call) = call else { return Move::Onward };
        for output in &call.outputs {
            if let Some((value, secret)) = given.get(&output.from) {
                self.set(depth, &output.field, value.clone(), *secret);
            }
        }
        self.log_fields(depth, &call.log_outputs);
        Move::Onward
    }

    /// Writes fields of the canvas at `depth` to the call data record.
    fn log_fields(&mut self, depth: usize, names: &[String]) {
        for name in names {
            let Some(found) = self.field(depth, name) else { continue };
            let value = if found.secret { MASK.to_owned() } else { found.value.to_text() };
            self.happen_in_root(Event::KeyValue { key: name.clone(), value });
        }
    }
}

//! One step of a dialog: the input is taken, the canvas moves until it must wait, and a turn goes out.
//!
//! The engine is a value that lives for one step. It owns a copy of the dialog, borrows the program, and gathers
//! what happens. Every piece of it ends with the next [`Move`], so nothing recurses: a canvas of any depth or
//! length runs in one loop.

mod account;
mod announcement;
mod arrive;
mod back;
mod compare;
mod end_handlers;
mod ending;
mod failing;
mod functions;
mod question;
mod random;
mod render;
mod scope;
mod service;
mod set_field;
mod speak;
mod start;
mod subdialog;
mod turn_out;
mod walk;

use std::collections::BTreeMap;

use baton_model::program::{Canvas, MiniApp};
use baton_model::understanding::{InputMode, Understanding};
use baton_model::{Program, Timestamp};

use crate::state::Frame;
use crate::{Action, Answer, Dialog, Entry, Happened, Input, Need, Prompt, Step, Transfer};

/// Nodes that may be reached in one step before the canvas counts as a loop in which nothing is said.
const MOST_MOVES: u32 = 1_000;
/// Edges, conditions and assignments that one step may go through: a bound for canvases of any size.
const MOST_WORK: usize = 1_000_000;
/// Announcements that a server may pull in a row without the caller: more is a loop that never listens.
const MOST_UNATTENDED: u32 = 100;

/// Steps; see [`crate::step`].
pub(crate) fn run(
    program: &Program,
    dialog: Option<&Dialog>,
    input: &Input,
    now: Timestamp,
    answers: &[Answer],
) -> Result<Step, Need> {
    if let (Some(dialog), []) = (dialog, answers)
        && let Some(need) = question::first_need(program, dialog, input, now)
    {
        return Err(need);
    }
    let mut engine = match dialog {
        Some(dialog) => Engine::new(program, dialog.clone(), now, answers),
        None => Engine::new(program, start::blank(program, input), now, answers),
    };
    engine.dialog.step = engine.dialog.step.saturating_add(1);
    let mut next = engine.arrive(dialog.is_none(), input)?;
    while next != Move::Wait {
        next = engine.make(next)?;
    }
    Ok(engine.finish(input, answers))
}

/// What the engine does next.
#[derive(Debug, Clone, PartialEq)]
enum Move {
    /// A node of the innermost canvas is reached along an edge, or as its root.
    Reach(u32),
    /// A node of the innermost canvas runs, whatever its outputs hold: the canvas went back to it.
    Run(u32),
    /// The node is done: an edge is chosen.
    Onward,
    /// The innermost canvas has ended.
    Return,
    /// The miniApp under way gave up for these reasons, the first before all.
    Fail(Vec<String>),
    /// A turn is there.
    Wait,
}

/// A step under way.
struct Engine<'a> {
    program: &'a Program,
    dialog: Dialog,
    now: Timestamp,
    answers: std::slice::Iter<'a, Answer>,
    /// Nodes reached in this step.
    moves: u32,
    /// Edges, conditions and assignments looked at in this step.
    work: usize,
    /// A loop was already found in this step: a second one ends the dialog.
    looped: bool,
    happened: Vec<Happened>,
    /// The values of the functions that the text at hand names.
    values: functions::Values,
    // What the turn will hold.
    action: Option<Action>,
    prompts: Vec<Prompt>,
    waited: Vec<Prompt>,
    reactions: Vec<String>,
    /// A reaction that is said only if something follows it.
    before_next: Option<Prompt>,
    utterance: String,
    mode: InputMode,
    /// The words answered a sensitive question, or were offered to one.
    hide_utterance: bool,
    captured_intent: bool,
    /// The step ran a dialog-end handler: its turn goes to nobody and ends nothing.
    after_end: bool,
    changed: BTreeMap<String, Option<String>>,
    events: Vec<String>,
    transfer: Option<Transfer>,
}

impl<'a> Engine<'a> {
    fn new(program: &'a Program, dialog: Dialog, now: Timestamp, answers: &'a [Answer]) -> Self {
        Self {
            program,
            dialog,
            now,
            answers: answers.iter(),
            moves: 0,
            work: 0,
            looped: false,
            happened: Vec::with_capacity(16),
            action: None,
            prompts: Vec::new(),
            waited: Vec::new(),
            values: functions::Values::default(),
            reactions: Vec::new(),
            before_next: None,
            utterance: String::new(),
            mode: InputMode::Text,
            hide_utterance: false,
            captured_intent: false,
            after_end: false,
            changed: BTreeMap::new(),
            events: Vec::new(),
            transfer: None,
        }
    }

    fn make(&mut self, next: Move) -> Result<Move, Need> {
        match next {
            Move::Reach(node) => self.reach(node),
            Move::Run(node) => self.run_node(node),
            Move::Onward => Ok(self.choose_edge()),
            Move::Return => Ok(self.return_from_canvas()),
            Move::Fail(reasons) => Ok(self.fail(&reasons)),
            Move::Wait => Ok(Move::Wait),
        }
    }

    /// The canvas of a frame; `None` when the program does not hold it.
    fn canvas_of(&self, frame: &Frame) -> Option<&'a Canvas> {
        self.program.canvases.get(&frame.component).map(AsRef::as_ref)
    }

    fn mini_app(&self, component: &str) -> Option<&'a MiniApp> {
        self.program.mini_apps.get(component).map(AsRef::as_ref)
    }

    /// The next answer that is there, when it is an understanding.
    fn understood(&mut self) -> Option<&'a Understanding> {
        match self.answers.next()? {
            Answer::Understood(understanding) => Some(understanding),
            _ => None,
        }
    }

    fn finish(self, input: &Input, answers: &[Answer]) -> Step {
        let (time, unused) = (self.now, self.answers.len());
        let (dialog, events, turn) = self.into_turn();
        let used = answers.get(..answers.len() - unused).unwrap_or(answers);
        let input = start::clipped(input);
        let entry = Entry { step: turn.step, time, input, answers: used.to_vec(), events, turn };
        Step { dialog, entry }
    }
}

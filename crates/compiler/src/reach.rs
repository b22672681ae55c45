//! Which flows an application reaches, in which order they are compiled, and where they reach themselves.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use crate::outline::Outline;
use crate::source::Source;

/// The most cycles that are told apart; one is enough to stop a deployment.
const MOST_CYCLES: usize = 100;

/// A flow that reaches itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The component ids on the way, the application first.
    pub trace: Vec<String>,
    /// The component, also in the trace, that the last of them uses.
    pub back_to: String,
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trace: Vec<_> = self.trace.iter().map(|id| format!("'{id}'")).collect();
        let (trace, back_to) = (trace.join(", "), &self.back_to);
        write!(f, "Found cycle use of a Flow in the application (use trace: [{trace}] -> {back_to}).")
    }
}

/// Everything reached from the root.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    /// The documents, by component id.
    pub(crate) outlines: BTreeMap<String, Arc<Outline>>,
    /// In the order in which they are met: the root, then flows in document order.
    pub(crate) met: Vec<String>,
    /// Each after all that it uses.
    pub(crate) bottom_up: Vec<String>,
    /// The cycles; the last of each trace is the unit that closes it.
    pub(crate) cycles: Vec<Cycle>,
    /// Pairs of a unit and a flow that it must not enter, because that would close a cycle.
    pub(crate) closing: HashSet<(String, String)>,
}

impl Reach {
    /// Walks from the root. `read` gives the outline of a unit, from a cache or by reading it.
    pub(crate) fn from(source: &Source, mut read: impl FnMut(&str) -> Option<Arc<Outline>>) -> Self {
        let mut reach = Self::default();
        let mut on_path: HashMap<String, bool> = HashMap::new();
        let mut stack: Vec<(String, Arc<Outline>, usize)> = Vec::new();
        if let Some(outline) = read(&source.root) {
            reach.enter(&source.root, outline, &mut on_path, &mut stack);
        }
        while let Some((unit, outline, next)) = stack.pop() {
            let Some(flow) = outline.flows.get(next) else {
                on_path.insert(unit.clone(), false);
                reach.bottom_up.push(unit);
                continue;
            };
            stack.push((unit.clone(), Arc::clone(&outline), next + 1));
            match on_path.get(flow) {
                Some(true) => {
                    reach.closing.insert((unit, flow.clone()));
                    if reach.cycles.len() < MOST_CYCLES {
                        let trace = stack.iter().map(|(unit, ..)| unit.clone()).collect();
                        reach.cycles.push(Cycle { trace, back_to: flow.clone() });
                    }
                }
                Some(false) => {}
                None => {
                    if let Some(outline) = read(flow) {
                        reach.enter(flow, outline, &mut on_path, &mut stack);
                    }
                }
            }
        }
        reach
    }

    fn enter(
        &mut self,
        unit: &str,
        outline: Arc<Outline>,
        on_path: &mut HashMap<String, bool>,
        stack: &mut Vec<(String, Arc<Outline>, usize)>,
    ) {
        on_path.insert(unit.to_owned(), true);
        self.met.push(unit.to_owned());
        self.outlines.insert(unit.to_owned(), Arc::clone(&outline));
        stack.push((unit.to_owned(), outline, 0));
    }

    /// Reads everything anew.
    pub(crate) fn of(source: &Source) -> Self {
        Self::from(source, |unit| source.units.get(unit).map(|unit| Arc::new(Outline::read(unit))))
    }
}

/// The first cycle there is, if a flow reaches itself, also through handlers.
#[must_use]
pub fn find_cycle(source: &Source) -> Option<Cycle> {
    Reach::of(source).cycles.into_iter().next()
}

/// The component ids of all flows the root uses, also through other flows and through handlers, in the order in
/// which they are met. Those that do not exist are left out.
#[must_use]
pub fn flows_used(source: &Source) -> Vec<String> {
    Reach::of(source).met.into_iter().skip(1).collect()
}

/// The component ids of all miniApps the root uses, also in its flows and in handlers, in the order in which they
/// are met, including those that do not exist.
#[must_use]
pub fn mini_apps_used(source: &Source) -> Vec<String> {
    mini_apps_of(source, &Reach::of(source))
}

pub(crate) fn mini_apps_of(source: &Source, reach: &Reach) -> Vec<String> {
    let mut seen = HashSet::new();
    let of_canvases = reach.met.iter().filter_map(|unit| reach.outlines.get(unit));
    let of_handlers = source
        .dialog_end_handlers
        .iter()
        .filter_map(|handler| handler.handler.as_ref())
        .map(|component| &component.component_id)
        .filter(|id| matches!(crate::outline::kind_of(id), baton_model::ids::ComponentKind::MiniApp(_)));
    of_canvases
        .flat_map(|outline| &outline.mini_apps)
        .chain(of_handlers)
        .filter(|id| seen.insert(id.as_str()))
        .cloned()
        .collect()
}

//! Which fields are defined where: on all ways to a node, on some, or on none. A forward analysis over the graph;
//! what a flow gives is known from its own analysis, since flows are compiled first.
//!
//! For each node and field two things are asked: can it be defined when the node is reached, and can it be
//! undefined? Fields are worked on in groups of 512, so memory stays small however many there are.

mod effects;
mod facts;
mod fields;
mod solve;
mod uses;

use std::collections::HashSet;

use baton_model::codes::Code;

use crate::analyses::undefined;
use crate::canvas::Canvas;
use crate::report::{At, Report};
use crate::scope::Given;
use crate::texts::Spot;

use fields::Fields;
use solve::State;
use uses::Use;

/// What the analysis found out.
#[derive(Debug, Default)]
pub(crate) struct DataFlow {
    /// Inputs whose plain text is the name of a field that is available: node and name.
    pub(crate) named: HashSet<(usize, String)>,
    /// How surely the canvas gives each of its declared outputs, in their order.
    pub(crate) outputs: Vec<Given>,
}

/// Follows the fields through the canvas and reports what is used before it is defined. `leads_on` are the nodes
/// with edges of which one always holds.
pub(crate) fn check(canvas: &Canvas<'_>, leads_on: &HashSet<usize>, report: &mut Report<'_>) -> DataFlow {
    let mut fields = Fields::default();
    let uses = uses::of(canvas, &mut fields);
    let outputs: Vec<usize> = canvas.unit.output_fields.iter().map(|name| fields.add(name)).collect();
    let effects = effects::of(canvas, &fields);
    let facts = facts::of(canvas, &fields);
    let mut found = DataFlow::default();
    let Some(solved) = solve::solve(canvas, &fields, &effects, &facts, &uses, &outputs, leads_on) else {
        let message = "The ways through this canvas are too many for its fields to be followed, so problems with fields are not found; split it into flows.";
        report.raise(Code::FieldsNotFollowed, At::canvas(), message);
        let named = uses.iter().filter(|used| used.by_name);
        found.named = named.map(|used| (used.text.node, used.name.as_ref().to_owned())).collect();
        found.outputs = vec![Given::Sometimes; outputs.len()];
        return found;
    };
    let mut told = HashSet::new();
    for (used, state) in uses.iter().zip(&solved.at_uses) {
        let Some(state) = state else { continue };
        judge(canvas, used, *state, &mut told, &mut found, report);
    }
    found.outputs = solved.at_end.iter().map(|state| given(*state)).collect();
    for (name, given) in canvas.unit.output_fields.iter().zip(&found.outputs) {
        if *given == Given::Never && !canvas.graph.roots.is_empty() {
            let message =
                format!("Nothing sets the output '{name}' of '{}'; set it or remove it.", canvas.unit.name);
            report.raise(
                Code::FlowOutputNeverSet,
                At::canvas().field(name).location("output_fields"),
                message,
            );
        }
    }
    found
}

fn given(state: State) -> Given {
    match (state.defined, state.undefined) {
        (false, true) => Given::Never,
        (true, true) => Given::Sometimes,
        // Also where the canvas never ends by itself: nobody waits for its outputs then.
        _ => Given::Always,
    }
}

fn judge<'a>(
    canvas: &Canvas<'_>,
    used: &Use<'a>,
    state: State,
    told: &mut HashSet<(usize, &'a str)>,
    found: &mut DataFlow,
    report: &mut Report<'_>,
) {
    let (name, whose) = (used.name.as_ref(), canvas.called(used.text.node));
    if used.by_name && state.defined {
        found.named.insert((used.text.node, name.to_owned()));
    }
    let is_condition = matches!(used.text.spot, Spot::Field(..));
    if !state.defined && is_condition {
        let message = format!(
            "A condition after '{whose}' looks at the field '{name}', which nothing before it defines; set it first or correct the name."
        );
        report.raise(Code::ConditionOnUndefinedField, used.text.at().field(name), message);
    } else if !state.defined {
        undefined::raise(name, &format!("'{whose}'"), used.text.at(), report);
    } else if state.undefined && !used.asks_whether && told.insert((used.text.node, used.key)) {
        let message = format!(
            "The field '{name}' is not defined on every way to '{whose}'; where it is not, it is empty."
        );
        report.raise(Code::FieldNotAlwaysDefined, used.text.at().field(name), message);
    }
}

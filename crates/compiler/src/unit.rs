//! Compiles one canvas: every analysis in turn, then what runs, then what its users need to know.

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_model::{Problem, Template, program};

use crate::analyses::{
    components, contradictions, edges, field_names, flow_fields, loops, mini_app_models, numbers, outputs,
    patterns, shadowed, structure, transfer, unused, variables,
};
use crate::canvas::{Canvas, Role};
use crate::data_flow;
use crate::lower::{self, Handlers};
use crate::outline::Outline;
use crate::report::Report;
use crate::scope::{Scope, Summary, produced};
use crate::source::Unit;

/// A unit, compiled.
#[derive(Debug)]
pub(crate) struct CompiledUnit {
    /// What runs, when there is a node to begin at.
    pub(crate) canvas: Option<Arc<program::Canvas>>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) summary: Arc<Summary>,
    /// The variables that its values read.
    pub(crate) variables: BTreeSet<String>,
}

pub(crate) fn compile(
    scope: &Scope<'_>,
    unit: &Unit,
    outline: &Outline,
    handlers: &Handlers,
) -> CompiledUnit {
    let mut report = Report::new(&unit.canvas_id, &outline.content);
    let roles = components::roles(scope, unit, outline, &mut report);
    let canvas = Canvas::new(scope, unit, outline, roles);
    structure::check(&canvas, outline, &mut report);
    edges::check(&canvas, &mut report);
    numbers::check(&canvas, &mut report);
    patterns::check(&canvas, &mut report);
    let possible = contradictions::check(&canvas, &mut report);
    let leads_on = shadowed::check(&canvas, &possible, &mut report);
    field_names::check(&canvas, &mut report);
    outputs::check(&canvas, &mut report);
    flow_fields::check(&canvas, &mut report);
    transfer::check(&canvas, &mut report);
    variables::check(&canvas, &mut report);
    mini_app_models::check(&canvas, &mut report);
    loops::check(&canvas, &mut report);
    unused::check(&canvas, &mut report);
    let data_flow = data_flow::check(&canvas, &leads_on, &mut report);
    let lowered =
        lower::canvas(&canvas, handlers, &|node, name| data_flow.named.contains(&(node, name.to_owned())));
    let summary = Summary {
        name: unit.name.clone(),
        inputs: unit.input_fields.clone(),
        outputs: unit.output_fields.iter().cloned().zip(data_flow.outputs).collect(),
        sets_globals: sets_globals(&canvas),
        entered: lowered.is_some(),
        acts: acts(&canvas),
    };
    CompiledUnit {
        canvas: lowered,
        problems: report.into_problems(),
        summary: Arc::new(summary),
        variables: variables(&canvas),
    }
}

/// The global fields that the canvas, or a flow within it, can set.
fn sets_globals(canvas: &Canvas<'_>) -> BTreeSet<String> {
    let within = canvas.roles.iter().filter_map(|role| match role {
        Role::Flow(flow) => Some(&flow.sets_globals),
        _ => None,
    });
    let own = produced(canvas.content).filter(|name| canvas.scope.globals.contains(*name));
    within.flatten().cloned().chain(own.map(str::to_owned)).collect()
}

/// Something is said, asked or changed in the canvas.
fn acts(canvas: &Canvas<'_>) -> bool {
    canvas.roles.iter().any(|role| match role {
        Role::MiniApp(app) => app.mini_app.is_some(),
        Role::Flow(flow) => flow.acts,
        Role::SetField => true,
        _ => false,
    })
}

/// The variables that the canvas's values read.
fn variables(canvas: &Canvas<'_>) -> BTreeSet<String> {
    let of_nodes = canvas.content.nodes.iter().flat_map(|node| {
        let settings = &node.configuration;
        let inputs = settings.input_fields.iter().map(|(_, text)| text);
        inputs.chain(settings.extra_fields.iter().map(|extra| &extra.value))
    });
    let of_edges =
        canvas.content.edges.iter().flat_map(|edge| &edge.conditions).map(|condition| &condition.value);
    of_nodes
        .chain(of_edges)
        .filter(|text| text.contains("ocpvars:"))
        .flat_map(|text| Template::parse(text).variables().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

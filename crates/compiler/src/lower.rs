//! A canvas becomes what runs. What is wrong was reported before; here it is passed by: a node that can't run only
//! leads on, an edge that can't be tried is left out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use baton_model::canvas::{Comparison, Configuration, Node};
use baton_model::fields::{is_biometric_result, is_built_in};
use baton_model::program::{self, Assignment, AssignmentKind, Input, Join, NodeKind, Operator, Subdialog};
use baton_model::template::{FieldPath, Template};
use serde::Serialize;

use crate::canvas::{Canvas, Role};

/// The handlers of a canvas that can run. What they name lies in other canvases too, so they are looked at beforehand.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Handlers {
    pub(crate) errors: Vec<program::ErrorHandler>,
    pub(crate) repeats: Vec<program::RepeatHandler>,
}

/// Makes the program's canvas, when there is a node to begin at. `is_field` says whether a plain text that stands
/// as an input of a node is the name of a field that is available there.
pub(crate) fn canvas(
    canvas: &Canvas<'_>,
    handlers: &Handlers,
    is_field: &dyn Fn(usize, &str) -> bool,
) -> Option<Arc<program::Canvas>> {
    let root = *canvas.graph.roots.first()?;
    let mut place = HashMap::new();
    for (at, ..) in canvas.nodes() {
        place.insert(at, place.len());
    }
    let nodes = canvas.nodes().map(|(at, node, role)| program::Node {
        id: node.node_id.clone(),
        title: node.title.clone(),
        kind: kind(node, role, &|name| is_field(at, name)),
        edges: edges(canvas, at, &place),
    });
    Some(Arc::new(program::Canvas {
        component_id: canvas.unit.component_id.clone(),
        canvas_id: canvas.unit.canvas_id.clone(),
        name: canvas.unit.name.clone(),
        inputs: canvas.unit.input_fields.clone(),
        outputs: canvas.unit.output_fields.clone(),
        nodes: nodes.collect(),
        root: place.get(&root).copied()?,
        error_handlers: handlers.errors.clone(),
        repeat_handlers: handlers.repeats.clone(),
    }))
}

fn kind(node: &Node, role: &Role, is_field: &dyn Fn(&str) -> bool) -> NodeKind {
    let settings = &node.configuration;
    match role {
        Role::MiniApp(app) if app.mini_app.is_some() => {
            NodeKind::MiniApp(subdialog(&node.component_id, settings, is_field))
        }
        Role::Flow(flow) if flow.entered => NodeKind::Flow(subdialog(&node.component_id, settings, is_field)),
        Role::MiniApp(_) | Role::Flow(_) | Role::Condition | Role::Unknown => NodeKind::Condition,
        Role::SetField => NodeKind::SetField(settings.extra_fields.iter().filter_map(assignment).collect()),
        Role::Transfer => NodeKind::Transfer {
            destination: extra(settings, "destination").unwrap_or_default(),
            reason: extra(settings, "reason"),
            attached: inputs(settings, is_field),
        },
        Role::Exit => NodeKind::Exit { reason: extra(settings, "reason") },
    }
}

/// A miniApp or a flow with what goes in and comes out.
pub(crate) fn subdialog(
    component: &str,
    settings: &Configuration,
    is_field: &dyn Fn(&str) -> bool,
) -> Subdialog {
    let mut names = HashSet::new();
    let outputs = settings.output_fields.iter().filter(|output| {
        !crate::analyses::field_names::forbidden(&output.local_name) && names.insert(&output.local_name)
    });
    Subdialog {
        component: component.to_owned(),
        inputs: inputs(settings, is_field),
        outputs: outputs
            .map(|output| program::Output {
                from: output.miniapp_name.clone(),
                field: output.local_name.clone(),
                optional: output.optional,
            })
            .collect(),
        reset_on_intent: settings.reset_on_intent,
        log_inputs: settings.log_inputs.clone(),
        log_outputs: settings.log_outputs.clone(),
    }
}

pub(crate) fn inputs(settings: &Configuration, is_field: &dyn Fn(&str) -> bool) -> Vec<Input> {
    let of =
        |(name, text): &(String, String)| Input { name: name.clone(), value: input_value(text, is_field) };
    settings.input_fields.iter().map(of).collect()
}

/// A text without places to fill that is exactly the name of an available field is that field.
fn input_value(text: &str, is_field: &dyn Fn(&str) -> bool) -> Template {
    if text.contains("{{") {
        return Template::parse(text);
    }
    let given = is_built_in(text) || is_biometric_result(text) || is_field(text);
    match given && !text.is_empty() {
        true => Template::field(FieldPath { name: text.to_owned(), path: Vec::new() }),
        false => Template::literal(text),
    }
}

/// The value of `destination` or `reason`.
pub(crate) fn extra(settings: &Configuration, name: &str) -> Option<Template> {
    let given = settings.extra_fields.iter().find(|extra| extra.field.eq_ignore_ascii_case(name))?;
    Some(Template::parse(given.value.trim())).filter(|value| !value.is_empty())
}

/// What an assignment does; `None` when its operator is not known.
pub(crate) fn assignment_kind(operator: &str) -> Option<AssignmentKind> {
    Some(match operator {
        "" | "EQUAL" => AssignmentKind::Equal,
        "INCREMENT" => AssignmentKind::Increment,
        "DECREMENT" => AssignmentKind::Decrement,
        _ => return None,
    })
}

fn assignment(step: &Comparison) -> Option<Assignment> {
    let kind = assignment_kind(&step.operator)?;
    let FieldPath { name, path } = field_path(&step.field);
    if crate::analyses::field_names::forbidden(&name) || !path.is_empty() {
        return None;
    }
    Some(Assignment { field: name, kind, value: Template::parse(&step.value) })
}

/// A field as conditions and assignments name it; `{{name}}` is taken as `name`.
pub(crate) fn field_path(text: &str) -> FieldPath {
    let text = text.trim();
    let inside = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}")).unwrap_or(text);
    FieldPath::parse(inside)
}

fn edges(canvas: &Canvas<'_>, node: usize, place: &HashMap<usize, usize>) -> Vec<program::Edge> {
    let mut read = Vec::new();
    for (at, target) in canvas.graph.edges(node) {
        let Some((edge, &target)) = canvas.content.edges.get(at).zip(place.get(&target)) else { continue };
        let Some(join) = join(&edge.condition_operator) else { continue };
        let conditions = edge.conditions.iter().map(|condition| {
            Some(program::Condition {
                field: field_path(&condition.field),
                operator: Operator::parse(&condition.operator)?,
                value: Template::parse(&condition.value),
            })
        });
        if let Some(conditions) = conditions.collect() {
            read.push(program::Edge { id: edge.id.clone(), target, join, conditions });
        }
    }
    read
}

/// How the conditions of an edge are joined; `None` when the word is not known.
pub(crate) fn join(word: &str) -> Option<Join> {
    match word.to_ascii_uppercase().as_str() {
        "" | "AND" => Some(Join::And),
        "OR" => Some(Join::Or),
        _ => None,
    }
}

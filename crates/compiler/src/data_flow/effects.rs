//! What running a node does to fields.

use std::collections::HashMap;

use baton_model::canvas::Node;
use baton_model::program::AssignmentKind;

use super::fields::Fields;
use crate::canvas::{Canvas, Role};
use crate::lower;
use crate::scope::{Given, Summary};

/// What a node does to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// It is defined afterwards.
    Define,
    /// It may be defined afterwards, and may not.
    Open,
    /// It may have become defined; else it is as it was.
    MayDefine,
    /// It is not defined, unless it was already and the node was skipped.
    MayDrop,
    /// It is not defined afterwards.
    Drop,
}

/// All effects, ordered by node.
#[derive(Default)]
pub(super) struct Effects {
    /// Node, field, effect.
    pub(super) all: Vec<(usize, usize, Effect)>,
    /// Nodes after which the canvas can go back to a node that produces a dropped field, by no edge.
    pub(super) jumps_from: Vec<usize>,
    /// The nodes it can go back to.
    pub(super) jumps_to: Vec<usize>,
}

pub(super) fn of(canvas: &Canvas<'_>, fields: &Fields) -> Effects {
    let mut effects = Effects::default();
    let mut globals: HashMap<*const Summary, Vec<usize>> = HashMap::new();
    for (node, written, role) in canvas.nodes() {
        match role {
            Role::SetField => set_field(node, written, fields, &mut effects),
            Role::MiniApp(_) | Role::Unknown => {
                outputs(node, written, fields, &mut effects, |_| Given::Always)
            }
            Role::Flow(flow) => {
                let of = |name: &str| {
                    let given = flow.outputs.iter().find(|(output, _)| output == name);
                    given.map_or(Given::Always, |(_, given)| *given)
                };
                let sets = globals.entry(std::sync::Arc::as_ptr(flow)).or_insert_with(|| {
                    flow.sets_globals.iter().filter_map(|name| fields.find(name)).collect()
                });
                effects.all.extend(sets.iter().map(|field| (node, *field, Effect::MayDefine)));
                outputs(node, written, fields, &mut effects, of);
            }
            _ => {}
        }
    }
    jumps(canvas, &mut effects);
    effects
}

fn outputs(
    node: usize,
    written: &Node,
    fields: &Fields,
    effects: &mut Effects,
    given: impl Fn(&str) -> Given,
) {
    for output in &written.configuration.output_fields {
        let Some(field) = fields.find(&output.local_name) else { continue };
        let effect = match given(&output.miniapp_name) {
            Given::Never => Effect::MayDrop,
            Given::Always if !output.optional => Effect::Define,
            _ => Effect::Open,
        };
        effects.all.push((node, field, effect));
    }
}

fn set_field(node: usize, written: &Node, fields: &Fields, effects: &mut Effects) {
    for step in &written.configuration.extra_fields {
        let Some(field) = fields.find(&lower::field_path(&step.field).name) else { continue };
        let effect = match lower::assignment_kind(&step.operator) {
            Some(AssignmentKind::Equal) if step.value.is_empty() => Effect::Drop,
            Some(_) => Effect::Define,
            None => continue,
        };
        effects.all.push((node, field, effect));
    }
}

/// Dropping a field that a node produces leads back to that node, though no edge is drawn.
fn jumps(canvas: &Canvas<'_>, effects: &mut Effects) {
    let mut dropped = std::collections::HashSet::new();
    for (node, written, role) in canvas.nodes() {
        let Role::SetField = role else { continue };
        let drops = written.configuration.extra_fields.iter().filter(|step| step.value.is_empty());
        let before = dropped.len();
        dropped.extend(drops.map(|step| step.field.trim()));
        if dropped.len() > before {
            effects.jumps_from.push(node);
        }
    }
    let repeated =
        canvas.unit.repeat_handlers.iter().flat_map(|handler| handler.drop_fields.iter().flatten());
    dropped.extend(repeated.map(String::as_str));
    let asked_again = !canvas.unit.repeat_handlers.is_empty();
    for (node, written, role) in canvas.nodes() {
        let (Role::MiniApp(_) | Role::Flow(_)) = role else { continue };
        let settings = &written.configuration;
        let resets = settings.reset_on_intent;
        if asked_again {
            effects.jumps_from.push(node);
        }
        if resets || settings.output_fields.iter().any(|output| dropped.contains(output.local_name.as_str()))
        {
            effects.jumps_to.push(node);
        }
    }
}

//! What all canvases of an application share while it is compiled.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use baton_model::canvas::Content;
use baton_model::fields::{self, Sensitivity};
use serde::Serialize;

use crate::mini_apps::Built;
use crate::outline::{NodeType, Outline};
use crate::reach::Reach;
use crate::sensitive;
use crate::source::{Source, Unit};

/// How surely a flow gives one of its outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Given {
    Always,
    Sometimes,
    Never,
}

/// What the users of a flow need to know about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Summary {
    pub(crate) name: String,
    pub(crate) inputs: Vec<String>,
    pub(crate) outputs: Vec<(String, Given)>,
    /// The global fields that it, or a flow within it, can set.
    pub(crate) sets_globals: BTreeSet<String>,
    /// It has a node to begin at.
    pub(crate) entered: bool,
    /// Something is said, asked or changed in it.
    pub(crate) acts: bool,
}

/// What is known before the first canvas is compiled, and what is learned from one to the next.
pub(crate) struct Scope<'a> {
    pub(crate) source: &'a Source,
    pub(crate) reach: &'a Reach,
    pub(crate) mini_apps: BTreeMap<String, Arc<Built>>,
    pub(crate) summaries: BTreeMap<String, Arc<Summary>>,
    /// Declared global fields, and all sensitive ones.
    pub(crate) globals: BTreeSet<String>,
    /// Declared sensitive fields, and the outputs of sensitive miniApps.
    pub(crate) sensitive: BTreeMap<String, Sensitivity>,
    /// For each unit, every name that a node gives or sets.
    produced: BTreeMap<&'a str, HashSet<&'a str>>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(source: &'a Source, reach: &'a Reach, mini_apps: BTreeMap<String, Arc<Built>>) -> Self {
        let sensitive = sensitive::collect(source, reach, |component| {
            mini_apps.get(component).and_then(|app| app.sensitivity)
        });
        let globals = source.global_fields.iter().chain(sensitive.keys()).cloned().collect();
        let produced = reach
            .outlines
            .iter()
            .map(|(unit, outline)| (unit.as_str(), produced(&outline.content).collect()))
            .collect();
        Self { source, reach, mini_apps, summaries: BTreeMap::new(), globals, sensitive, produced }
    }

    pub(crate) fn is_root(&self, unit: &Unit) -> bool {
        unit.component_id == self.source.root
    }

    /// Fields that are there when a canvas begins: its inputs, the globals, what the platform gives, and in the
    /// root the attached data.
    pub(crate) fn defined_at_start(&self, unit: &Unit, name: &str) -> bool {
        fields::is_built_in(name)
            || fields::is_reserved(name)
            || self.globals.contains(name)
            || unit.input_fields.iter().any(|input| input == name)
            || (self.is_root(unit) && self.source.attached_data.contains_key(name))
    }
}

impl Scope<'_> {
    /// True when something on the canvas, or before it, can define the field.
    pub(crate) fn knows(&self, unit: &Unit, name: &str) -> bool {
        self.produces(unit, name) || self.defined_at_start(unit, name)
    }

    /// True when a node of the canvas gives or sets the field.
    pub(crate) fn produces(&self, unit: &Unit, name: &str) -> bool {
        self.produced.get(unit.component_id.as_str()).is_some_and(|names| names.contains(name))
    }
}

/// A field as an author can choose it from a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AvailableField {
    /// Its name.
    pub name: String,
    /// It can be read but not set.
    pub readonly: bool,
}

/// The fields that can be used on a canvas: built-in ones first, then the canvas's inputs, global fields, attached
/// data (of the application), and what its nodes give and set, in document order.
#[must_use]
pub fn available_fields(source: &Source, unit: &str) -> Vec<AvailableField> {
    let Some(unit) = source.units.get(unit) else { return Vec::new() };
    let outline = Outline::read(unit);
    let mut list = List::default();
    list.add("Ani", false);
    list.add("Dnis", true);
    list.add("Locale", false);
    for name in fields::READ_ONLY {
        list.add(name, true);
    }
    if source.biometrics.is_some() {
        for name in fields::RESERVED.iter().filter(|name| fields::is_biometric_result(name)) {
            list.add(name, true);
        }
    }
    for name in &unit.input_fields {
        list.add(name, false);
    }
    for name in source.global_fields.iter().chain(source.field_sensitivity.keys()) {
        list.add(name, false);
    }
    if unit.component_id == source.root {
        for name in source.attached_data.keys() {
            list.add(name, false);
        }
    }
    for name in produced(&outline.content) {
        list.add(name, false);
    }
    list.fields
}

#[derive(Default)]
struct List {
    seen: HashSet<String>,
    fields: Vec<AvailableField>,
}

impl List {
    fn add(&mut self, name: &str, readonly: bool) {
        if !name.is_empty() && self.seen.insert(name.to_owned()) {
            self.fields.push(AvailableField { name: name.to_owned(), readonly });
        }
    }
}

/// The fields that the nodes of a canvas give and set, in document order; a name can come more than once.
pub(crate) fn produced(content: &Content) -> impl Iterator<Item = &str> {
    content.nodes.iter().flat_map(|node| {
        let kind = NodeType::parse(&node.kind);
        let sets = kind == Some(NodeType::SetField);
        let gives = matches!(kind, None | Some(NodeType::MiniApp | NodeType::Flow));
        let assigned = node.configuration.extra_fields.iter().filter(move |_| sets);
        let outputs = node.configuration.output_fields.iter().filter(move |_| gives);
        outputs.map(|output| output.local_name.as_str()).chain(assigned.map(|step| step.field.as_str()))
    })
}

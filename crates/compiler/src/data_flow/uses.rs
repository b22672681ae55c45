//! Where fields are read.

use std::borrow::Cow;
use std::collections::HashSet;

use baton_model::fields::{is_built_in, is_reserved};

use super::fields::Fields;
use crate::canvas::{Canvas, Role};
use crate::conditions::{Atom, Test};
use crate::texts::{Spot, Text, texts};

/// A place that reads a field.
pub(super) struct Use<'a> {
    pub(super) name: Cow<'a, str>,
    /// The text it was read from, to tell uses apart.
    pub(super) key: &'a str,
    pub(super) field: usize,
    pub(super) text: Text<'a>,
    /// It is asked whether the field is defined, so either is fine.
    pub(super) asks_whether: bool,
    /// A plain text that is the name of a field, not a template.
    pub(super) by_name: bool,
}

impl Use<'_> {
    /// Conditions are looked at when the node has run, everything else before.
    pub(super) fn is_after(&self) -> bool {
        matches!(self.text.spot, Spot::Field(..) | Spot::Value(..))
    }
}

/// Everything that is read on the canvas. What the platform gives is always there and left out.
pub(super) fn of<'a>(canvas: &'a Canvas<'_>, fields: &mut Fields) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    for text in texts(canvas) {
        if let Some(template) = text.template() {
            for path in template.fields() {
                add(&mut uses, fields, Cow::Owned(path.name.clone()), text, false, false);
            }
        } else if matches!(text.spot, Spot::Input(_)) && canvas.knows(text.text) {
            add(&mut uses, fields, Cow::Borrowed(text.text), text, false, true);
        }
    }
    for (node, ..) in canvas.nodes() {
        for (edge, _) in canvas.graph.edges(node) {
            let Some(written) = canvas.content.edges.get(edge) else { continue };
            for (index, condition) in written.conditions.iter().enumerate() {
                let Some(atom) = Atom::read(condition) else { continue };
                let text = Text { node, spot: Spot::Field(edge, index), text: &condition.field };
                let asks_whether = matches!(atom.test, Test::Defined | Test::Undefined);
                add(&mut uses, fields, Cow::Borrowed(atom.name()), text, asks_whether, false);
            }
        }
    }
    set_before(canvas, uses)
}

fn add<'a>(
    uses: &mut Vec<Use<'a>>,
    fields: &mut Fields,
    name: Cow<'a, str>,
    text: Text<'a>,
    asks_whether: bool,
    by_name: bool,
) {
    if is_built_in(&name) || is_reserved(&name) || name.is_empty() {
        return;
    }
    let field = fields.add(&name);
    uses.push(Use { name, key: text.text, field, text, asks_whether, by_name });
}

/// A Set Field goes step by step: what an earlier step of the same block set is there.
fn set_before<'a>(canvas: &Canvas<'_>, mut uses: Vec<Use<'a>>) -> Vec<Use<'a>> {
    let mut set = HashSet::new();
    for (node, written, role) in canvas.nodes() {
        if matches!(role, Role::SetField) {
            for (index, step) in written.configuration.extra_fields.iter().enumerate() {
                if !step.value.is_empty() {
                    set.insert((node, step.field.trim().to_owned(), index));
                }
            }
        }
    }
    if set.is_empty() {
        return uses;
    }
    let mut first = std::collections::HashMap::new();
    for (node, field, index) in set {
        let at = first.entry((node, field)).or_insert(index);
        *at = index.min(*at);
    }
    uses.retain(|used| match used.text.spot {
        Spot::Extra(index) => {
            first.get(&(used.text.node, used.name.as_ref().to_owned())).is_none_or(|set_at| *set_at >= index)
        }
        _ => true,
    });
    uses
}

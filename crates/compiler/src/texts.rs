//! Every text of a canvas that is filled in when it runs, and where it stands.

use baton_model::canvas::Node;
use baton_model::template::Template;

use crate::canvas::{Canvas, Role};
use crate::report::At;

/// Where in a node, or on which of its edges, a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot<'a> {
    /// The value of an input.
    Input(&'a str),
    /// The value of one of the `extra_fields`.
    Extra(usize),
    /// The value of a condition: the edge and the condition's place on it.
    Value(usize, usize),
    /// The field of a condition.
    Field(usize, usize),
}

/// A text and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) node: usize,
    pub(crate) spot: Spot<'a>,
    pub(crate) text: &'a str,
}

impl Text<'_> {
    pub(crate) fn at(&self) -> At {
        let at = At::node(self.node);
        match self.spot {
            Spot::Input(name) => at.location(format!("input_fields.{name}")),
            Spot::Extra(index) => at.location(format!("extra_fields.{index}")),
            Spot::Value(edge, index) | Spot::Field(edge, index) => {
                At::edge(edge).on_node(Some(self.node)).location(format!("conditions.{index}"))
            }
        }
    }

    /// The places to fill; nothing is read when there can't be any.
    pub(crate) fn template(&self) -> Option<Template> {
        self.text.contains("{{").then(|| Template::parse(self.text))
    }
}

/// The texts of all nodes and edges, without those that nothing looks at. A condition's field is not among them.
pub(crate) fn texts<'a>(canvas: &'a Canvas<'_>) -> impl Iterator<Item = Text<'a>> {
    canvas.nodes().flat_map(move |(at, node, role)| of_node(at, node, role).chain(of_edges(canvas, at)))
}

fn of_node<'a>(at: usize, node: &'a Node, role: &Role) -> impl Iterator<Item = Text<'a>> + use<'a> {
    let inputs = matches!(role, Role::MiniApp(_) | Role::Flow(_) | Role::Transfer | Role::Unknown);
    let extras = matches!(role, Role::SetField | Role::Transfer | Role::Exit);
    let settings = &node.configuration;
    let inputs = settings.input_fields.iter().filter(move |_| inputs);
    let extras = settings.extra_fields.iter().enumerate().filter(move |_| extras);
    inputs.map(move |(name, text)| Text { node: at, spot: Spot::Input(name), text }).chain(
        extras.map(move |(index, extra)| Text { node: at, spot: Spot::Extra(index), text: &extra.value }),
    )
}

fn of_edges<'a>(canvas: &'a Canvas<'_>, node: usize) -> impl Iterator<Item = Text<'a>> {
    canvas.graph.edges(node).flat_map(move |(edge, _)| {
        let conditions = canvas.content.edges.get(edge).map(|edge| edge.conditions.as_slice());
        conditions.unwrap_or_default().iter().enumerate().map(move |(index, condition)| Text {
            node,
            spot: Spot::Value(edge, index),
            text: &condition.value,
        })
    })
}

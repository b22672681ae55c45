//! A canvas under compilation: its document, its graph, and what each node turned out to be.

use std::sync::Arc;

use baton_model::canvas::{Content, Node};

use crate::graph::Graph;
use crate::mini_apps::Built;
use crate::outline::Outline;
use crate::scope::{Scope, Summary};
use crate::source::Unit;

/// What a node does, as far as it can be made out.
#[derive(Debug, Clone)]
pub(crate) enum Role {
    /// A miniApp that exists, whether or not its type can run.
    MiniApp(Arc<Built>),
    /// A flow that exists.
    Flow(Arc<Summary>),
    Condition,
    SetField,
    Transfer,
    Exit,
    /// Nothing that is known; reported, and passed by.
    Unknown,
}

/// What the analyses of one canvas look at.
pub(crate) struct Canvas<'a> {
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) unit: &'a Unit,
    pub(crate) content: &'a Content,
    pub(crate) graph: Graph,
    /// For each node.
    pub(crate) roles: Vec<Role>,
    /// The nodes that can be reached, each before those it leads to.
    pub(crate) order: Vec<usize>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(scope: &'a Scope<'a>, unit: &'a Unit, outline: &'a Outline, roles: Vec<Role>) -> Self {
        let graph = Graph::of(&outline.content);
        let order = graph.order(|node| !matches!(roles.get(node), Some(Role::Exit | Role::Transfer)));
        Self { scope, unit, content: &outline.content, graph, roles, order }
    }

    /// The nodes with their index and role, without those whose id stands on an earlier one.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (usize, &'a Node, &Role)> + '_ {
        self.content
            .nodes
            .iter()
            .zip(&self.roles)
            .enumerate()
            .filter(|(at, _)| !self.graph.duplicate.get(*at).copied().unwrap_or_default())
            .map(|(at, (node, role))| (at, node, role))
    }

    /// True when something on the canvas, or before it, can define the field.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.scope.knows(self.unit, name)
    }

    /// What a message calls a node.
    pub(crate) fn called(&self, node: usize) -> &'a str {
        match self.content.nodes.get(node) {
            Some(node) if !node.title.is_empty() => &node.title,
            Some(node) => &node.node_id,
            None => "",
        }
    }
}

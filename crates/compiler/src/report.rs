//! Where problems are gathered: in the order of nodes and edges, and never more than anybody can read.

use std::collections::BTreeMap;

use baton_model::Problem;
use baton_model::canvas::Content;
use baton_model::codes::Code;
use baton_model::problem::Place;

/// The most problems of one kind that one canvas reports. A document of megabytes can have one mistake in
/// every line; the first thousand say it.
const MOST_OF_A_KIND: usize = 1_000;

/// Where a problem is on the canvas that is being compiled; nothing given means the canvas as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct At {
    node: Option<usize>,
    edge: Option<usize>,
    field: Option<String>,
    location: Option<String>,
}

impl At {
    pub(crate) fn canvas() -> Self {
        Self::default()
    }

    pub(crate) fn node(index: usize) -> Self {
        Self { node: Some(index), ..Self::default() }
    }

    /// An edge, by its place in the document. The node is added by whoever reports: it is the one it leaves.
    pub(crate) fn edge(index: usize) -> Self {
        Self { edge: Some(index), ..Self::default() }
    }

    pub(crate) fn on_node(mut self, index: Option<usize>) -> Self {
        self.node = index;
        self
    }

    pub(crate) fn field(mut self, name: &str) -> Self {
        self.field = Some(name.to_owned());
        self
    }

    pub(crate) fn location(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }
}

/// The problems of one canvas.
pub(crate) struct Report<'a> {
    canvas_id: &'a str,
    content: &'a Content,
    found: Vec<(usize, usize, Problem)>,
    counts: BTreeMap<Code, usize>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(canvas_id: &'a str, content: &'a Content) -> Self {
        Self { canvas_id, content, found: Vec::new(), counts: BTreeMap::new() }
    }

    /// Says that something is wrong. Each code is raised in one place of the compiler.
    pub(crate) fn raise(&mut self, code: Code, at: At, message: impl Into<String>) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            return;
        }
        let node = at.node.and_then(|index| self.content.nodes.get(index));
        let edge = at.edge.and_then(|index| self.content.edges.get(index));
        let place = Place {
            canvas_id: Some(self.canvas_id.to_owned()),
            node_id: node.map(|node| node.node_id.clone()).or_else(|| edge.map(|edge| edge.source.clone())),
            edge_id: edge.map(|edge| edge.id.clone()),
            field: at.field,
            location: at.location,
        };
        let problem = Problem { severity: code.severity(), code, message: message.into(), place };
        let order = |index: Option<usize>| index.map_or(0, |index| index.saturating_add(1));
        self.found.push((order(at.node), order(at.edge), problem));
    }

    /// Everything found: first what is about the whole canvas, then node by node and edge by edge.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut found = self.found;
        found.sort_by_key(|(node, edge, _)| (*node, *edge));
        found.into_iter().map(|(_, _, problem)| problem).collect()
    }
}

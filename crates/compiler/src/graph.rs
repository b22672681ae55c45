//! The canvas as a graph of indexes: what leads where, where it begins, and what can be reached.

use std::collections::HashMap;

use baton_model::canvas::Content;

/// A canvas's nodes and edges by index. Edges that touch no node are left out; of nodes with one id the first counts.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// For each node the indexes of the edges that leave it, in document order.
    leaving: Vec<Vec<u32>>,
    /// For each edge the node it leaves and the node it reaches, when both are there.
    ends: Vec<Option<(u32, u32)>>,
    /// Nodes without an incoming edge from another node.
    pub(crate) roots: Vec<usize>,
    /// For each node, whether its id stands on an earlier node too.
    pub(crate) duplicate: Vec<bool>,
}

impl Graph {
    pub(crate) fn of(content: &Content) -> Self {
        let count = content.nodes.len();
        let mut index = HashMap::with_capacity(count);
        let mut duplicate = vec![false; count];
        for (at, node) in content.nodes.iter().enumerate() {
            if index.contains_key(node.node_id.as_str()) {
                duplicate[at] = true;
            } else {
                index.insert(node.node_id.as_str(), at);
            }
        }
        let mut leaving = vec![Vec::new(); count];
        let mut entered = vec![false; count];
        let mut ends = Vec::with_capacity(content.edges.len());
        for (at, edge) in content.edges.iter().enumerate() {
            let both = index.get(edge.source.as_str()).zip(index.get(edge.target.as_str()));
            if let Some((&source, &target)) = both {
                leaving[source].push(narrow(at));
                entered[target] |= source != target;
                ends.push(Some((narrow(source), narrow(target))));
            } else {
                ends.push(None);
            }
        }
        let roots = (0..count).filter(|&at| !entered[at] && !duplicate[at]).collect();
        Self { leaving, ends, roots, duplicate }
    }

    /// The edges that leave a node and where they lead, in document order.
    pub(crate) fn edges(&self, node: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.leaving.get(node).into_iter().flatten().filter_map(|&edge| {
            let (_, target) = (*self.ends.get(edge as usize)?)?;
            Some((edge as usize, target as usize))
        })
    }

    /// The node that an edge leaves and the one it reaches.
    pub(crate) fn ends(&self, edge: usize) -> Option<(usize, usize)> {
        self.ends.get(edge).copied().flatten().map(|(source, target)| (source as usize, target as usize))
    }

    pub(crate) fn len(&self) -> usize {
        self.leaving.len()
    }

    /// The nodes that can be reached from the roots, each before those it leads to except where the way goes
    /// back (reverse postorder). `goes_on` says whether anything follows a node.
    pub(crate) fn order(&self, goes_on: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        let mut done = Vec::with_capacity(self.len());
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for &root in self.roots.iter().rev() {
            if seen[root] {
                continue;
            }
            seen[root] = true;
            stack.push((root, 0));
            while let Some((node, next)) = stack.pop() {
                let leaving = self.leaving.get(node).filter(|_| goes_on(node));
                match leaving.and_then(|edges| edges.get(next)) {
                    Some(&edge) => {
                        stack.push((node, next + 1));
                        if let Some((_, target)) = self.ends(edge as usize)
                            && !seen[target]
                        {
                            seen[target] = true;
                            stack.push((target, 0));
                        }
                    }
                    None => done.push(node),
                }
            }
        }
        done.reverse();
        done
    }
}

/// Canvases hold at most 20,000 nodes and 100,000 edges, so an index fits.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

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
    index: HashMap<String, usize>,
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
        let index = index.into_iter().map(|(id, at)| (id.to_owned(), at)).collect();
        Self { leaving, ends, roots, duplicate, index }
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

    /// The node of an id.
    pub(crate) fn find(&self, node_id: &str) -> Option<usize> {
        self.index.get(node_id).copied()
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

impl Graph {
    /// The loops among some of the nodes: the largest sets in which every node leads to every other (Tarjan's
    /// strongly connected components, without recursion), of more than one node or of one that leads to itself.
    pub(crate) fn loops(&self, among: &[bool]) -> Vec<Vec<usize>> {
        const UNSEEN: usize = usize::MAX;
        let count = self.len();
        let (mut number, mut low) = (vec![UNSEEN; count], vec![0; count]);
        let (mut open, mut is_open) = (Vec::new(), vec![false; count]);
        let (mut next, mut loops) = (0, Vec::new());
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for start in (0..count).filter(|node| among[*node]) {
            if number[start] != UNSEEN {
                continue;
            }
            stack.push((start, 0));
            while let Some((node, at)) = stack.pop() {
                if at == 0 {
                    (number[node], low[node]) = (next, next);
                    next += 1;
                    open.push(node);
                    is_open[node] = true;
                }
                match self.leaving[node].get(at) {
                    Some(&edge) => {
                        stack.push((node, at + 1));
                        let Some((_, target)) = self.ends(edge as usize).filter(|(_, target)| among[*target])
                        else {
                            continue;
                        };
                        if number[target] == UNSEEN {
                            stack.push((target, 0));
                        } else if is_open[target] {
                            low[node] = low[node].min(number[target]);
                        }
                    }
                    None => {
                        if let Some((parent, _)) = stack.last() {
                            low[*parent] = low[*parent].min(low[node]);
                        }
                        if low[node] == number[node] {
                            let from = open.iter().rposition(|open| *open == node).unwrap_or_default();
                            let members = open.split_off(from);
                            for member in &members {
                                is_open[*member] = false;
                            }
                            if members.len() > 1 || self.edges(node).any(|(_, target)| target == node) {
                                loops.push(members);
                            }
                        }
                    }
                }
            }
        }
        loops
    }
}

/// Canvases hold at most 20,000 nodes and 100,000 edges, so an index fits.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

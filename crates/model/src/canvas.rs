//! The canvas as its author's client wrote it: typed where it matters, everything else kept by the document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::ids::{ComponentId, ComponentKind};
pub use crate::reading::Malformed;
use crate::reading::Reader;

/// The most nodes and the most edges a canvas may have.
pub const MOST_NODES: usize = 20_000;
/// See [`MOST_NODES`].
pub const MOST_EDGES: usize = 100_000;

/// A canvas, read for compiling. Reading never fails on unknown keys; see [`Content::parse`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// The blocks, in document order.
    pub nodes: Vec<Node>,
    /// The arrows, in document order: the order in which they are tried.
    pub edges: Vec<Edge>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// What the author calls it.
    pub title: String,
    /// Unique on the canvas.
    pub node_id: String,
    /// What it is an instance of.
    pub component_id: String,
    /// `miniApp`, `Flow`, `condition`, `set-field`, `transfer`, `exit`, as it was written.
    pub kind: String,
    /// Its settings.
    pub configuration: Configuration,
}

/// The settings of a block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Configuration {
    /// Drop the outputs when a new intent is captured.
    pub reset_on_intent: bool,
    /// What goes in: the component's name for it, and a template.
    pub input_fields: Vec<(String, String)>,
    /// What comes out.
    pub output_fields: Vec<OutputField>,
    /// Assignments of a `set-field`; `destination` and `reason` of a `transfer`.
    pub extra_fields: Vec<Comparison>,
    /// Fields that go to the call data record as key-values.
    pub log_inputs: Vec<String>,
    /// See `log_inputs`.
    pub log_outputs: Vec<String>,
}

/// What a block gives to the canvas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutputField {
    /// The component's name for it.
    pub miniapp_name: String,
    /// The field it becomes.
    pub local_name: String,
    /// The block may end without it.
    pub optional: bool,
}

/// A field, an operator and a value: a condition of an edge, or an assignment of a `set-field`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The field, with a path into its JSON.
    pub field: String,
    /// As it was written; empty when it was absent.
    pub operator: String,
    /// A template.
    pub value: String,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edge {
    /// Unique on the canvas.
    pub id: String,
    /// The node it leaves.
    pub source: String,
    /// The node it reaches.
    pub target: String,
    /// When it is taken; none makes it the default.
    pub conditions: Vec<Comparison>,
    /// `AND` or `OR`, as it was written; empty when it was absent.
    pub condition_operator: String,
}

impl Content {
    /// Reads `{"content": {"nodes": […], "edges": […]}}` (also the content alone).
    ///
    /// # Errors
    /// Every place that is not of the right shape, at most 100 of them. Unknown keys are no error.
    pub fn parse(document: &Value) -> Result<Self, Vec<Malformed>> {
        let mut reader = Reader::default();
        let content = match document.get("content") {
            Some(content) => content,
            None => document,
        };
        let mut read = Self::default();
        if let Some(content) = reader.object(content, "content") {
            for (path, node) in reader.items(content, "nodes", "content", MOST_NODES) {
                read.nodes.extend(reader.node(node, &path));
            }
            for (path, edge) in reader.items(content, "edges", "content", MOST_EDGES) {
                read.edges.extend(reader.edge(edge, &path));
            }
        }
        reader.finish(read)
    }

    /// The miniApps and flows on it, as its nodes name them, each once. Builtins are part of every canvas.
    #[must_use]
    pub fn components(&self) -> BTreeSet<&str> {
        self.nodes
            .iter()
            .map(|node| node.component_id.as_str())
            .filter(|id| is_shared_component(id))
            .collect()
    }
}

/// True for what can be the id of a flow or a miniApp: something that exists beside the canvas.
#[must_use]
pub fn is_shared_component(id: &str) -> bool {
    let kind = ComponentId::parse(id).map(|id| id.kind());
    matches!(kind, Ok(ComponentKind::Flow | ComponentKind::MiniApp(_)))
}

impl Reader {
    fn comparisons(&mut self, object: &Map<String, Value>, key: &str, parent: &str) -> Vec<Comparison> {
        let mut read = Vec::new();
        for (path, item) in self.items(object, key, parent, 1_000) {
            let Some(item) = self.object(item, &path) else { continue };
            read.push(Comparison {
                field: self.required(item, "field", &path),
                operator: self.text(item, "operator", &path),
                value: self.text(item, "value", &path),
            });
        }
        read
    }

    fn node(&mut self, value: &Value, path: &str) -> Option<Node> {
        let node = self.object(value, path)?;
        Some(Node {
            title: self.text(node, "title", path),
            node_id: self.required(node, "node_id", path),
            component_id: self.required(node, "component_id", path),
            kind: self.required(node, "type", path),
            configuration: self.configuration(node.get("configuration"), &format!("{path}.configuration")),
        })
    }

    pub(crate) fn configuration(&mut self, value: Option<&Value>, path: &str) -> Configuration {
        let Some(value) = value.filter(|value| !value.is_null()) else { return Configuration::default() };
        let Some(object) = self.object(value, path) else { return Configuration::default() };
        let log_path = format!("{path}.log_as_kvp");
        let log = object.get("log_as_kvp").and_then(Value::as_object);
        Configuration {
            reset_on_intent: self.flag(object, "reset_on_intent", path),
            input_fields: self.input_fields(object, path),
            output_fields: self.output_fields(object, path),
            extra_fields: self.comparisons(object, "extra_fields", path),
            log_inputs: log.map(|log| self.texts(log, "input_fields", &log_path)).unwrap_or_default(),
            log_outputs: log.map(|log| self.texts(log, "output_fields", &log_path)).unwrap_or_default(),
        }
    }

    fn input_fields(&mut self, object: &Map<String, Value>, parent: &str) -> Vec<(String, String)> {
        let path = format!("{parent}.input_fields");
        match object.get("input_fields") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Object(inputs)) => {
                inputs.keys().map(|name| (name.clone(), self.text(inputs, name, &path))).collect()
            }
            Some(Value::Array(items)) if items.is_empty() => Vec::new(),
            Some(_) => {
                self.wrong(&path, "Expected an object of names and values.");
                Vec::new()
            }
        }
    }

    fn output_fields(&mut self, object: &Map<String, Value>, parent: &str) -> Vec<OutputField> {
        if let Some(Value::Object(outputs)) = object.get("output_fields") {
            // The short form: {"flow output": "local field"}.
            let path = format!("{parent}.output_fields");
            return outputs
                .keys()
                .map(|name| OutputField {
                    miniapp_name: name.clone(),
                    local_name: self.text(outputs, name, &path),
                    optional: false,
                })
                .collect();
        }
        let mut read = Vec::new();
        for (path, item) in self.items(object, "output_fields", parent, 1_000) {
            let Some(item) = self.object(item, &path) else { continue };
            read.push(OutputField {
                miniapp_name: self.required(item, "miniapp_name", &path),
                local_name: self.required(item, "local_name", &path),
                optional: self.flag(item, "optional", &path),
            });
        }
        read
    }

    fn edge(&mut self, value: &Value, path: &str) -> Option<Edge> {
        let edge = self.object(value, path)?;
        Some(Edge {
            id: self.required(edge, "id", path),
            source: self.required(edge, "source", path),
            target: self.required(edge, "target", path),
            conditions: self.comparisons(edge, "conditions", path),
            condition_operator: self.text(edge, "condition_operator", path),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Content;

    #[test]
    fn a_canvas_is_read_whatever_else_it_holds() {
        let read = Content::parse(&json!({"name": "x", "content": {"zoom": 2, "nodes": [
            {"node_id": "1", "component_id": "u.n.Flows.orc.g", "type": "Flow", "x_value": 1.5,
             "configuration": {"input_fields": {"in": 4}, "output_fields": {"out": "local"}}}
        ], "edges": [{"id": "e", "source": "1", "target": "1", "conditions": null}]}}));
        let read = read.unwrap();
        assert_eq!(read.nodes[0].configuration.input_fields, [("in".to_owned(), "4".to_owned())]);
        assert_eq!(read.nodes[0].configuration.output_fields[0].local_name, "local");
        assert_eq!(read.edges[0].condition_operator, "");
    }

    #[test]
    fn every_malformed_place_is_named() {
        let malformed =
            Content::parse(&json!({"content": {"nodes": [{"title": []}, 3], "edges": {}}})).unwrap_err();
        let paths: Vec<_> = malformed.iter().map(|place| place.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "content.nodes.0.title",
                "content.nodes.0.node_id",
                "content.nodes.0.component_id",
                "content.nodes.0.type",
                "content.nodes.1",
                "content.edges",
            ]
        );
    }
}

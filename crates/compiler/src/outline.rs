//! A unit's document, read once, and the components it names.

use baton_model::ComponentId;
use baton_model::canvas::{Content, Malformed};
use baton_model::ids::ComponentKind;
use serde_json::Value;

use crate::source::Unit;

/// What a node is, by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeType {
    MiniApp,
    Flow,
    Condition,
    SetField,
    Transfer,
    Exit,
}

impl NodeType {
    /// Reads the type of a node or the name of a builtin: letter case and separators do not matter.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|letter| !"-_ ".contains(*letter))
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        Some(match plain.as_str() {
            "miniapp" => Self::MiniApp,
            "flow" => Self::Flow,
            "condition" => Self::Condition,
            "setfield" => Self::SetField,
            "transfer" => Self::Transfer,
            "exit" => Self::Exit,
            _ => return None,
        })
    }
}

/// A unit's document in a form to work on.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) content: Content,
    /// Why the document could not be read; the content is then empty.
    pub(crate) malformed: Vec<Malformed>,
    /// The flows it uses, each once: those of its nodes in document order, then those of its error handlers.
    pub(crate) flows: Vec<String>,
    /// How many of `flows` are those of nodes.
    node_flows: usize,
    /// The miniApps its nodes use, each once, in document order.
    pub(crate) mini_apps: Vec<String>,
}

impl Outline {
    pub(crate) fn read(unit: &Unit) -> Self {
        let mut outline = Self::default();
        if !unit.canvas.is_null() {
            match Content::parse(&unit.canvas) {
                Ok(content) => outline.content = content,
                Err(malformed) => outline.malformed = malformed,
            }
        }
        let mut seen = std::collections::HashSet::new();
        for node in &outline.content.nodes {
            if !seen.insert(node.component_id.as_str()) {
                continue;
            }
            match kind_of(&node.component_id) {
                ComponentKind::Flow => outline.flows.push(node.component_id.clone()),
                ComponentKind::MiniApp(_) => outline.mini_apps.push(node.component_id.clone()),
                _ => {}
            }
        }
        outline.node_flows = outline.flows.len();
        for handler in &unit.error_handlers {
            let Some(component) = handler.handler.as_ref() else { continue };
            if kind_of(&component.component_id) == ComponentKind::Flow && seen.insert(&component.component_id)
            {
                outline.flows.push(component.component_id.clone());
            }
        }
        outline
    }

    /// The flows its nodes use, without those that only handle errors.
    pub(crate) fn flows_of_nodes(&self) -> &[String] {
        self.flows.get(..self.node_flows).unwrap_or_default()
    }
}

/// What a component id names; `Unknown` also when it is no component id.
pub(crate) fn kind_of(component_id: &str) -> ComponentKind {
    ComponentId::parse(component_id).map_or(ComponentKind::Unknown, |id| id.kind())
}

/// The name within a component id, for messages.
pub(crate) fn name_of(component_id: &str) -> &str {
    component_id.split('.').nth(1).unwrap_or(component_id)
}

/// The inputs and outputs of a handler's component, read like those of a node.
pub(crate) fn handler_configuration(configuration: &Value) -> baton_model::canvas::Configuration {
    let node = serde_json::json!({
        "nodes": [{"node_id": "handler", "component_id": "handler", "type": "Flow", "configuration": configuration}]
    });
    Content::parse(&node)
        .ok()
        .and_then(|content| content.nodes.into_iter().next())
        .map(|node| node.configuration)
        .unwrap_or_default()
}

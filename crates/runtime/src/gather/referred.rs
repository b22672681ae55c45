//! The components that documents name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Component ids, each with the groups of the applications that name it.
#[derive(Default)]
pub(super) struct Referred(BTreeMap<String, BTreeSet<String>>);

impl Referred {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &BTreeSet<String>)> {
        self.0.iter()
    }

    /// Those of the nodes, whether or not the rest of the canvas can be read.
    pub(super) fn extend_from_canvas(&mut self, document: &Value, group: &str) {
        let content = document.get("content").unwrap_or(document);
        for node in items(content.get("nodes")) {
            self.add(node.get("component_id"), group);
        }
    }

    pub(super) fn extend_from_handlers(&mut self, handlers: &Value, group: &str) {
        for handler in items(Some(handlers)) {
            self.add(handler.get("handler").and_then(|component| component.get("component_id")), group);
        }
    }

    fn add(&mut self, id: Option<&Value>, group: &str) {
        if let Some(id) = id.and_then(Value::as_str).filter(|id| !id.is_empty()) {
            self.0.entry(id.to_owned()).or_default().insert(group.to_owned());
        }
    }
}

fn items(list: Option<&Value>) -> &[Value] {
    list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Referred;

    #[test]
    fn components_are_found_on_a_canvas_that_can_not_be_read_otherwise() {
        let mut referred = Referred::default();
        let canvas = json!({"content": {"nodes": [{"component_id": "a.b.Flows.orc.g"}, 7], "edges": "none"}});
        referred.extend_from_canvas(&canvas, "g");
        referred.extend_from_handlers(&json!([{"handler": {"component_id": "a.c.Flows.orc.g"}}, {}]), "h");
        let found: Vec<_> = referred.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(found, ["a.b.Flows.orc.g", "a.c.Flows.orc.g"]);
    }
}

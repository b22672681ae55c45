//! `/orchestrator/api/canvases/`

use serde_json::{Value, json};

use super::API;
use crate::support::{Client, GROUP};

mod at_once;
mod available_fields;
mod get;
mod problems;
mod put;
mod round_trip;

/// A new app, as it is shown.
pub async fn app(client: &Client, name: &str) -> Value {
    client.post(&format!("{API}/apps/"), json!({"name": name, "group": GROUP})).await.expect(201)
}

/// A new flow, as it is shown.
pub async fn flow(client: &Client, name: &str) -> Value {
    client.post(&format!("{API}/flows/"), json!({"name": name, "group": GROUP})).await.expect(201)
}

/// The path of its canvas.
pub fn canvas_of(application: &Value) -> String {
    format!("{API}/canvases/{}/", application["canvas"].as_str().unwrap())
}

/// A new miniApp's id.
pub async fn mini_app(client: &Client, name: &str, type_name: &str) -> String {
    crate::miniapps::create(client, name, type_name).await.0
}

/// A node without any settings.
pub fn node(id: &str, kind: &str, component_id: &str) -> Value {
    let configuration = json!({"input_fields": {}, "output_fields": [], "extra_fields": []});
    json!({"node_id": id, "title": id, "type": kind, "component_id": component_id, "configuration": configuration})
}

/// A node that runs a flow.
pub fn flow_node(id: &str, flow: &Value) -> Value {
    node(id, "Flow", flow["component_id"].as_str().unwrap())
}

/// A node that ends the dialog.
pub fn exit_node(id: &str) -> Value {
    node(id, "exit", &format!("u.exit.builtins.orc.{GROUP}"))
}

/// A node that sets a field.
pub fn set_field_node(id: &str, field: &str, value: &str) -> Value {
    let mut node = node(id, "set-field", &format!("u.set-field.builtins.orc.{GROUP}"));
    node["configuration"]["extra_fields"] = json!([{"field": field, "operator": "EQUAL", "value": value}]);
    node
}

/// Nodes one after the other.
pub fn line(nodes: &[Value]) -> Value {
    let edges: Vec<Value> = nodes
        .windows(2)
        .enumerate()
        .map(|(index, pair)| {
            json!({"id": format!("e{index}"), "source": pair[0]["node_id"], "target": pair[1]["node_id"], "conditions": []})
        })
        .collect();
    json!({"content": {"nodes": nodes, "edges": edges}})
}

/// The codes of problems.
pub fn codes(problems: &Value) -> Vec<&str> {
    problems.as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

//! `/orchestrator/api/apps/`

use baton_store::Saved;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Client, GROUP, Server};

mod attached_data;
mod bad_input;
mod create;
mod delete;
mod deploy;
mod fail_sources;
mod flows;
mod get;
mod life;
mod list;
mod miniapps;
mod permissions;
mod status;
mod update;
mod voice_biometric;
mod web_chat;

pub const APPS: &str = "/orchestrator/api/apps/";

/// An app in the group of the tests.
pub async fn app(client: &Client, name: &str) -> Value {
    client.post(APPS, json!({"name": name, "group": GROUP})).await.expect(201)
}

/// A miniApp in the group of the tests, which works as it stands: its id.
pub async fn mini_app(client: &Client, name: &str, type_name: &str) -> String {
    let new = json!({"name": name, "type": type_name, "group": GROUP});
    let new = client.post("/miniapps/api/apps", new).await.expect(201);
    new["miniAppId"].as_str().unwrap().to_owned()
}

/// A flow in the group of the tests.
pub async fn flow(client: &Client, name: &str) -> Value {
    client.post("/orchestrator/api/flows/", json!({"name": name, "group": GROUP})).await.expect(201)
}

/// The address of something of an app.
pub fn at(app: &Value, rest: &str) -> String {
    format!("{APPS}{}/{rest}", app["id"].as_str().unwrap())
}

pub fn id(app: &Value) -> Uuid {
    app["id"].as_str().unwrap().parse().unwrap()
}

/// Saves a canvas.
pub async fn draw(server: &Server, app: &Value, nodes: &[Value], edges: &[Value]) {
    let document = json!({"content": {"nodes": nodes, "edges": edges}}).to_string();
    let canvas = app["canvas"].as_str().unwrap().parse().unwrap();
    let saved = server.state.store.canvases().put(canvas, &document, None, server.state.now()).await.unwrap();
    assert!(matches!(saved, Saved::As(_)));
}

/// A node that says or asks what a miniApp does, and gives `<node>_out`.
pub fn says(node: &str, mini_app: &str) -> Value {
    let output = match mini_app.split('.').nth(2).unwrap() {
        "Announcement" => "AnnouncementResult",
        "Numeric" => "Numeric",
        "YesNo" => "YesNo",
        _ => "Intent",
    };
    json!({
        "node_id": node, "title": node, "type": "miniApp", "component_id": mini_app, "x_value": 1.0, "y_value": 2.0,
        "configuration": {"reset_on_intent": false, "input_fields": {}, "referents": [], "output_fields": [
            {"miniapp_name": output, "local_name": format!("{node}_out"), "optional": false, "locked": true}
        ]}
    })
}

/// A node that runs a flow.
pub fn runs(node: &str, flow: &Value) -> Value {
    json!({
        "node_id": node, "title": node, "type": "Flow", "component_id": flow["component_id"],
        "configuration": {"input_fields": {}, "output_fields": []}
    })
}

/// A node that ends the dialog.
pub fn ends(node: &str) -> Value {
    let component = format!("any.exit.builtins.orc.{GROUP}");
    json!({"node_id": node, "title": node, "type": "exit", "component_id": component, "configuration": {}})
}

/// An arrow without conditions.
pub fn arrow(from: &str, to: &str) -> Value {
    json!({"id": format!("{from}-{to}"), "source": from, "target": to, "conditions": [], "port": "out"})
}

/// Draws an app that says something and ends.
pub async fn draw_greeting(server: &Server, client: &Client, app: &Value) -> String {
    let hello = mini_app(client, &format!("hello_{}", app["name"].as_str().unwrap()), "Announcement").await;
    draw(server, app, &[says("hello", &hello), ends("bye")], &[arrow("hello", "bye")]).await;
    hello
}

//! `/orchestrator/api/apps/<app_id>/…-handlers/` and `/orchestrator/api/flows/<flow_id>/…-handlers/`

use serde_json::{Value, json};

use super::API;
use super::canvases::{app, canvas_of, exit_node, flow, line, node, set_field_node};
use crate::support::{Client, Server};

mod dialog_end;
mod errors;
mod repeats;

fn path(application: &Value, list: &str) -> String {
    let kind =
        if application["component_id"].as_str().unwrap().contains(".Flows.") { "flows" } else { "apps" };
    format!("{API}/{kind}/{}/{list}/", application["id"].as_str().unwrap())
}

/// An app that asks for a number and sets a field.
async fn app_with_question(client: &Client) -> (Value, String) {
    let app = app(client, "my_app").await;
    let question = super::canvases::mini_app(client, "Pin", "Numeric").await;
    let mut ask = node("1", "miniApp", &question);
    ask["configuration"]["output_fields"] =
        json!([{"miniapp_name": "Numeric", "local_name": "pin", "optional": false}]);
    client
        .put(&canvas_of(&app), line(&[ask, set_field_node("2", "done", "yes"), exit_node("3")]))
        .await
        .expect(200);
    (app, question)
}

/// A flow that can run.
async fn runnable_flow(client: &Client, name: &str) -> Value {
    let flow = flow(client, name).await;
    client.put(&canvas_of(&flow), line(&[exit_node("1")])).await.expect(200);
    flow
}

fn codes(refused: &Value, key: &str) -> Vec<String> {
    let errors = refused["errors"][key].as_array().unwrap_or_else(|| panic!("{refused}"));
    errors.iter().map(|error| error["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_list_is_empty_at_first_and_has_two_spellings() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    for list in ["error-handlers", "error_handlers", "repeat-handlers", "repeat_handlers"] {
        assert_eq!(ann.get(&path(&app, list)).await.expect(200), json!([]));
        assert_eq!(ann.get(&path(&flow, list)).await.expect(200), json!([]));
        assert_eq!(ann.put(&path(&flow, list), json!([])).await.expect(200), json!([]));
    }
    for list in ["dialog-end-handlers", "dialog_end_handlers"] {
        assert_eq!(ann.put(&path(&app, list), json!([])).await.expect(200), json!([]));
        ann.get(&path(&flow, list)).await.expect(404);
    }
    // Under `apps` there are apps only.
    let id = flow["id"].as_str().unwrap();
    ann.get(&format!("{API}/apps/{id}/error-handlers/")).await.expect(404);
}

#[tokio::test]
async fn a_list_that_is_not_well_formed_is_400_with_every_place() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    for list in ["error-handlers", "dialog-end-handlers", "repeat-handlers"] {
        let body = json!([{"error_types": "x", "error_sources": [1], "drop_fields": {}}, 7, {"handler": []}]);
        let refused = ann.put(&path(&app, list), body).await.expect(400);
        let paths: Vec<&str> = refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| place["path"].as_str().unwrap())
            .collect();
        assert_eq!(paths, ["0.error_types", "0.error_sources.0", "0.drop_fields", "1", "2.handler"]);
        for body in [json!({}), json!("x"), Value::Null] {
            ann.put(&path(&app, list), body).await.expect(400);
        }
        assert_eq!(ann.get(&path(&app, list)).await.expect(200), json!([]));
    }
}

#[tokio::test]
async fn only_who_may_edit_replaces_a_list() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let (viewer, stranger) = (server.viewer().await, server.stranger().await);
    for list in ["error-handlers", "dialog-end-handlers", "repeat-handlers"] {
        viewer.get(&path(&app, list)).await.expect(200);
        viewer.put(&path(&app, list), json!([])).await.expect(403);
        stranger.get(&path(&app, list)).await.expect(404);
        stranger.put(&path(&app, list), json!([])).await.expect(404);
        server.nobody().get(&path(&app, list)).await.expect(401);
    }
}

//! `…/error-handlers/`

use serde_json::{Value, json};

use super::{app, app_with_question, canvas_of, codes, line, path, runnable_flow};
use crate::orchestrator::API;
use crate::orchestrator::canvases::{flow, flow_node};
use crate::support::Server;

fn handler(flow: &Value) -> Value {
    json!({
        "name": flow["name"], "nodeType": "Flow", "component_id": flow["component_id"],
        "configuration": {"input_fields": {}, "output_fields": []}
    })
}

#[tokio::test]
async fn handlers_are_saved_as_they_came() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, question) = app_with_question(&ann).await;
    let sorry = runnable_flow(&ann, "sorry").await;
    let list = json!([
        {"error_types": ["NoInput", "MaxNoMatches"], "error_sources": [question], "handler": handler(&sorry), "x": [1]},
        {"error_types": [], "error_sources": ["Pin"], "handler": handler(&sorry)},
        {"error_types": [], "error_sources": [], "handler": handler(&sorry)},
        {"error_types": [], "error_sources": [], "handler": {"name": "", "nodeType": "", "component_id": ""}}
    ]);
    assert_eq!(ann.put(&path(&app, "error-handlers"), list.clone()).await.expect(200), list);
    assert_eq!(ann.get(&path(&app, "error-handlers")).await.expect(200), list);
}

#[tokio::test]
async fn what_can_not_work_is_refused_and_not_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, question) = app_with_question(&ann).await;
    let sorry = runnable_flow(&ann, "sorry").await;
    let list = json!([
        {"error_types": ["NoSuchError"], "handler": handler(&sorry)},
        {"error_sources": ["no_such_source"], "handler": handler(&sorry)},
        {"error_types": ["AgentRequest"], "handler": {"component_id": question}},
        {"error_types": ["AgentRequest"], "handler": {"component_id": "u.gone.Flows.orc.demo"}}
    ]);
    let refused = ann.put(&path(&app, "error-handlers"), list).await.expect(400);
    assert_eq!(
        codes(&refused, "error_handler_errors"),
        ["UNKNOWN_ERROR_TYPE", "UNKNOWN_ERROR_SOURCE", "HANDLER_IS_NOT_A_FLOW", "COMPONENT_NOT_FOUND"]
    );
    let first = &refused["errors"]["error_handler_errors"][0];
    assert_eq!((&first["location"], &first["message"]), (&json!("error_handlers/0"), &refused["message"]));
    assert_eq!(ann.get(&path(&app, "error-handlers")).await.expect(200), json!([]));
}

#[tokio::test]
async fn a_handler_that_closes_a_cycle_of_flows_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (one, two) = (runnable_flow(&ann, "one").await, flow(&ann, "two").await);
    ann.put(&canvas_of(&two), line(&[flow_node("1", &one)])).await.expect(200);
    let list = json!([{"error_types": ["AgentRequest"], "handler": handler(&two)}]);
    let refused = ann.put(&path(&one, "error-handlers"), list).await.expect(400);
    assert_eq!(codes(&refused, "error_handler_errors"), ["FLOW_CYCLE"]);
    let sentence = refused["message"].as_str().unwrap();
    assert!(
        sentence.starts_with("Found cycle use of a Flow in the application (use trace: ['"),
        "{sentence}"
    );
    assert_eq!(ann.get(&path(&one, "error-handlers")).await.expect(200), json!([]));
}

#[tokio::test]
async fn a_flow_that_a_handler_runs_is_in_use() {
    let server = Server::start().await;
    let olga = server.owner().await;
    let app = app(&olga, "my_app").await;
    let sorry = runnable_flow(&olga, "sorry").await;
    olga.put(&path(&app, "error-handlers"), json!([{"handler": handler(&sorry)}])).await.expect(200);
    let flow_path = format!("{API}/flows/{}/", sorry["id"].as_str().unwrap());
    olga.delete(&flow_path).await.expect(409);
    // Saving the canvas does not forget it.
    olga.put(&canvas_of(&app), line(&[])).await.expect(200);
    olga.delete(&flow_path).await.expect(409);
    olga.put(&path(&app, "error-handlers"), json!([])).await.expect(200);
    olga.delete(&flow_path).await.expect(204);
}

//! `GET /canvases/<canvas_id>/problems/`

use super::{app, canvas_of, codes, exit_node, flow, flow_node, line};
use crate::support::Server;

#[tokio::test]
async fn the_problems_are_those_that_saving_told() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    assert_eq!(codes(&ann.get(&format!("{path}problems/")).await.expect(200)), ["EMPTY_CANVAS"]);
    let body = serde_json::json!({"content": {"nodes": [exit_node("1"), exit_node("2")]}});
    let saved = ann.put(&path, body).await.expect(200);
    let shown = server.viewer().await.get(&format!("{path}problems/")).await.expect(200);
    assert_eq!(shown, saved["warnings"]);
    server.stranger().await.get(&format!("{path}problems/")).await.expect(404);
}

#[tokio::test]
async fn the_problems_of_a_flow_are_its_own_canvas() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    let saved = ann.put(&canvas_of(&app), line(&[flow_node("1", &flow)])).await.expect(200);
    let id = app["canvas"].as_str().unwrap();
    for problem in saved["warnings"].as_array().unwrap() {
        assert_eq!(problem["canvas_id"], id, "{saved}");
    }
    let of_flow = ann.get(&format!("{}problems/", canvas_of(&flow))).await.expect(200);
    assert_eq!(codes(&of_flow), ["EMPTY_CANVAS"]);
}

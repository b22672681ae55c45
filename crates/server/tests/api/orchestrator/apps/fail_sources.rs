//! `GET /orchestrator/api/apps/<app_id>/fail_sources/`

use serde_json::json;

use super::{app, arrow, at, draw, flow, mini_app, runs, says};
use crate::support::Server;

#[tokio::test]
async fn sources_have_a_name_to_display_and_a_path_and_those_of_flows_name_the_flow() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    let hello = mini_app(&ann, "hello", "Announcement").await;
    let pin = mini_app(&ann, "pin", "Numeric").await;
    draw(&server, &app, &[says("1", &hello), runs("2", &flow)], &[arrow("1", "2")]).await;
    draw(&server, &flow, &[says("1", &pin), says("2", &hello)], &[arrow("1", "2")]).await;
    let flow = flow["component_id"].as_str().unwrap();
    assert_eq!(
        ann.get(&at(&app, "fail_sources/")).await.expect(200),
        json!([
            {"display_name": "hello", "fail_source_path": hello},
            {"display_name": "my_flow.pin", "fail_source_path": format!("{flow}::{pin}")},
            {"display_name": "my_flow.hello", "fail_source_path": format!("{flow}::{hello}")},
        ])
    );
}

#[tokio::test]
async fn an_app_without_miniapps_has_none() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    assert_eq!(ann.get(&at(&app, "fail_sources/")).await.expect(200), json!([]));
}

#[tokio::test]
async fn a_flow_that_reaches_itself_is_told_with_the_way_to_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let (one, two) = (flow(&ann, "lvl_1").await, flow(&ann, "lvl_2").await);
    draw(&server, &app, &[runs("1", &one)], &[]).await;
    draw(&server, &one, &[runs("1", &two)], &[]).await;
    draw(&server, &two, &[runs("1", &one)], &[]).await;
    let refused = ann.get(&at(&app, "fail_sources/")).await.expect(400);
    let id = |of: &serde_json::Value| of["component_id"].as_str().unwrap().to_owned();
    let (app, one, two) = (id(&app), id(&one), id(&two));
    let sentence = format!(
        "Found cycle use of a Flow in the application (use trace: ['{app}', '{one}', '{two}'] -> {one})."
    );
    assert_eq!(refused, json!({"detail": sentence}));
}

//! `GET /orchestrator/api/apps/<app_id>/flows/`

use serde_json::json;

use super::{app, at, draw, flow, runs};
use crate::support::Server;

#[tokio::test]
async fn flows_are_listed_whole_with_those_within_flows() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let (outer, inner) = (flow(&ann, "outer").await, flow(&ann, "inner").await);
    flow(&ann, "unused").await;
    draw(&server, &app, &[runs("1", &outer)], &[]).await;
    draw(&server, &outer, &[runs("1", &inner)], &[]).await;
    let flows = ann.get(&at(&app, "flows/")).await.expect(200);
    let names: Vec<_> = flows.as_array().unwrap().iter().map(|flow| &flow["name"]).collect();
    assert_eq!(names, ["outer", "inner"]);
    let user = ann.user_id;
    for (key, value) in [
        ("id", &outer["id"]),
        ("version", &json!("0.0.1")),
        ("component_id", &json!(format!("{user}.outer.Flows.orc.demo"))),
        ("created_at", &json!("2026-03-01T12:00:00.000000Z")),
        ("updated_at", &json!("2026-03-01T12:00:00.000000Z")),
        ("production_flowapp_id", &json!(format!("{user}.PRD_outer.Flow.demo@PRD_outer.demo"))),
        ("sandbox_flowapp_id", &json!(format!("{user}.SND_outer.Flow.demo@SND_outer.demo"))),
        ("user_id", &json!(user)),
        ("group", &json!("demo")),
        ("name", &json!("outer")),
        ("input_fields", &json!([])),
        ("output_fields", &json!([])),
        ("canvas", &outer["canvas"]),
    ] {
        assert_eq!(&flows[0][key], value, "{key}");
    }
}

#[tokio::test]
async fn a_flow_is_found_through_an_error_handler_and_a_missing_one_is_left_out() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    assert_eq!(ann.get(&at(&app, "flows/")).await.expect(200), json!([]));
    let rescue = flow(&ann, "rescue").await;
    let missing = json!({"component_id": "nobody.gone.Flows.orc.demo"});
    draw(&server, &app, &[runs("1", &missing)], &[]).await;
    let handlers = json!([{"error_types": [], "error_sources": [], "handler": {
        "name": "rescue", "nodeType": "Flow", "component_id": rescue["component_id"]
    }}]);
    let changes = baton_store::ApplicationChanges { error_handlers: Some(handlers), ..Default::default() };
    server.state.store.applications().change(super::id(&app), &changes).await.unwrap();
    let flows = ann.get(&at(&app, "flows/")).await.expect(200);
    assert_eq!(flows.as_array().unwrap().len(), 1);
    assert_eq!(flows[0]["name"], "rescue");
}

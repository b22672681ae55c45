//! `PUT /canvases/<canvas_id>/`

use axum::http::Method;
use serde_json::{Value, json};

use super::{app, canvas_of, codes, exit_node, flow, flow_node, line, mini_app, node};
use crate::orchestrator::API;
use crate::support::Server;

#[tokio::test]
async fn a_canvas_comes_back_as_it_was_sent_and_with_its_problems() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = canvas_of(&app);
    let text =
        r#"{ "zoom": 1.50, "name": "x", "content": {"edges": [], "nodes": [], "theme": {"b": 1, "a": 2}}}"#;
    let saved = ann.send(Method::PUT, &path, Some("application/json"), text.into()).await;
    assert_eq!(saved.header("etag"), "\"2\"");
    assert_eq!(codes(&saved.expect(200)["warnings"]), ["EMPTY_CANVAS"]);
    assert!(saved.body.starts_with(text.trim_end_matches('}').as_bytes()), "{saved}");
    let kept = ann.get(&path).await;
    assert_eq!(String::from_utf8(kept.body.clone()).unwrap(), text);
    assert_eq!(kept.header("etag"), "\"2\"");
    // An editor that writes the answer back does not write its problems.
    ann.put(&path, saved.json()).await.expect(200);
    assert_eq!(ann.get(&path).await.json(), kept.json());
}

#[tokio::test]
async fn saving_a_canvas_changes_its_app() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let created = app(&ann, "my_app").await;
    server.advance(60);
    ann.put(&canvas_of(&created), line(&[exit_node("1")])).await.expect(200);
    let changed = ann.get(&format!("{API}/apps/{}/", created["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(changed["version"], "0.0.2");
    assert_eq!(changed["updated_at"], "2026-03-01T12:01:00.000000Z");
    assert_eq!(changed["created_at"], created["created_at"]);
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other_in_silence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    let first = ann.clone().with("if-match", ann.get(&path).await.header("etag"));
    let second = first.clone();
    first.put(&path, line(&[exit_node("1")])).await.expect(200);
    let refused = second.put(&path, line(&[exit_node("2")])).await.expect(412);
    assert!(refused["detail"].as_str().unwrap().starts_with("It was changed meanwhile."), "{refused}");
    assert_eq!(ann.get(&path).await.json(), line(&[exit_node("1")]));
    // Without the header the last write wins; with `*` any state will do.
    ann.put(&path, line(&[exit_node("3")])).await.expect(200);
    ann.clone().with("if-match", "*").put(&path, line(&[exit_node("4")])).await.expect(200);
    ann.clone().with("if-match", "4").put(&path, line(&[exit_node("5")])).await.expect(400);
    assert_eq!(ann.get(&path).await.header("etag"), "\"4\"");
}

#[tokio::test]
async fn of_a_hundred_who_save_the_same_state_at_once_one_wins() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    let careful = ann.clone().with("if-match", "\"1\"");
    let saving: Vec<_> = (0..100)
        .map(|n| {
            let (careful, path) = (careful.clone(), path.clone());
            tokio::spawn(async move {
                careful.put(&path, line(&[exit_node(&n.to_string())])).await.status.as_u16()
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for one in saving {
        statuses.push(one.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1], statuses[99]), (200, 412, 412));
}

#[tokio::test]
async fn every_malformed_place_is_named_and_nothing_is_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    let before = ann.get(&path).await;
    let body = json!({"content": {
        "nodes": [{"title": []}, 3, {"node_id": "1", "type": "exit", "component_id": "c", "configuration": {"input_fields": 1}}],
        "edges": [{"id": "e", "source": "1"}]
    }});
    let refused = ann.put(&path, body).await.expect(400);
    let paths: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|place| place["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "content.nodes.0.title",
            "content.nodes.0.node_id",
            "content.nodes.0.component_id",
            "content.nodes.0.type",
            "content.nodes.1",
            "content.nodes.2.configuration.input_fields",
            "content.edges.0.target",
        ]
    );
    for body in [
        json!({}),
        json!([]),
        json!("x"),
        Value::Null,
        json!({"content": 7}),
        json!({"content": {"nodes": {}}}),
    ] {
        ann.put(&path, body).await.expect(400);
    }
    for text in ["", "{", "{\"content\": {}} x", "\u{feff}{}", "{\"content\": {\"x\": 1e999}}"] {
        ann.send(Method::PUT, &path, Some("application/json"), text.into()).await.expect(400);
    }
    ann.send(Method::PUT, &path, Some("application/json"), "[".repeat(1_000_000).into()).await.expect(400);
    ann.send(Method::PUT, &path, Some("application/json"), vec![b'"', 0xff, b'"'].into()).await.expect(400);
    ann.send(Method::PUT, &path, Some("text/plain"), "{}".into()).await.expect(415);
    let after = ann.get(&path).await;
    assert_eq!((after.body.as_slice(), after.header("etag")), (before.body.as_slice(), "\"1\""));
}

#[tokio::test]
async fn a_million_edges_and_more_than_8_mib_are_refused_with_a_sentence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    let edges = format!("{{\"content\": {{\"edges\": [{}{{}}]}}}}", "{},".repeat(999_999));
    let refused = ann.send(Method::PUT, &path, Some("application/json"), edges.into()).await.expect(400);
    let sentence = "At most 100000 items can be here; there are 1000000.";
    assert_eq!(refused["errors"], json!([{"path": "content.edges", "message": sentence}]));
    let large = json!({"content": {}, "x": "a".repeat(8 * 1024 * 1024)}).to_string();
    let refused = ann.send(Method::PUT, &path, Some("application/json"), large.into()).await.expect(413);
    assert_eq!(refused["detail"], "The body is too large. At most 8 MiB are taken.");
}

#[tokio::test]
async fn a_canvas_with_problems_is_saved_all_the_same() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    let body = json!({"content": {"nodes": [exit_node("1"), exit_node("2")], "edges": []}});
    let saved = ann.put(&path, body.clone()).await.expect(200);
    let roots: Vec<&Value> = saved["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["code"] == "MULTIPLE_ROOTS_FOUND")
        .collect();
    assert_eq!(roots.len(), 2, "{saved}");
    assert_eq!((&roots[0]["node_id"], &roots[1]["node_id"]), (&json!("1"), &json!("2")));
    assert_eq!(roots[0]["type"], "WARNING");
    assert_eq!(roots[0]["message"], "Multiple roots found on the graph.");
    assert_eq!(ann.get(&path).await.json(), body);
}

#[tokio::test]
async fn a_cycle_of_flows_is_saved_and_said() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (one, two) = (flow(&ann, "one").await, flow(&ann, "two").await);
    let harmless = ann.put(&canvas_of(&one), line(&[flow_node("1", &two)])).await.expect(200);
    assert!(!codes(&harmless["warnings"]).contains(&"FLOW_CYCLE"), "{harmless}");
    let closing = ann.put(&canvas_of(&two), line(&[flow_node("1", &one)])).await.expect(200);
    let cycle = &closing["warnings"][0];
    assert_eq!((&cycle["code"], &cycle["canvas_id"]), (&json!("FLOW_CYCLE"), &two["canvas"]), "{closing}");
    assert_eq!(cycle["node_id"], "1");
    let sentence = cycle["message"].as_str().unwrap();
    assert!(
        sentence.starts_with("Found cycle use of a Flow in the application (use trace: ['"),
        "{sentence}"
    );
    assert_eq!(ann.get(&canvas_of(&two)).await.json(), line(&[flow_node("1", &one)]));
}

#[tokio::test]
async fn what_a_canvas_uses_can_not_be_removed_until_it_uses_it_no_more() {
    let server = Server::start().await;
    let olga = server.owner().await;
    let id = mini_app(&olga, "Bye", "Announcement").await;
    let mini_app = format!("{}/v1/{id}", crate::miniapps::APPS);
    let app = app(&olga, "my_app").await;
    olga.put(&canvas_of(&app), line(&[node("1", "miniApp", &id)])).await.expect(200);
    let refused = olga.delete(&mini_app).await.expect(409);
    let sentence = "This miniApp is still used by the app my_app [demo]. Remove it there first.";
    assert_eq!(refused["detail"], sentence);
    assert_eq!(refused["used_by"][0]["id"], app["id"]);
    olga.put(&canvas_of(&app), line(&[exit_node("1")])).await.expect(200);
    olga.delete(&mini_app).await.expect(204);
}

#[tokio::test]
async fn who_only_reads_does_not_save() {
    let server = Server::start().await;
    let path = canvas_of(&app(&server.developer().await, "my_app").await);
    server.viewer().await.put(&path, json!({"content": {}})).await.expect(403);
    server.stranger().await.put(&path, json!({"content": {}})).await.expect(404);
    server.nobody().put(&path, json!({"content": {}})).await.expect(401);
}

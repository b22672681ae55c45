use serde_json::json;

use crate::insights::bank;
use crate::support::{GROUP, Server};

#[tokio::test]
async fn an_app_is_promoted_to_another_group_after_a_dry_run_that_says_what_would_change() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    server.group("production").await;
    let admin = server.admin().await;
    let path = format!("/envs-manager/api/v1/apps/{}/promote", app.id);
    let dry = admin.post(&path, json!({"group": "production", "dry_run": true})).await.expect(200);
    assert!(dry["changes"]["miniapps"]["created"].as_array().unwrap().len() > 2, "{dry}");
    assert_eq!((&dry["dry_run"], &dry["group"]), (&json!(true), &json!("production")));
    admin.get(&format!("/orchestrator/api/apps/{}/", dry["app_id"].as_str().unwrap())).await.expect(404);
    let done = admin.post(&path, json!({"group": "production"})).await.expect(201);
    assert_eq!(done["changes"], dry["changes"]);
    let id = done["app_id"].as_str().unwrap();
    let there = admin.get(&format!("/orchestrator/api/apps/{id}/")).await.expect(200);
    assert_eq!((&there["group"], &there["name"]), (&json!("production"), &json!("bank")));
    assert!(there["production_flowapp_id"].as_str().unwrap().contains("PRD_bank"));
    admin.post(&format!("/orchestrator/api/apps/{id}/deploy/"), json!({})).await.expect(200);
    admin.post(&path, json!({"group": "production"})).await.expect(409);
    for bad in [
        json!({}),
        json!({"group": GROUP}),
        json!({"group": "production", "name": "a b"}),
        json!({"group": "production", "more": 1}),
    ] {
        admin.post(&path, bad).await.expect(400);
    }
    ann.post(&path, json!({"group": "production"})).await.expect(404);
}

#[tokio::test]
async fn an_app_is_exported_as_the_orchestrator_exports_it() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    let path = format!("/envs-manager/api/v1/apps/{}/export", app.id);
    let with = ann.get(&format!("{path}?include_nlus=true")).await;
    let plain = ann.get(&format!("/orchestrator/api/apps/{}/export/", app.id)).await;
    assert_eq!((with.status.as_u16(), with.header("content-type")), (200, "application/zip"));
    assert!(with.body == plain.body);
    ann.get(&format!("{path}?include_nlus=maybe")).await.expect(400);
    server.stranger().await.get(&path).await.expect(404);
}

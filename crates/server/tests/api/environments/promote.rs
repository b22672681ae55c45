use serde_json::json;

use crate::insights::bank;
use crate::support::{GROUP, Server};

baton_testing::on_both! {
async fn an_app_is_promoted_to_another_group_after_a_dry_run_that_says_what_would_change(test: &TestDatabase) {
    let server = Server::on(test).await;
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
}

baton_testing::on_both! {
async fn a_second_promotion_writes_over_the_first_when_it_is_told_to_and_deploys_when_asked(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    server.group("production").await;
    let admin = server.admin().await;
    let path = format!("/envs-manager/api/v1/apps/{}/promote", app.id);
    let first = admin.post(&path, json!({"group": "production", "deploy": true})).await.expect(201);
    assert_eq!(first["deployed"], true, "{first}");
    let there = format!("/orchestrator/api/apps/{}/", first["app_id"].as_str().unwrap());
    let before = admin.get(&there).await.expect(200);

    // Nothing has changed: a promotion over it would write the app alone.
    let over = json!({"group": "production", "overwrite": true, "dry_run": true});
    let dry = admin.post(&path, over.clone()).await.expect(200);
    assert!(dry["changes"]["miniapps"].get("updated").is_none(), "{dry}");

    // Other words in a miniApp, another block in a flow.
    let miniapps =
        ann.get("/miniapps/api/apps?pageSize=500&type=Announcement").await.expect(200)["apps"].clone();
    let welcome = miniapps[0]["id"].as_str().unwrap();
    let at = format!("/miniapps/api/apps/v1/{welcome}");
    let mut model = ann.get(&at).await.expect(200)["model"].clone();
    model["announceList"][0]["announcement"]["locales"]["en-US"]["omIVR"]["normal"] = json!("Ahoy.");
    ann.put(&at, model).await.expect(200);
    let flow = ann.get("/orchestrator/api/flows/").await.expect(200)[0].clone();
    let canvas = format!("/orchestrator/api/canvases/{}/", flow["canvas"].as_str().unwrap());
    let mut document = ann.get(&canvas).await.expect(200);
    document["content"]["nodes"][0]["title"] = json!("Another title");
    ann.put(&canvas, document).await.expect(200);

    admin.post(&path, json!({"group": "production"})).await.expect(409);
    let dry = admin.post(&path, over).await.expect(200);
    assert_eq!(dry["changes"]["miniapps"]["updated"], json!([miniapps[0]["name"]]), "{dry}");
    assert_eq!(dry["changes"]["flows"]["updated"], json!([flow["name"]]));
    assert_eq!(dry["app_id"], first["app_id"]);
    assert_eq!(admin.get(&there).await.expect(200), before, "a dry run changes nothing");

    server.advance(60);
    let real = json!({"group": "production", "overwrite": true, "deploy": true});
    let done = admin.post(&path, real).await.expect(201);
    assert_eq!((&done["app_id"], &done["deployed"]), (&first["app_id"], &json!(true)), "{done}");
    assert_eq!(done["changes"]["miniapps"]["updated"], dry["changes"]["miniapps"]["updated"]);
    let after = admin.get(&there).await.expect(200);
    for same in ["id", "canvas", "component_id"] {
        assert_eq!(after[same], before[same], "{same}");
    }
    assert_ne!(after["deployed_at"], before["deployed_at"], "it was deployed anew");
    let copies =
        admin.get("/miniapps/api/apps?pageSize=500&group=production&type=Announcement").await.expect(200);
    let copy =
        copies["apps"].as_array().unwrap().iter().find(|it| it["name"] == miniapps[0]["name"]).unwrap();
    let copy =
        admin.get(&format!("/miniapps/api/apps/v1/{}", copy["id"].as_str().unwrap())).await.expect(200);
    assert!(copy["model"].to_string().contains("Ahoy."));
}
}

baton_testing::on_both! {
async fn an_app_is_exported_as_the_orchestrator_exports_it(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let path = format!("/envs-manager/api/v1/apps/{}/export", app.id);
    let with = ann.get(&format!("{path}?include_nlus=true")).await;
    let plain = ann.get(&format!("/orchestrator/api/apps/{}/export/", app.id)).await;
    assert_eq!((with.status.as_u16(), with.header("content-type")), (200, "application/zip"));
    assert!(with.body == plain.body);
    ann.get(&format!("{path}?include_nlus=maybe")).await.expect(400);
    server.stranger().await.get(&path).await.expect(404);
}
}

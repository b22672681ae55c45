//! `PUT` and `PATCH /orchestrator/api/apps/<app_id>/`

use serde_json::json;

use super::{app, at};
use crate::support::{GROUP, Server};

#[tokio::test]
async fn a_part_of_an_app_is_changed_and_the_rest_stays() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let before = app(&ann, "my_app").await;
    server.advance(5);
    let after = ann.patch(&at(&before, ""), json!({"description": "Pays bills."})).await.expect(200);
    let mut expected = before.clone();
    expected["description"] = json!("Pays bills.");
    expected["version"] = json!("0.0.2");
    expected["updated_at"] = json!("2026-03-01T12:00:05.000000Z");
    assert_eq!(after, expected);
    let cleared = ann.patch(&at(&before, ""), json!({"description": null})).await.expect(200);
    assert_eq!(cleared["description"], json!(null));
}

#[tokio::test]
async fn an_app_that_was_read_can_be_changed_and_written_back_whole() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let mut app = app(&ann, "my_app").await;
    app["labels"] = json!(["bills"]);
    app["shared_with"] = json!(["other_group"]);
    let after = ann.put(&at(&app, ""), app.clone()).await.expect(200);
    assert_eq!((&after["labels"], &after["shared_with"]), (&app["labels"], &app["shared_with"]));
}

#[tokio::test]
async fn another_name_gives_other_ids_of_what_runs() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let before = app(&ann, "my_app").await;
    let after = ann.patch(&at(&before, ""), json!({"name": "new_name"})).await.expect(200);
    let user = ann.user_id;
    assert_eq!(after["id"], before["id"]);
    assert_eq!(after["component_id"], format!("{user}.new_name.Apps.orc.demo"));
    assert_eq!(after["displayed_name"], "new_name [demo]");
    assert_eq!(after["sandbox_flowapp_id"], format!("{user}.SND_new_name.Flow.demo@SND_new_name.demo"));
    app(&ann, "my_app").await;
}

#[tokio::test]
async fn a_name_that_another_app_has_is_refused_and_one_s_own_is_not() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let one = app(&ann, "one").await;
    app(&ann, "two").await;
    let refused = ann.patch(&at(&one, ""), json!({"name": "two"})).await.expect(400);
    let sentence = "An app with this name already exists in this group. Choose another name.";
    assert_eq!(refused, json!({"name": [sentence]}));
    assert_eq!(ann.patch(&at(&one, ""), json!({"name": "one"})).await.expect(200)["name"], "one");
}

#[tokio::test]
async fn put_needs_the_name_and_wrong_types_are_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let refused = ann.put(&at(&app, ""), json!({"labels": 1, "shared_with": ["no.dots"]})).await.expect(400);
    assert_eq!(refused["name"], json!(["This field is required."]));
    assert_eq!(refused["labels"], json!(["Expected a list of items but got type \"int\"."]));
    assert!(refused["shared_with"][0].as_str().unwrap().starts_with("Invalid group name."));
    assert_eq!(ann.get(&at(&app, "")).await.expect(200), app);
}

#[tokio::test]
async fn group_and_type_stay_for_good() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let refused = ann
        .patch(&at(&app, ""), json!({"group": "developer", "application_type": "legacy"}))
        .await
        .expect(400);
    assert!(refused["group"][0].as_str().unwrap().starts_with("It stays in its group."));
    assert_eq!(refused["application_type"], json!(["The type stays. Create another app of that type."]));
}

#[tokio::test]
async fn what_changes_nothing_leaves_the_version() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let before = app(&ann, "my_app").await;
    server.advance(5);
    assert_eq!(ann.put(&at(&before, ""), before.clone()).await.expect(200), before);
    assert_eq!(ann.patch(&at(&before, ""), json!({"labels": []})).await.expect(200), before);
    for (part, same) in [
        ("attached_data/", json!({})),
        ("global_fields/", json!([])),
        ("field_sensitivity/", json!({})),
        ("error-handlers/", json!([])),
        ("voice-biometric/", json!({"profile_id": "", "field_mappings": []})),
    ] {
        ann.put(&at(&before, part), same).await.expect(200);
    }
    let canvas = format!("/orchestrator/api/canvases/{}/", before["canvas"].as_str().unwrap());
    let read = ann.get(&canvas).await;
    let written = ann.put(&canvas, read.json()).await;
    assert_eq!((written.status.as_u16(), written.header("etag")), (200, read.header("etag")));
    assert_eq!(ann.get(&at(&before, "")).await.expect(200), before);
    ann.put(&at(&before, "attached_data/"), json!({"one": "1"})).await.expect(200);
    assert_eq!(ann.get(&at(&before, "")).await.expect(200)["version"], "0.0.2");
}

#[tokio::test]
async fn names_of_fields_and_the_reporting_type_are_checked() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let wrong = json!({
        "input_fields": ["ok", "a.b", "DialogID", "ok"], "output_fields": ["{x}", "TermChar"],
        "reporting_type": "no words\n",
    });
    let kept = app(&ann, "my_app").await;
    let flow =
        ann.post("/orchestrator/api/flows/", json!({"name": "my_flow", "group": GROUP})).await.expect(201);
    let flow_path = format!("/orchestrator/api/flows/{}/", flow["id"].as_str().unwrap());
    let mut new = wrong.clone();
    new["name"] = json!("another");
    new["group"] = json!(GROUP);
    for refused in [
        ann.patch(&at(&kept, ""), wrong.clone()).await.expect(400),
        ann.patch(&flow_path, wrong).await.expect(400),
        ann.post("/orchestrator/api/apps/", new.clone()).await.expect(400),
        ann.post("/orchestrator/api/flows/", new).await.expect(400),
    ] {
        assert_eq!(
            refused["input_fields"],
            json!([
                "Item 1: a.b can't be the name of a field: a name has no dots, braces and control characters.",
                "Item 2: DialogID is reserved for the platform. Choose another name.",
                "Item 3: ok stands there twice.",
            ])
        );
        assert_eq!(refused["output_fields"].as_array().unwrap().len(), 2, "{refused}");
        assert!(refused["reporting_type"][0].as_str().unwrap().contains("SelfService"), "{refused}");
    }
    assert_eq!(ann.get(&at(&kept, "")).await.expect(200), kept);
}

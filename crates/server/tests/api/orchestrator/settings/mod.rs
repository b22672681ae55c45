//! `/orchestrator/api/apps/<app_id>/global_fields/` and `…/field_sensitivity/`

use serde_json::{Value, json};

use super::API;
use super::canvases::{app, flow};
use crate::support::Server;

mod at_once;

fn path(app: &Value, setting: &str) -> String {
    format!("{API}/apps/{}/{setting}/", app["id"].as_str().unwrap())
}

#[tokio::test]
async fn global_fields_are_replaced_as_a_whole() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = path(&app, "global_fields");
    assert_eq!(ann.get(&path).await.expect(200), json!([]));
    assert_eq!(ann.put(&path, json!(["b", "a", "b"])).await.expect(200), json!(["b", "a"]));
    assert_eq!(server.viewer().await.get(&path).await.expect(200), json!(["b", "a"]));
    // The same, as other clients write it.
    assert_eq!(ann.put(&path, json!({"global_fields": [{"name": "c"}]})).await.expect(200), json!(["c"]));
    let app = ann.get(&format!("{API}/apps/{}/", app["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(app["version"], "0.0.3");
}

#[tokio::test]
async fn sensitive_fields_are_global_too() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let (globals, sensitivity) = (path(&app, "global_fields"), path(&app, "field_sensitivity"));
    assert_eq!(ann.get(&sensitivity).await.expect(200), json!({}));
    ann.put(&globals, json!(["customer"])).await.expect(200);
    let given = json!({"card": "encrypted", "birthday": "Masked"});
    let kept = json!({"card": "encrypted", "birthday": "masked"});
    assert_eq!(ann.put(&sensitivity, given).await.expect(200), kept);
    assert_eq!(server.viewer().await.get(&sensitivity).await.expect(200), kept);
    assert_eq!(ann.get(&globals).await.expect(200), json!(["customer", "card", "birthday"]));
    ann.put(&sensitivity, json!({})).await.expect(200);
    assert_eq!(ann.get(&globals).await.expect(200), json!(["customer"]));
}

#[tokio::test]
async fn names_of_the_platform_are_refused_by_name_and_nothing_is_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let (globals, sensitivity) = (path(&app, "global_fields"), path(&app, "field_sensitivity"));
    let refused = ann.put(&globals, json!(["ok", "DialogID", "Ani", "a.b"])).await.expect(400);
    let sentences = refused["global_fields"].to_string();
    for name in ["DialogID is reserved", "Ani is built in", "a.b can't be"] {
        assert!(sentences.contains(name), "{sentences}");
    }
    let refused = ann
        .put(&sensitivity, json!({"ok": "masked", "User": "masked", "x": "secret", "y": 1}))
        .await
        .expect(400);
    let mut wrong: Vec<&str> = refused.as_object().unwrap().keys().map(String::as_str).collect();
    wrong.sort_unstable();
    assert_eq!(wrong, ["User", "x", "y"]);
    for body in [json!("x"), json!({"a": 1}), json!([1]), json!([""]), Value::Null, json!(vec!["a"; 2_000])] {
        ann.put(&globals, body).await.expect(400);
    }
    for body in [json!([]), json!("x"), Value::Null] {
        ann.put(&sensitivity, body).await.expect(400);
    }
    assert_eq!(ann.get(&globals).await.expect(200), json!([]));
    assert_eq!(ann.get(&sensitivity).await.expect(200), json!({}));
}

#[tokio::test]
async fn only_who_may_edit_changes_them_and_a_flow_has_none() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    let viewer = server.viewer().await;
    let stranger = server.stranger().await;
    for (setting, body) in [("global_fields", json!(["a"])), ("field_sensitivity", json!({"a": "masked"}))] {
        viewer.put(&path(&app, setting), body.clone()).await.expect(403);
        stranger.put(&path(&app, setting), body.clone()).await.expect(404);
        stranger.get(&path(&app, setting)).await.expect(404);
        server.nobody().put(&path(&app, setting), body.clone()).await.expect(401);
        ann.get(&path(&flow, setting)).await.expect(404);
    }
}

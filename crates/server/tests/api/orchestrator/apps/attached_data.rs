//! `/orchestrator/api/apps/<app_id>/attached_data/`

use serde_json::{Map, Value, json};

use super::{app, at, draw, id, mini_app, says};
use crate::support::{GROUP, Server};

/// The attached data as it was saved, in clear.
async fn kept(server: &Server, app: &Value) -> Value {
    let row = server.state.store.applications().get(id(app)).await.unwrap().unwrap();
    server.state.runtime.attached_data(&row).await.unwrap()
}

#[tokio::test]
async fn the_documented_data_are_put_and_got_in_their_order() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = at(&app, "attached_data/");
    assert_eq!(ann.get(&path).await.expect(200), json!({}));
    let data = json!({"ad_key_1": "ad_value_1", "ad_key_3": "ad_value_3", "ad_key_2": "ad_value_2"});
    assert_eq!(ann.put(&path, data.clone()).await.expect(200).to_string(), data.to_string());
    assert_eq!(ann.get(&path).await.expect(200).to_string(), data.to_string());
}

#[tokio::test]
async fn putting_replaces_all_of_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "attached_data/");
    ann.put(&path, json!({"one": "1", "two": ""})).await.expect(200);
    ann.put(&path, json!({"Ani": "+30210", "Locale": "el-GR"})).await.expect(200);
    assert_eq!(ann.get(&path).await.expect(200), json!({"Ani": "+30210", "Locale": "el-GR"}));
    assert_eq!(ann.put(&path, json!({})).await.expect(200), json!({}));
}

#[tokio::test]
async fn what_is_no_text_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "attached_data/");
    let refused = ann
        .put(&path, json!({"ok": "1", "number": 1, "none": null, "list": ["a"], "object": {}}))
        .await
        .expect(400);
    assert_eq!(
        refused,
        json!({
            "number": ["Not a valid string."],
            "none": ["This field may not be null."],
            "list": ["Not a valid string."],
            "object": ["Not a valid string."],
        })
    );
    for body in [json!([]), json!("text"), json!(null), json!(3)] {
        let refused = ann.put(&path, body).await.expect(400);
        assert!(refused["non_field_errors"][0].as_str().unwrap().starts_with("Invalid data."), "{refused}");
    }
    assert_eq!(ann.get(&path).await.expect(200), json!({}));
}

#[tokio::test]
async fn names_of_the_platform_are_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "attached_data/");
    for name in ["DialogID", "BioResult", "testMode", "Dnis", "SessionChannel", "UserWelcomeUtterance"] {
        let refused = ann.put(&path, json!({name: "x", "ok": "1"})).await.expect(400);
        assert_eq!(
            refused,
            json!({name: [format!("The name {name} is the platform's. Choose another name.")]})
        );
    }
    assert_eq!(ann.get(&path).await.expect(200), json!({}));
}

#[tokio::test]
async fn names_values_and_their_number_are_bounded() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "attached_data/");
    let fields = |count: usize| {
        Value::Object((0..count).map(|n| (format!("f{n}"), json!("x"))).collect::<Map<_, _>>())
    };
    ann.put(&path, fields(1000)).await.expect(200);
    let refused = ann.put(&path, fields(1001)).await.expect(400);
    assert_eq!(refused, json!({"non_field_errors": ["At most 1000 fields can be attached."]}));
    ann.put(&path, json!({"a": "💥".repeat(10_000)})).await.expect(200);
    ann.put(&path, json!({"a": "x".repeat(10_001)})).await.expect(400);
    ann.put(&path, json!({"n".repeat(10_000): "x"})).await.expect(400);
    ann.put(&path, json!({" ": "x"})).await.expect(400);
    ann.put(&path, json!({"a": "nul\u{0}"})).await.expect(400);
}

#[tokio::test]
async fn a_sensitive_value_is_never_shown_and_survives_being_written_back() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = at(&app, "attached_data/");
    ann.put(&path, json!({"pin": "1234", "plain": "****"})).await.expect(200);
    let changes = baton_store::ApplicationChanges {
        field_sensitivity: Some(json!({"pin": "masked"})),
        ..Default::default()
    };
    server.state.store.applications().change(id(&app), &changes).await.unwrap();

    let shown = ann.get(&path).await.expect(200);
    assert_eq!(shown, json!({"pin": "****", "plain": "****"}));
    assert_eq!(ann.put(&path, shown.clone()).await.expect(200), shown);
    assert_eq!(kept(&server, &app).await, json!({"pin": "1234", "plain": "****"}));
    ann.put(&path, json!({"pin": "5678"})).await.expect(200);
    assert_eq!(kept(&server, &app).await, json!({"pin": "5678"}));
}

#[tokio::test]
async fn attached_data_is_encrypted_in_the_store_and_so_is_the_program_that_holds_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    super::draw_greeting(&server, &ann, &app).await;
    let path = at(&app, "attached_data/");
    ann.put(&path, json!({"card": "SECRET-4711"})).await.expect(200);
    ann.put(&at(&app, "field_sensitivity/"), json!({"card": "encrypted"})).await.expect(200);
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    let row = server.state.store.applications().get(id(&app)).await.unwrap().unwrap();
    assert!(!row.attached_data.to_string().contains("SECRET"), "{}", row.attached_data);
    let program = server.state.store.programs().get(&row.deployed_program.unwrap()).await.unwrap().unwrap();
    assert!(!program.body.windows(6).any(|part| part == b"SECRET"));
    assert_eq!(kept(&server, &app).await, json!({"card": "SECRET-4711"}));

    let before = ann.get(&at(&app, "")).await.expect(200);
    ann.put(&path, json!({"card": "****"})).await.expect(200);
    assert_eq!(ann.get(&at(&app, "")).await.expect(200), before, "nothing changed, so no version rises");
}

#[tokio::test]
async fn a_field_that_only_a_sensitive_mini_app_fills_is_not_shown_either() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let new = json!({"name": "pin", "type": "Numeric", "group": GROUP, "sensitivity": "Masked"});
    let pin = ann.post("/miniapps/api/apps", new).await.expect(201);
    let plain = mini_app(&ann, "plain", "Numeric").await;
    let nodes = [says("secret", pin["miniAppId"].as_str().unwrap()), says("open", &plain)];
    draw(&server, &app, &nodes, &[]).await;
    let path = at(&app, "attached_data/");
    let put = ann.put(&path, json!({"secret_out": "4711", "open_out": "12"})).await.expect(200);
    assert_eq!(put, json!({"secret_out": "****", "open_out": "12"}));
    assert_eq!(ann.get(&path).await.expect(200), put);
    assert_eq!(ann.put(&path, put.clone()).await.expect(200), put);
    assert_eq!(kept(&server, &app).await, json!({"secret_out": "4711", "open_out": "12"}));

    let exported = ann.get(&at(&app, "export/")).await;
    let bundle = baton_bundle::Bundle::from_zip(&exported.body).unwrap();
    assert_eq!(bundle.app().unwrap().attached_data["secret_out"], "****");
    assert_eq!(bundle.app().unwrap().attached_data["open_out"], "12");
}

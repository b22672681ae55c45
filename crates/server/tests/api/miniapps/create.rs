//! `POST /miniapps/api/apps`

use serde_json::json;

use super::APPS;
use crate::support::{GROUP, Server};

#[tokio::test]
async fn an_intent_of_a_domain_is_created_as_clients_ask_for_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body = json!({
        "name": "MainIntent", "type": "Intent", "group": GROUP, "domain": "Banking2.MiniApps",
        "languages": ["en-US", "el-GR"], "sensitivity": "None", "version": "v1"
    });
    let created = ann.post(APPS, body).await.expect(201);
    let id = format!("{}.MainIntent.Banking2.MiniApps.{GROUP}", ann.user_id);
    assert_eq!(created, json!({"miniAppId": id}));
    let shown = ann.get(&format!("{APPS}/v1/{id}")).await.expect(200);
    assert_eq!(shown["type"], "Intent");
    assert_eq!(shown["domain"], "Banking2");
    assert_eq!(shown["model"]["intents"][0]["name"], "Balance-Inquiry");
    assert_ne!(shown["model"]["ask"]["locales"]["el-GR"]["omIVR"]["normal"], "");
}

#[tokio::test]
async fn a_type_may_carry_the_suffix_of_its_id() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body =
        json!({"name": "Rates", "type": "WebService.MiniApps", "group": GROUP, "languages": ["en-US"]});
    let created = ann.post(APPS, body).await.expect(201);
    assert_eq!(created["miniAppId"], format!("{}.Rates.WebService.MiniApps.{GROUP}", ann.user_id));
}

#[tokio::test]
async fn every_type_is_created_with_a_model_and_shown() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for type_name in [
        "Intent",
        "Numeric",
        "Alphanumeric",
        "Alpha",
        "Amount",
        "Date",
        "DateRange",
        "Announcement",
        "YesNo",
        "WebService",
        "Intelli",
        "CorpusCollection",
        "Text",
        "Entity",
    ] {
        let (_, path) = super::create(&ann, &format!("my_{type_name}"), type_name).await;
        let shown = ann.get(&path).await.expect(200);
        assert_eq!(shown["type"], type_name);
        assert!(shown["model"].is_object(), "{shown}");
    }
}

#[tokio::test]
async fn a_name_that_the_group_has_is_409_in_the_status_and_in_the_body() {
    let server = Server::start().await;
    let ann = server.developer().await;
    super::create(&ann, "Pin", "Numeric").await;
    let again = ann.post(APPS, json!({"name": "Pin", "type": "YesNo", "group": GROUP})).await.expect(409);
    assert_eq!(again["status"], 409);
    // Another group may have one of that name.
    ann.post(APPS, json!({"name": "Pin", "type": "Numeric"})).await.expect(201);
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body = json!({
        "name": "my.app", "type": "Fax", "group": GROUP, "domain": "Fishing", "languages": ["en-US", "xx-YY"],
        "sensitivity": 3, "version": "v9"
    });
    let refused = ann.post(APPS, body).await.expect(400);
    let mut wrong: Vec<&str> = refused.as_object().unwrap().keys().map(String::as_str).collect();
    wrong.sort_unstable();
    assert_eq!(wrong, ["domain", "languages", "name", "sensitivity", "type", "version"]);
    assert_eq!(ann.post(APPS, json!({"name": "A"})).await.expect(400)["type"][0], "This field is required.");
    ann.post(APPS, json!({"name": "A", "type": "Intent", "languages": []})).await.expect(400);
    ann.post(APPS, json!({"name": "A", "type": "Numeric", "domain": "Banking"})).await.expect(400);
    ann.post(APPS, json!([])).await.expect(400);
    for name in ["", "émoji", "😀", &"a".repeat(10_000)] {
        let refused = ann.post(APPS, json!({"name": name, "type": "YesNo"})).await.expect(400);
        assert!(refused["name"].is_array(), "{refused}");
    }
}

#[tokio::test]
async fn only_who_may_edit_in_the_group_creates_there() {
    let server = Server::start().await;
    let body = json!({"name": "Pin", "type": "Numeric", "group": GROUP});
    server.viewer().await.post(APPS, body.clone()).await.expect(403);
    server.stranger().await.post(APPS, body.clone()).await.expect(404);
    server.nobody().post(APPS, body).await.expect(401);
}

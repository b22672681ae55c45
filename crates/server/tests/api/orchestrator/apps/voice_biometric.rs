//! `/orchestrator/api/apps/<app_id>/voice-biometric/`

use serde_json::json;

use super::{app, at, draw, mini_app, says};
use crate::support::Server;

fn documented() -> serde_json::Value {
    json!({"profile_id": "DEF", "field_mappings": [
        {"bio_key": "Ani", "orc_field": "Ani"},
        {"bio_key": "userID", "orc_field": "Dnis"},
    ]})
}

#[tokio::test]
async fn the_documented_profile_is_put_got_and_unset() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "voice-biometric/");
    let none = json!({"profile_id": "", "field_mappings": []});
    assert_eq!(ann.get(&path).await.expect(200), none);
    assert_eq!(ann.put(&path, documented()).await.expect(200), documented());
    assert_eq!(ann.get(&path).await.expect(200), documented());
    assert_eq!(ann.put(&path, none.clone()).await.expect(200), none);
    assert_eq!(ann.get(&path).await.expect(200), none);
    ann.put(&path, documented()).await.expect(200);
    assert_eq!(ann.put(&path, json!({"profile_id": ""})).await.expect(200), none);
}

#[tokio::test]
async fn a_profile_key_or_field_that_does_not_exist_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "voice-biometric/");
    let refused = ann.put(&path, json!({"profile_id": "NOPE", "field_mappings": []})).await.expect(400);
    assert!(refused["profile_id"][0].as_str().unwrap().contains("NOPE"), "{refused}");
    let wrong = json!({"profile_id": "DEF", "field_mappings": [
        {"bio_key": "Ani", "orc_field": "no_such_field"},
        {"bio_key": "no_such_key", "orc_field": "Ani"},
        {"bio_key": "Ani", "orc_field": "Dnis"},
    ]});
    let refused = ann.put(&path, wrong).await.expect(400);
    assert_eq!(
        refused,
        json!({"field_mappings": [
            "The application has no field no_such_field. Map a field that it has.",
            "The profile DEF has no key no_such_key.",
            "The key Ani is mapped twice.",
        ]})
    );
    assert_eq!(ann.get(&path).await.expect(200), json!({"profile_id": "", "field_mappings": []}));
}

#[tokio::test]
async fn fields_of_the_canvas_and_attached_data_can_be_mapped_and_a_key_named_by_its_number() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let pin = mini_app(&ann, "pin", "Numeric").await;
    draw(&server, &app, &[says("pin", &pin)], &[]).await;
    ann.put(&at(&app, "attached_data/"), json!({"card": "1"})).await.expect(200);
    let mapping = json!({"profile_id": "DEF", "field_mappings": [
        {"bio_key": 1, "orc_field": "pin_out"},
        {"bio_key": "Ani", "orc_field": "card"},
    ]});
    let put = ann.put(&at(&app, "voice-biometric/"), mapping).await.expect(200);
    assert_eq!(put["field_mappings"][0], json!({"bio_key": "userID", "orc_field": "pin_out"}));
}

#[tokio::test]
async fn wrong_types_are_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = at(&app(&ann, "my_app").await, "voice-biometric/");
    for (body, field, sentence) in [
        (json!({}), "profile_id", "This field is required."),
        (json!({"profile_id": null}), "profile_id", "This field may not be null."),
        (json!({"profile_id": 1}), "profile_id", "Not a valid string."),
        (
            json!({"profile_id": "DEF", "field_mappings": {}}),
            "field_mappings",
            "Expected a list of items but got type \"dict\".",
        ),
        (
            json!({"profile_id": "DEF", "field_mappings": [{"bio_key": "Ani"}]}),
            "field_mappings",
            "Item 0: An object with the texts bio_key and orc_field is needed.",
        ),
        (
            json!({"profile_id": "DEF", "field_mappings": ["Ani"]}),
            "field_mappings",
            "Item 0: An object with the texts bio_key and orc_field is needed.",
        ),
    ] {
        assert_eq!(ann.put(&path, body.clone()).await.expect(400)[field], json!([sentence]), "{body}");
    }
}

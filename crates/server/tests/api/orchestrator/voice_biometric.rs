//! `/orchestrator/api/voice-biometric/profiles/`

use serde_json::{Value, json};

use super::apps::{app, at};
use crate::support::Server;

const PROFILES: &str = "/orchestrator/api/voice-biometric/profiles/";

fn cards() -> Value {
    json!({"name": "test", "bio_keys": [
        {"id": 276, "key": "user_id", "display_name": "user_id"},
        {"id": 277, "key": "Ani", "display_name": "Ani"},
    ]})
}

#[tokio::test]
async fn every_organization_has_the_default_profile() {
    let server = Server::start().await;
    let (viewer, stranger) = (server.viewer().await, server.stranger().await);
    let standard = json!({"profile_id": "DEF", "name": "Default", "bio_keys": [
        {"id": 1, "key": "userID", "display_name": "userID"},
        {"id": 2, "key": "Ani", "display_name": "Ani"},
    ]});
    assert_eq!(viewer.get(PROFILES).await.expect(200), json!([standard]));
    assert_eq!(stranger.get(PROFILES).await.expect(200), json!([standard]));
    assert_eq!(viewer.get(&format!("{PROFILES}DEF/")).await.expect(200), standard);
}

#[tokio::test]
async fn a_profile_is_made_replaced_and_deleted_by_an_admin_of_the_organization() {
    let server = Server::start().await;
    let (admin, viewer, stranger) = (server.admin().await, server.viewer().await, server.stranger().await);
    let path = format!("{PROFILES}XLh0g6d0/");
    let mut expected = json!({"profile_id": "XLh0g6d0"});
    expected.as_object_mut().unwrap().extend(cards().as_object().unwrap().clone());
    assert_eq!(admin.put(&path, cards()).await.expect(201), expected);
    let listed = viewer.get(PROFILES).await.expect(200);
    assert_eq!((&listed[0]["profile_id"], &listed[1]), (&json!("DEF"), &expected));
    assert_eq!(stranger.get(PROFILES).await.expect(200).as_array().unwrap().len(), 1);
    stranger.get(&path).await.expect(404);
    stranger.delete(&path).await.expect(404);

    let short =
        admin.put(&path, json!({"bio_keys": [{"key": "card"}, {"id": 5, "key": "pin"}]})).await.expect(200);
    assert_eq!(
        short,
        json!({"profile_id": "XLh0g6d0", "name": "XLh0g6d0", "bio_keys": [
            {"id": 6, "key": "card", "display_name": "card"},
            {"id": 5, "key": "pin", "display_name": "pin"},
        ]})
    );
    assert_eq!(admin.delete(&path).await.expect(204), Value::Null);
    admin.delete(&path).await.expect(404);
    viewer.get(&path).await.expect(404);
}

#[tokio::test]
async fn the_default_profile_can_get_other_keys_and_stays() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = format!("{PROFILES}DEF/");
    admin.put(&path, cards()).await.expect(200);
    assert_eq!(admin.get(PROFILES).await.expect(200)[0]["name"], "test");
    assert!(admin.delete(&path).await.expect(409)["detail"].as_str().unwrap().contains("DEF"));
}

#[tokio::test]
async fn a_profile_in_use_is_not_deleted_and_keeps_its_mapped_keys() {
    let server = Server::start().await;
    let (admin, ann) = (server.admin().await, server.developer().await);
    let path = format!("{PROFILES}test_1/");
    admin.put(&path, cards()).await.expect(201);
    let app = app(&ann, "my_app").await;
    let mapping =
        json!({"profile_id": "test_1", "field_mappings": [{"bio_key": "user_id", "orc_field": "Dnis"}]});
    ann.put(&at(&app, "voice-biometric/"), mapping).await.expect(200);

    let refused = admin.delete(&path).await.expect(409);
    assert_eq!(
        refused["detail"],
        "This profile is still used by the application my_app [demo]. Unset it there first."
    );
    let refused = admin.put(&path, json!({"bio_keys": [{"key": "Ani"}]})).await.expect(409);
    assert_eq!(
        refused["detail"],
        "The key user_id is used by the application my_app [demo]. Remove it there first."
    );
    // One whose id matches as a pattern is another profile.
    admin.put(&format!("{PROFILES}testX1/"), cards()).await.expect(201);
    admin.delete(&format!("{PROFILES}testX1/")).await.expect(204);

    ann.put(&at(&app, "voice-biometric/"), json!({"profile_id": "", "field_mappings": []})).await.expect(200);
    admin.delete(&path).await.expect(204);
}

#[tokio::test]
async fn only_an_admin_changes_profiles() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let path = format!("{PROFILES}mine/");
    for answer in [owner.put(&path, cards()).await, owner.delete(&path).await] {
        let refused = answer.expect(403);
        assert_eq!(refused["detail"], "You need to be OrgAdmin of your organization to change its profiles.");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_named() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = format!("{PROFILES}mine/");
    for (body, field, sentence) in [
        (json!({}), "bio_keys", "This field is required."),
        (json!({"bio_keys": []}), "bio_keys", "A profile has 1 to 100 keys."),
        (json!({"bio_keys": [{}]}), "bio_keys", "Item 0: key: This field is required."),
        (json!({"bio_keys": [{"key": ""}]}), "bio_keys", "Item 0: key: This field may not be blank."),
        (
            json!({"bio_keys": ["Ani"]}),
            "bio_keys",
            "Item 0: non_field_errors: Invalid data. Expected a dictionary, but got str.",
        ),
        (
            json!({"bio_keys": [{"key": "a"}, {"key": "a"}]}),
            "bio_keys",
            "Item 1: The id or the key a is there twice.",
        ),
        (json!({"bio_keys": [{"key": "a"}], "name": 5}), "name", "Not a valid string."),
        (
            json!({"bio_keys": [{"key": "a"}], "profile_id": "other"}),
            "profile_id",
            "It differs from the id in the address. Send the same, or leave it out.",
        ),
    ] {
        assert_eq!(admin.put(&path, body.clone()).await.expect(400)[field], json!([sentence]), "{body}");
    }
    for id in ["a.b", "a%20b", "%F0%9F%92%A5", "x".repeat(65).as_str()] {
        let refused = admin.put(&format!("{PROFILES}{id}/"), cards()).await.expect(400);
        assert!(refused["profile_id"][0].as_str().unwrap().starts_with("A profile's id has"), "{id}");
    }
}

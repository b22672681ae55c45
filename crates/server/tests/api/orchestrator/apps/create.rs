//! `POST /orchestrator/api/apps/`

use serde_json::{Value, json};
use uuid::Uuid;

use super::{APPS, app};
use crate::support::{GROUP, Server};

#[tokio::test]
async fn the_documented_request_makes_an_app_in_one_s_own_group() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = ann.post(APPS, json!({"name": "my_app"})).await.expect(201);
    assert_eq!(app["name"], "my_app");
    assert_eq!(app["group"], "developer");
    assert!(Uuid::try_parse(app["canvas_id"].as_str().unwrap()).is_ok());
}

#[tokio::test]
async fn the_answer_is_the_whole_documented_object_in_its_order() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "banking2_flow").await;
    let user = ann.user_id;
    let expected = json!({
        "id": app["id"],
        "version": "0.0.1",
        "component_id": format!("{user}.banking2_flow.Apps.orc.demo"),
        "schema_version": 1,
        "description": null,
        "labels": [],
        "displayed_name": "banking2_flow [demo]",
        "created_at": "2026-03-01T12:00:00.000000Z",
        "updated_at": "2026-03-01T12:00:00.000000Z",
        "deployed_at": null,
        "production_flowapp_id": format!("{user}.PRD_banking2_flow.Flow.demo@PRD_banking2_flow.demo"),
        "sandbox_flowapp_id": format!("{user}.SND_banking2_flow.Flow.demo@SND_banking2_flow.demo"),
        "input_fields": [],
        "output_fields": [],
        "reportable": true,
        "reporting_type": "SelfService",
        "user_id": user,
        "group": "demo",
        "name": "banking2_flow",
        "from_snapshot_version": "",
        "shared_with": [],
        "application_type": "ocp",
        "canvas": app["canvas"],
        "canvas_id": app["canvas"],
        "from_snapshot": null,
    });
    assert_eq!(serde_json::to_string_pretty(&app).unwrap(), serde_json::to_string_pretty(&expected).unwrap());
    assert!(Uuid::try_parse(app["id"].as_str().unwrap()).is_ok());
    assert!(Uuid::try_parse(app["canvas"].as_str().unwrap()).is_ok());
}

#[tokio::test]
async fn what_is_said_of_an_app_is_kept_and_what_only_the_server_sets_is_passed_over() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let said = json!({
        "name": "my_app", "group": GROUP, "description": "Pays bills.", "labels": ["bills", "ünï"],
        "input_fields": ["31"], "output_fields": ["1"], "reportable": false, "reporting_type": "Routing",
        "application_type": "legacy", "schema_version": 2, "id": "x",
    });
    let app = ann.post(APPS, said.clone()).await.expect(201);
    for key in ["description", "labels", "input_fields", "output_fields", "reportable", "reporting_type"] {
        assert_eq!(app[key], said[key], "{key}");
    }
    assert_eq!((&app["application_type"], &app["schema_version"]), (&json!("legacy"), &json!(2)));
}

#[tokio::test]
async fn a_key_that_can_not_be_kept_is_refused_by_its_name() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let refused = ann.post(APPS, json!({"name": "my_app", "colour": {"of": "no concern"}})).await.expect(400);
    assert_eq!(refused, json!({"colour": ["There is no such field, so it can't be kept. Leave it out."]}));
    let app = ann.post(APPS, json!({"name": "my_app"})).await.expect(201);
    let path = format!("{APPS}{}/", app["id"].as_str().unwrap());
    ann.patch(&path, json!({"labels": [], "colour": 1})).await.expect(400);
    ann.put(&path, app).await.expect(200);
}

#[tokio::test]
async fn a_name_with_other_characters_is_refused_with_the_documented_sentence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for name in ["my.app", "my app", "my-app", "café", "🍕", "a/b", "a\u{0}b", "💣".repeat(3000).as_str()]
    {
        let refused = ann.post(APPS, json!({"name": name})).await.expect(400);
        let sentence = "Invalid app name. App name must contain only alphanumeric characters and the underscore character.";
        assert_eq!(refused, json!({"name": [sentence]}), "{name}");
    }
}

#[tokio::test]
async fn a_name_that_is_missing_blank_too_long_or_no_text_is_refused_on_the_field() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let long = "a".repeat(10_000);
    for (body, sentence) in [
        (json!({}), "This field is required."),
        (json!({"name": null}), "This field may not be null."),
        (json!({"name": ""}), "This field may not be blank."),
        (json!({"name": long}), "Ensure this field has no more than 255 characters."),
        (json!({"name": 7}), "Not a valid string."),
        (json!({"name": ["my_app"]}), "Not a valid string."),
    ] {
        assert_eq!(ann.post(APPS, body).await.expect(400), json!({"name": [sentence]}));
    }
    assert_eq!(ann.get(APPS).await.expect(200), json!([]));
}

#[tokio::test]
async fn every_field_of_the_wrong_type_is_named_at_once() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let wrong = json!({
        "name": "ok", "group": 1, "description": [], "labels": "bills", "input_fields": [1, "b", ""],
        "output_fields": {}, "reportable": "yes", "reporting_type": null, "application_type": "agentic",
        "schema_version": "1",
    });
    let refused = ann.post(APPS, wrong).await.expect(400);
    assert_eq!(
        refused,
        json!({
            "group": ["Not a valid string."],
            "description": ["Not a valid string."],
            "labels": ["Expected a list of items but got type \"str\"."],
            "input_fields": ["Item 0: Not a valid string.", "Item 2: This field may not be blank."],
            "output_fields": ["Expected a list of items but got type \"dict\"."],
            "reportable": ["Must be a valid boolean."],
            "reporting_type": ["This field may not be null."],
            "application_type": ["\"agentic\" is not a valid choice. Choose one of: ocp, legacy. There are no agents here."],
            "schema_version": ["A whole number from 1 to 2147483647 is required."],
        })
    );
}

#[tokio::test]
async fn a_name_that_exists_in_the_group_is_refused_and_in_another_it_is_not() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let bob = server.member("bob", baton_auth::Role::Developer).await;
    app(&ann, "my_app").await;
    let refused = bob.post(APPS, json!({"name": "my_app", "group": GROUP})).await.expect(400);
    let sentence = "An app with this name already exists in this group. Choose another name.";
    assert_eq!(refused, json!({"name": [sentence]}));
    bob.post(APPS, json!({"name": "my_app"})).await.expect(201);
}

#[tokio::test]
async fn of_twenty_who_want_the_same_name_at_once_one_gets_it_and_nothing_is_half_made() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let ann = ann.clone();
        tries.spawn(async move { ann.post(APPS, json!({"name": "my_app"})).await.status.as_u16() });
    }
    let mut statuses = tries.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 400).count(), 19, "{statuses:?}");
    assert_eq!(ann.get(APPS).await.expect(200).as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn an_app_can_not_be_made_in_a_group_that_is_not_seen_or_only_seen() {
    let server = Server::start().await;
    server.group("secret").await;
    let (ann, viewer) = (server.developer().await, server.viewer().await);
    for group in ["secret", "nowhere", "", "x".repeat(255).as_str()] {
        let answer = ann.post(APPS, json!({"name": "my_app", "group": group})).await;
        match group {
            "" => assert_eq!(answer.expect(201)["group"], "developer"),
            _ => {
                let said = answer.expect(404)["detail"].as_str().unwrap().to_owned();
                assert!(
                    said.starts_with("Not found. There is no group ") && said.ends_with("in `group`."),
                    "{said}"
                );
            }
        }
    }
    let refused = viewer.post(APPS, json!({"name": "my_app", "group": GROUP})).await.expect(403);
    assert_eq!(refused["detail"], "You need the role Developer or higher in this group.");
}

#[tokio::test]
async fn a_new_app_has_an_empty_canvas_and_is_not_deployed() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let canvas = app["canvas"].as_str().unwrap().parse().unwrap();
    let canvas = server.state.store.canvases().get(canvas).await.unwrap().unwrap();
    let document: Value = serde_json::from_str(&canvas.document).unwrap();
    assert_eq!(document["content"], json!({"nodes": [], "edges": []}));
    assert_eq!(ann.get(&super::at(&app, "status/")).await.expect(200), json!({"status": "not-deployed"}));
}

//! Several who change one setting at the same time, over both databases: none of them overwrites another unseen.

use baton_auth::AuthOptions;
use baton_testing::on_both;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::orchestrator::API;
use crate::orchestrator::canvases::{app, canvas_of, exit_node, flow, line};
use crate::support::{Client, Server};

/// Every setting that is replaced as a whole, with two values that it can have.
fn settings(app: &str, flow: &str, handling: &Value) -> Vec<(String, Value, Value)> {
    let handler = |kind: &str| {
        let component = json!({"component_id": handling["component_id"]});
        json!([{"error_types": [kind], "handler": component}])
    };
    let of_both = [app, flow]
        .map(|of| (format!("{of}error-handlers/"), handler("AgentRequest"), handler("MaxNoInputs")));
    let mapped = |field: &str| json!({"profile_id": "DEF", "field_mappings": [{"bio_key": "userID", "orc_field": field}]});
    of_both
        .into_iter()
        .chain([
            (format!("{app}global_fields/"), json!(["a"]), json!(["b"])),
            (format!("{app}field_sensitivity/"), json!({"a": "masked"}), json!({"b": "masked"})),
            (format!("{app}attached_data/"), json!({"a": "1"}), json!({"a": "2"})),
            (format!("{app}voice-biometric/"), mapped("Ani"), mapped("Dnis")),
        ])
        .collect()
}

/// Sends a change of what is here now.
async fn careful(client: &Client, path: &str) -> Client {
    client.clone().with("if-match", client.get(path).await.header("etag"))
}

async fn places(server: &Server) -> (Client, String, String, Value) {
    let ann = server.developer().await;
    let (app, flow, handling) =
        (app(&ann, "my_app").await, flow(&ann, "my_flow").await, flow(&ann, "handling").await);
    for of in [&app, &flow, &handling] {
        ann.put(&canvas_of(of), line(&[exit_node("1")])).await.expect(200);
    }
    let home = |kind: &str, of: &Value| format!("{API}/{kind}/{}/", of["id"].as_str().unwrap());
    (ann, home("apps", &app), home("flows", &flow), handling)
}

on_both! {
    async fn who_changes_a_setting_that_somebody_changed_meanwhile_is_told_so(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let (ann, app, flow, handling) = places(&server).await;
        for (path, one, other) in settings(&app, &flow, &handling) {
            let first = careful(&ann, &path).await;
            let saved = first.put(&path, one.clone()).await;
            saved.expect(200);
            let read = ann.get(&path).await;
            assert_eq!((read.expect(200), read.header("etag")), (saved.json(), saved.header("etag")), "{path}");
            first.put(&path, other.clone()).await.expect(412);
            assert_eq!(ann.get(&path).await.json(), read.json(), "{path}");
            let second = careful(&ann, &path).await;
            // Whoever says nothing writes over it, as before.
            ann.put(&path, other.clone()).await.expect(200);
            second.put(&path, one).await.expect(412);
            ann.clone().with("if-match", "*").put(&path, other).await.expect(200);
            ann.clone().with("if-match", "no tag").put(&path, json!([])).await.expect(400);
        }
    }

    async fn of_many_who_change_one_setting_one_wins(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let (ann, app, ..) = places(&server).await;
        let path = format!("{app}global_fields/");
        let careful = careful(&ann, &path).await;
        let saving: JoinSet<_> = (0..20)
            .map(|number| {
                let (careful, path) = (careful.clone(), path.clone());
                let body = json!([format!("field{number}")]);
                async move { careful.put(&path, body).await.status.as_u16() }
            })
            .collect();
        let mut statuses = saving.join_all().await;
        statuses.sort_unstable();
        assert_eq!((statuses[0], statuses[1], statuses[19]), (200, 412, 412));
    }

    async fn what_is_said_of_an_app_or_flow_is_guarded_and_its_canvas_is_no_part_of_that(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let (ann, app, flow, _) = places(&server).await;
        for path in [app, flow] {
            let before = ann.get(&path).await;
            let canvas = canvas_of(&before.json());
            ann.put(&canvas, line(&[exit_node("2")])).await.expect(200);
            assert_eq!(ann.get(&path).await.header("etag"), before.header("etag"));
            let first = careful(&ann, &path).await;
            let saved = first.patch(&path, json!({"description": "mine"})).await;
            assert_eq!(saved.expect(200)["description"], "mine");
            assert_eq!(saved.header("etag"), ann.get(&path).await.header("etag"));
            first.patch(&path, json!({"input_fields": ["theirs"]})).await.expect(412);
            first.put(&path, json!({"name": "another"})).await.expect(412);
            let now = ann.get(&path).await.expect(200);
            assert_eq!((&now["description"], &now["input_fields"]), (&json!("mine"), &json!([])));
        }
    }
}

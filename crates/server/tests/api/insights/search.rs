use serde_json::{Value, json};

use super::{DIALOGS, balance, bank};
use crate::channels::Call;
use crate::support::{Client, GROUP, Server};

async fn search(ann: &Client, body: Value) -> Value {
    ann.post(&format!("{DIALOGS}/search"), body).await.expect(200)
}

fn ids(found: &Value) -> Vec<&str> {
    found["dialogs"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn dialogs_are_found_by_either_form_of_the_filters_the_newest_first() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    let first = balance(&server, &app, "100").await;
    server.advance(60);
    let second = balance(&server, &app, "200").await;
    let now = server.state.now().as_millis();
    let shown = ann.get(&format!("/orchestrator/api/apps/{}/", app.id)).await.expect(200);
    let flow_app = shown["sandbox_flowapp_id"].clone();
    let nested = json!({
        "from_ms": (now - 3_600_000).to_string(), "to_ms": (now + 1).to_string(), "size": 10, "order": "desc",
        "query_params": {"application_layer": true, "ocp_group_names": [GROUP], "apps": [flow_app], "ani": ["100", "200"]}
    });
    let found = search(&ann, nested).await;
    assert_eq!(ids(&found), [second.as_str(), first.as_str()]);
    let one = &found["dialogs"][0];
    assert_eq!(
        (&one["status"], &one["end_type"], &one["result"]),
        (&json!("ended"), &json!("NEAR_HUP"), &json!("success"))
    );
    assert_eq!((&one["steps"], &one["app_id"], &one["origin_uri"]), (&json!(9), &flow_app, &json!("200")));
    assert_eq!(one["time"], now);

    let top = json!({"from_ms": now - 3_600_000, "to_ms": now, "ani": "100", "ocpGroupNames": [GROUP], "stepsGt": 3, "region": "eu"});
    assert_eq!(ids(&search(&ann, top).await), [first.as_str()]);
    assert!(ids(&search(&ann, json!({"to_ms": now - 60_000, "from_ms": 0})).await).is_empty());
    assert_eq!(ids(&search(&ann, json!({"order": "asc", "size": "1"})).await), [first.as_str()]);
    assert_eq!(search(&ann, json!({"steps_gt": 9})).await["dialogs"], json!([]));
    assert_eq!(
        search(&ann, json!({"application_layer": false, "size": 500, "ani": "100"})).await["dialogs"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["group"] != json!(first))
            .count(),
        0
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap_also_in_the_same_moment() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(Call::start(&server, &app.deployed).await.dialog);
    }
    let (mut seen, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let page = search(&ann, json!({"size": 2, "cursor": cursor})).await;
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        cursor = page["cursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    made.sort();
    made.reverse();
    assert_eq!(seen, made);
    assert_eq!(search(&ann, json!({})).await["dialogs"][0]["status"], "open");
}

#[tokio::test]
async fn a_dialog_is_found_by_its_id_by_a_part_by_its_connection_and_by_what_was_said() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "100").await;
    Call::start(&server, &app.live).await;
    let found = search(&ann, json!({"dialog_id": dialog, "end_type": "no such"})).await;
    assert_eq!(ids(&found), [dialog.as_str()]);
    let connection = found["dialogs"][0]["connection_id"].clone();
    assert_eq!(
        ids(&search(&ann, json!({"query_params": {"session_id": connection}})).await),
        [dialog.as_str()]
    );
    assert_eq!(ids(&search(&ann, json!({"text": "MY BALANCE"})).await), [dialog.as_str()]);
    for nobody in ["4711", "12345678", "%", "_", "said by nobody"] {
        assert!(ids(&search(&ann, json!({"text": nobody})).await).is_empty(), "{nobody}");
    }
    assert_eq!(search(&ann, json!({"test_flag": true})).await["dialogs"].as_array().unwrap().len(), 1);
    let parts = search(&ann, json!({"application_layer": false, "dialog_group": dialog, "size": 100})).await;
    let kinds: Vec<_> =
        parts["dialogs"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"app") && kinds.contains(&"miniapp"), "{kinds:?}");
    let part = parts["dialogs"].as_array().unwrap().iter().find(|one| one["kind"] == "miniapp").unwrap();
    let of_mini_app = search(&ann, json!({"application_layer": true, "apps": [part["app_id"]]})).await;
    assert!(ids(&of_mini_app).contains(&part["id"].as_str().unwrap()));
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for (body, field) in [
        (json!({"from_ms": 2, "to_ms": 1}), "from_ms"),
        (json!({"from_ms": "yesterday"}), "from_ms"),
        (json!({"to_ms": -1}), "to_ms"),
        (json!({"size": 1_000_000}), "size"),
        (json!({"size": 0}), "size"),
        (json!({"order": "sideways"}), "order"),
        (json!({"cursor": "abc"}), "cursor"),
        (json!({"query_params": []}), "query_params"),
        (json!({"query_params": {"colour": "red"}}), "colour"),
        (json!({"apps": {"a": 1}}), "apps"),
        (json!({"ani": vec!["1"; 101]}), "ani"),
        (json!({"application_layer": "maybe"}), "application_layer"),
    ] {
        let refused = ann.post(&format!("{DIALOGS}/search"), body.clone()).await.expect(400);
        assert!(refused[field][0].is_string(), "{body}: {refused}");
    }
    ann.post(&format!("{DIALOGS}/search"), json!([])).await.expect(400);
}

#[tokio::test]
async fn nobody_finds_or_reads_dialogs_of_others() {
    let server = Server::start().await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "100").await;
    let stranger = server.stranger().await;
    assert!(ids(&search(&stranger, json!({"ocp_group_names": [GROUP]})).await).is_empty());
    assert!(ids(&search(&stranger, json!({"dialog_id": dialog})).await).is_empty());
    for path in ["", "/log", "/records"] {
        stranger.get(&format!("{DIALOGS}/{dialog}{path}")).await.expect(404);
        ann.get(&format!("{DIALOGS}/no-such-dialog{path}")).await.expect(404);
        assert_eq!(server.nobody().get(&format!("{DIALOGS}/{dialog}{path}")).await.status, 401);
    }
    server.nobody().post(&format!("{DIALOGS}/search"), json!({})).await.expect(401);
}

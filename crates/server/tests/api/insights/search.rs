use baton_server::Limits;
use baton_store::{FeedHold, RecordBatch, RecordRow, RecordedDialog};
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

/// Writes down so many dialogs of a turn each, a second apart, in two groups.
async fn told(server: &Server, number: u16, said: impl Fn(u16) -> &'static str) {
    let now = server.state.now();
    let feed = server.state.store.records().feed();
    let from = feed.hold("test", now, now.plus_seconds(1)).await.unwrap().unwrap();
    let group_of = |index: u16| if index.is_multiple_of(3) { "other".to_owned() } else { GROUP.to_owned() };
    let began = |index: u16| now.plus_seconds(i64::from(index) - 1_000);
    let turn = |index: u16| RecordRow {
        position: from.position + 1 + i64::from(index),
        group_id: format!("d{index:04}"),
        step: 1,
        time: began(index),
        ocp_group: group_of(index),
        said: said(index).into(),
    };
    let dialog = |index: u16| RecordedDialog {
        id: format!("d{index:04}"),
        group_id: format!("d{index:04}"),
        kind: "app".into(),
        application_id: uuid::Uuid::nil().to_string(),
        ocp_group: group_of(index),
        app: "app".into(),
        name: "app".into(),
        started_at: began(index),
        ended_at: None,
        duration_ms: 0,
        end_type: String::new(),
        result: String::new(),
        reason: String::new(),
        channel: "web-chat".into(),
        locale: "de-DE".into(),
        ani: String::new(),
        dnis: String::new(),
        connection_id: String::new(),
        test_mode: false,
        steps: 0,
        no_inputs: 0,
        no_matches: 0,
    };
    let batch = RecordBatch {
        from,
        to: FeedHold { position: from.position + i64::from(number), ..from },
        records: (0..number).map(turn).collect(),
        began: (0..number).map(dialog).collect(),
        over: Vec::new(),
        counts: Vec::new(),
    };
    assert!(feed.commit(batch).await.unwrap());
}

baton_testing::on_both! {
async fn either_flow_application_id_of_an_app_finds_its_dialogs(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "1").await;
    let shown = ann.get(&format!("/orchestrator/api/apps/{}/", app.id)).await.expect(200);
    for key in ["sandbox_flowapp_id", "production_flowapp_id"] {
        let found = search(&ann, json!({"apps": [shown[key]]})).await;
        assert_eq!(ids(&found), [&dialog], "{key}");
        let counted = json!({"metrics": [{"name": "TOTAL_FLOWS", "operator": "count"}],
            "start": "2026-03-01 00:00:00", "end": "2026-03-02 00:00:00",
            "filters": [{"column": "APP_ID", "values": [shown[key]]}]});
        let path = "/metrics-api/v3/tables/DIALOGS_METRICS/aggregations";
        assert_eq!(ann.post(path, counted).await.expect(200)["metrics"][0]["value"], 1, "{key}");
    }
}

async fn dialogs_are_found_by_either_form_of_the_filters_the_newest_first(test: &TestDatabase) {
    let server = Server::on(test).await;
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

async fn pages_follow_each_other_without_a_gap_also_in_the_same_moment(test: &TestDatabase) {
    let server = Server::on(test).await;
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

async fn a_dialog_is_found_by_its_id_by_a_part_by_its_connection_and_by_what_was_said(test: &TestDatabase) {
    let server = Server::on(test).await;
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

async fn whoever_follows_the_pages_comes_to_everything_that_was_said_however_seldom(test: &TestDatabase) {
    let server = Server::on_with(test, Limits { search_turns: 1, ..Limits::default() }).await;
    server.group("other").await;
    let ann = server.admin().await;
    told(&server, 450, |index| if [3, 17, 430].contains(&index) { "nach Österreich" } else { "etwas" }).await;
    for (order, expected) in [("desc", ["d0430", "d0017", "d0003"]), ("asc", ["d0003", "d0017", "d0430"])] {
        let (mut found, mut looked_to, mut cursor) = (Vec::new(), Vec::new(), Value::Null);
        loop {
            let body = json!({"order": order, "size": 2, "text": "ÖSTERREICH", "cursor": cursor});
            let page = search(&ann, body).await;
            found.extend(ids(&page).into_iter().map(str::to_owned));
            cursor = page["cursor"].clone();
            assert_eq!(cursor.is_null(), page["looked_to_ms"].is_null(), "{page}");
            if cursor.is_null() {
                break;
            }
            looked_to.push(page["looked_to_ms"].as_i64().unwrap());
        }
        assert_eq!(found, expected, "each once, in the order of all pages");
        assert!(looked_to.len() >= 2, "no page looks at more than it may: {looked_to:?}");
        let mut sorted = looked_to.clone();
        sorted.sort_unstable();
        if order == "desc" {
            sorted.reverse();
        }
        assert_eq!(looked_to, sorted);
    }
    let page = search(&ann, json!({"text": "said by nobody"})).await;
    assert_eq!(page["dialogs"], json!([]));
    assert!(page["cursor"].is_string() && page["looked_to_ms"].is_i64(), "it does not say that there is none: {page}");
    assert_eq!(search(&ann, json!({"size": 1})).await["looked_to_ms"], Value::Null);
}

async fn what_is_wrong_is_named(test: &TestDatabase) {
    let server = Server::on(test).await;
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
        (json!({"text": ["one", "two"]}), "text"),
    ] {
        let refused = ann.post(&format!("{DIALOGS}/search"), body.clone()).await.expect(400);
        assert!(refused[field][0].is_string(), "{body}: {refused}");
    }
    ann.post(&format!("{DIALOGS}/search"), json!([])).await.expect(400);
}

async fn nobody_finds_or_reads_dialogs_of_others(test: &TestDatabase) {
    let server = Server::on(test).await;
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
}

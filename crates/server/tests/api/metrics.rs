//! `/metrics-api`

use serde_json::{Value, json};

use crate::channels::Call;
use crate::insights::{balance, bank};
use crate::support::{Client, GROUP, Server};

async fn ask(ann: &Client, path: &str, mut body: Value) -> Value {
    for (key, value) in
        [("start", "2026-03-01 00:00:00"), ("end", "2026-03-02 00:00:00"), ("timezone", "UTC")]
    {
        body[key] = json!(value);
    }
    body["time_column"] = json!("STREAM_START_DATETIME");
    ann.post(&format!("/metrics-api/v3/tables/{path}"), body).await.expect(200)
}

baton_testing::on_both! {
async fn tables_and_their_columns_are_told_under_both_versions(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.viewer().await;
    for version in ["v3", "v4"] {
        let tables = ann.get(&format!("/metrics-api/{version}/tables")).await.expect(200);
        assert_eq!(tables["tables"][0], "DIALOGS_METRICS");
        for table in tables["tables"].as_array().unwrap() {
            let path = format!("/metrics-api/{version}/tables/{}", table.as_str().unwrap());
            let columns = ann.get(&path).await.expect(200);
            let first = &columns[0];
            assert_eq!(first, &json!({"name": "STREAM_START_DATETIME", "type": "timestamp", "pk": true}));
            assert!(columns.as_array().unwrap().iter().any(|column| column["pk"] == false));
        }
    }
    let gone = ann.get("/metrics-api/v3/tables/NOTHING").await.expect(404);
    assert_eq!(gone["message"], "There is no such table.");
}

async fn dialogs_turns_intents_and_nodes_are_counted_to_the_last_turn(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, _) = bank(&server).await;
    balance(&server, &app, "1").await;
    server.advance(300);
    let ann = server.viewer().await;
    let mut call = Call::start(&server, &app.deployed).await;
    let metric = |name: &str, operator: &str| json!({"name": name, "operator": operator});
    let asked = json!({"metrics": [
        metric("TOTAL_FLOWS", "count"), metric("CONTAINED", "sum"), metric("STEPS", "max"),
        {"name": "DURATION", "operator": "avg", "alias": "length"}
    ], "ocp_group_names": [GROUP]});
    let told = ask(&ann, "DIALOGS_METRICS/aggregations", asked).await;
    assert_eq!(
        told,
        json!({"metrics": [
            {"name": "count_TOTAL_FLOWS", "value": 2}, {"name": "sum_CONTAINED", "value": 1},
            {"name": "max_STEPS", "value": 9}, {"name": "length", "value": 0.0}
        ]})
    );
    let by_status = json!({"metrics": [metric("TOTAL_FLOWS", "count")],
        "group_by": {"columns": ["FLOW_INSTANCE_STATUS"], "percentage": []}});
    let told = ask(&ann, "DIALOGS_METRICS/groups", by_status.clone()).await;
    let mut keys: Vec<_> = told["metrics"][0]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["key"][0].as_str().unwrap().to_owned())
        .collect();
    keys.sort();
    assert_eq!(keys, ["ACTIVE", "COMPLETED"]);
    assert_eq!(told["metrics"][0]["groups"][0]["percentage"]["value"], 50.0);

    let turns = json!({"metrics": [metric("TOTAL_TURNS", "sum")], "group_by": {"columns": ["STREAM_START_DATETIME"], "percentage": []}});
    let told = ask(&ann, "TURNS_METRICS/groups", turns.clone()).await;
    let of = |told: &Value| {
        told["metrics"][0]["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["key"][0].as_str().unwrap().to_owned(), one["value"].as_i64().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&told), [("2026-03-01 12:00:00".to_owned(), 9), ("2026-03-01 12:05:00".to_owned(), 1)]);
    call.send(json!({"utterance": "[hup]"})).await.expect(200);
    assert_eq!(of(&ask(&ann, "TURNS_METRICS/groups", turns).await)[1].1, 2);
    let failed = json!({"metrics": [metric("TOTAL_FLOWS", "count")], "filters": [{"column": "END_TYPE", "values": ["FAR_HUP"]}]});
    assert_eq!(ask(&ann, "DIALOGS_METRICS/aggregations", failed).await["metrics"][0]["value"], 1);
    let intents = json!({"metrics": [metric("TOTAL_INTENTS", "sum")], "group_by": {"columns": ["INTENT"], "percentage": []}});
    let told = ask(&ann, "INTENTS_METRICS/groups", intents).await;
    assert_eq!(told["metrics"][0]["groups"].as_array().unwrap().len(), 2, "{told}");
    let nodes = json!({"metrics": [metric("TOTAL_VISITS", "sum")], "group_by": {"columns": ["NODE_ID", "COMPONENT_ID"], "percentage": []}});
    let told = ask(&ann, "NODES_METRICS/groups", nodes).await;
    assert!(told["metrics"][0]["groups"].as_array().unwrap().len() > 3);
    let reached = json!({"metrics": [metric("TOTAL_DIALOGS", "sum")], "group_by": {"columns": ["NODE_ID", "TEST_FLAG"], "percentage": []}});
    let told = ask(&ann, "REACHED_METRICS/groups", reached).await;
    let groups = told["metrics"][0]["groups"].as_array().unwrap();
    let first = groups.iter().find(|one| one["key"][0] == "welcome").unwrap();
    // Two dialogs, of which one went round twice.
    assert_eq!((&first["key"][1], &first["value"]), (&json!("false"), &json!(2)), "{told}");
    assert!(groups.iter().all(|one| one["value"].as_i64() <= Some(2)), "{told}");
    let stranger = server.stranger().await;
    let nothing =
        ask(&stranger, "DIALOGS_METRICS/aggregations", json!({"metrics": [metric("TOTAL_FLOWS", "count")]}))
            .await;
    assert_eq!(nothing["metrics"][0]["value"], 0);
    call.dialog.clear();
}

async fn days_are_those_of_the_zone_that_is_asked_for(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, _) = bank(&server).await;
    // Half past eight in the evening of the first of March in New Delhi, and half past midnight of the second.
    server.advance(3 * 3_600);
    balance(&server, &app, "1").await;
    server.advance(4 * 3_600);
    balance(&server, &app, "2").await;
    let ann = server.member("later", baton_auth::Role::Viewer).await;
    let days = |zone: &str| {
        json!({"metrics": [{"name": "TOTAL_FLOWS", "operator": "count"}], "start": "2026-03-01 00:00:00",
               "end": "2026-03-03 00:00:00", "timezone": zone, "downsampling": "1d",
               "group_by": {"columns": ["STREAM_START_DATETIME"], "percentage": []}})
    };
    let told = async |zone: &str| {
        let path = "/metrics-api/v3/tables/DIALOGS_METRICS/groups";
        let told = ann.post(path, days(zone)).await.expect(200);
        let groups = told["metrics"][0]["groups"].as_array().unwrap().clone();
        groups
            .iter()
            .map(|one| (one["key"][0].as_str().unwrap().to_owned(), one["value"].as_i64().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("UTC").await, [("2026-03-01 00:00:00".to_owned(), 2)]);
    let of_each = |value| ["2026-03-01 00:00:00", "2026-03-02 00:00:00"].map(|day| (day.to_owned(), value));
    assert_eq!(told("Asia/Kolkata").await, of_each(1));
}

async fn what_is_not_known_yet_of_a_dialog_is_left_out(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, _) = bank(&server).await;
    let call = Call::start(&server, &app.deployed).await;
    server.advance(10);
    call.send(json!({"utterance": "balance"})).await.expect(200);
    let ann = server.viewer().await;
    let metrics = json!([
        {"name": "TOTAL_FLOWS", "operator": "count"}, {"name": "CONTAINED", "operator": "avg"},
        {"name": "DURATION", "operator": "min"}, {"name": "STEPS", "operator": "count"}
    ]);
    let sums = async || {
        let told = ask(&ann, "DIALOGS_METRICS/aggregations", json!({"metrics": metrics})).await;
        let values = told["metrics"].as_array().unwrap().iter().map(|one| one["value"].clone());
        values.collect::<Vec<_>>()
    };
    assert_eq!(sums().await, [json!(1), Value::Null, Value::Null, json!(0)], "it is under way");
    balance(&server, &app, "1").await;
    let with_one_that_is_over = sums().await;
    assert_eq!(with_one_that_is_over, [json!(2), json!(1.0), json!(0), json!(1)]);
    call.send(json!({"utterance": "[hup]"})).await.expect(200);
    assert_eq!(sums().await, [json!(2), json!(1.0), json!(0), json!(2)]);
    let by_end = json!({"metrics": [{"name": "DURATION", "operator": "max"}],
                        "group_by": {"columns": ["END_TYPE"]}});
    let told = ask(&ann, "DIALOGS_METRICS/groups", by_end).await;
    let groups = told["metrics"][0]["groups"].as_array().unwrap();
    assert!(groups.iter().all(|one| one["percentage"]["value"].is_null()), "{told}");
    let given_up = groups.iter().find(|one| one["key"][0] == "FAR_HUP").unwrap();
    assert_eq!(given_up["value"], 10_000);
}

async fn what_is_wrong_is_said(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.viewer().await;
    let good = json!({"metrics": [{"name": "TOTAL_FLOWS", "operator": "count"}], "start": "2026-03-01 00:00:00", "end": "2026-03-02 00:00:00"});
    let path = "/metrics-api/v3/tables/DIALOGS_METRICS/aggregations";
    ann.post(path, good.clone()).await.expect(200);
    for (key, bad) in [
        ("start", json!("yesterday")),
        ("end", json!("2026-02-01 00:00:00")),
        ("timezone", json!("Mars/Olympus")),
        ("time_column", json!("OTHER")),
        ("downsampling", json!("7m")),
        ("metrics", json!([])),
        ("metrics", json!([{"name": "1; DROP TABLE records", "operator": "sum"}])),
        ("metrics", json!([{"name": "TOTAL_FLOWS", "operator": "median"}])),
        ("filters", json!([{"column": "OCP_GROUP_NAME", "values": ["x"]}])),
        ("filters", json!([{"column": "COLOUR", "values": ["x"]}])),
        ("group_by", json!({"columns": ["END_TYPE"]})),
        (
            "metrics",
            json!([{"name": "STEPS", "operator": "sum"}, {"name": "DURATION", "operator": "avg", "alias": "sum_STEPS"}]),
        ),
    ] {
        let mut body = good.clone();
        body[key] = bad;
        let refused = ann.post(path, body.clone()).await.expect(400);
        assert!(refused["message"].is_string(), "{body}: {refused}");
    }
    let groups = "/metrics-api/v3/tables/DIALOGS_METRICS/groups";
    for group_by in [
        json!({"columns": ["END_TYPE", "end_type"]}),
        json!({"columns": ["END_TYPE"], "percentage": ["CHANNEL"]}),
    ] {
        let mut body = good.clone();
        body["group_by"] = group_by;
        let refused = ann.post(groups, body).await.expect(400);
        assert!(refused["message"].as_str().unwrap().starts_with("group_by."), "{refused}");
    }
    // What is of another shape is said in the same way, with where it is.
    for (key, bad, named) in [
        ("start", json!(5), "start: "),
        ("end", json!(null), "end: "),
        ("metrics", json!("all"), "metrics: "),
        ("filters", json!([{"column": "CHANNEL", "values": [1]}]), "filters[0].values[0]: "),
        ("colour", json!("red"), "colour: "),
    ] {
        let mut body = good.clone();
        body[key] = bad;
        let refused = ann.post(path, body.clone()).await.expect(400);
        assert!(refused["message"].as_str().unwrap().starts_with(named), "{body}: {refused}");
    }
    let refused = ann.post(path, json!([])).await.expect(400);
    assert_eq!(refused["message"], "Invalid data. Expected a dictionary, but got list.");
    let mut empty = good;
    (empty["filters"], empty["ocp_group_names"]) = (json!(null), json!(null));
    ann.post(path, empty).await.expect(200);
    server.nobody().get("/metrics-api/v3/tables").await.expect(401);
}
}

//! `GET /orchestrator/api/results/<result_id>/`

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::apps::{app, at, draw_greeting, id};
use crate::support::{Client, Server};

const RESULTS: &str = "/orchestrator/api/results/";

/// Deploys behind the request: the id of the result.
async fn deploy(client: &Client, app: &Value) -> String {
    let started = client.post(&at(app, "deploy/?all=true&async=true"), json!({})).await.expect(200);
    assert_eq!(started.as_object().unwrap().keys().collect::<Vec<_>>(), ["result_id"]);
    started["result_id"].as_str().unwrap().to_owned()
}

async fn done(client: &Client, result: &str) -> Value {
    loop {
        let answer = client.get(&format!("{RESULTS}{result}/")).await.expect(200);
        if answer["status"] != "pending" {
            return answer;
        }
        assert_eq!(answer, json!({"task_id": result, "async_result": null, "status": "pending"}));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_deployment_behind_the_request_comes_to_the_documented_result() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "ek_local_uswest_1").await;
    draw_greeting(&server, &ann, &app).await;
    let result = deploy(&ann, &app).await;
    let answer = done(&ann, &result).await;
    let sentence = "App ek_local_uswest_1 has been deployed successfully.";
    assert_eq!(answer, json!({"task_id": result, "async_result": sentence, "status": "success"}));
    assert_eq!(ann.get(&at(&app, "status/")).await.expect(200), json!({"status": "started"}));
}

#[tokio::test]
async fn a_failed_one_carries_the_errors_that_the_synchronous_answer_would() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let synchronous = ann.post(&at(&app, "deploy/?all=true"), json!({})).await.expect(400);
    let answer = done(&ann, &deploy(&ann, &app).await).await;
    assert_eq!(answer["status"], "failure");
    assert_eq!(answer["async_result"], synchronous);
    assert_eq!((&answer["detail"], &answer["errors"]), (&synchronous["detail"], &synchronous["errors"]));
}

#[tokio::test]
async fn one_that_does_not_exist_is_told_with_the_documented_sentence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let unknown = Uuid::new_v4().to_string();
    for id in [unknown.as_str(), "7", "none"] {
        let answer = ann.get(&format!("{RESULTS}{id}/")).await.expect(404);
        assert_eq!(answer, json!({"detail": format!("Task result {id} not found.")}));
    }
    ann.get(&format!("{RESULTS}%ff/")).await.expect(404);
    ann.get(&format!("{RESULTS}{}/", "x".repeat(5000))).await.expect(404);
}

#[tokio::test]
async fn a_result_is_kept_for_a_day_and_seen_by_those_who_see_the_app() {
    let server = Server::start().await;
    let (ann, viewer, stranger) = (server.developer().await, server.viewer().await, server.stranger().await);
    let app = app(&ann, "my_app").await;
    let result = deploy(&ann, &app).await;
    done(&viewer, &result).await;
    let path = format!("{RESULTS}{result}/");
    let hidden = stranger.get(&path).await.expect(404);
    assert_eq!(hidden, json!({"detail": format!("Task result {result} not found.")}));

    let now = server.state.now();
    let kept = server.state.store.results().get(result.parse().unwrap(), now.plus_seconds(24 * 3600)).await;
    assert!(kept.unwrap().is_some());
    let kept =
        server.state.store.results().get(result.parse().unwrap(), now.plus_seconds(24 * 3600 + 1)).await;
    assert!(kept.unwrap().is_none());
}

#[tokio::test]
async fn one_that_a_restart_cut_short_has_failed_and_says_so() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let pending = baton_store::TaskResult {
        id: Uuid::new_v4(),
        application_id: id(&app),
        status: "pending".to_owned(),
        body: Value::Null,
        created_at: server.state.now(),
        alive_at: server.state.now(),
    };
    server.state.store.results().put(&pending).await.unwrap();
    assert_eq!(server.state.settle_unfinished().await.unwrap(), 0, "another node may be at work on it");
    server.advance(50);
    server.state.store.results().alive(pending.id, server.state.now()).await.unwrap();
    server.advance(50);
    assert_eq!(server.state.settle_unfinished().await.unwrap(), 0, "it said that it lives");
    server.advance(20);
    assert_eq!(server.state.settle_unfinished().await.unwrap(), 1);
    let answer = done(&ann, &pending.id.to_string()).await;
    assert_eq!(answer["status"], "failure");
    assert_eq!(answer["detail"], "The server was restarted before this was done. Start it again.");
}

#[tokio::test]
async fn many_at_once_all_come_to_an_end() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    let mut results = Vec::new();
    for _ in 0..20 {
        results.push(deploy(&ann, &app).await);
    }
    for result in results {
        assert_eq!(done(&ann, &result).await["status"], "success");
    }
}

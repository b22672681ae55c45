//! `/health/…`, `/metrics`, and what surrounds every request.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use crate::channels::{Call, DIALOGS};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn a_server_is_ready_while_its_store_answers() {
    let server = Server::start().await;
    let nobody = server.nobody();
    assert_eq!(nobody.get("/health/live").await.expect(200)["status"], "ok");
    assert_eq!(nobody.get("/health/ready").await.expect(200)["status"], "ok");
    server.state.store.close().await;
    assert_eq!(nobody.get("/health/ready").await.expect(503)["status"], "unavailable");
    assert_eq!(nobody.get("/health/live").await.expect(200)["status"], "ok");
}

#[tokio::test]
async fn while_the_store_is_away_nobody_is_told_that_their_token_or_dialog_is_gone() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let call = Call::start(&server, &bank.live).await;
    let gateway = server.developer().await;
    gateway.get("/orchestrator/api/apps/").await.expect(200);
    server.state.store.close().await;
    let begin = json!({"application_id": "any", "source": "chat", "context": {"semantics": {"Dnis": "800"}}});
    let bearer = format!("Bearer {}", bank.deployed);
    let caller = server.nobody().with("authorization", &bearer);
    let going_on = format!("{DIALOGS}/{}", call.dialog);
    for answer in [
        caller.post(DIALOGS, begin.clone()).await,
        gateway.post(DIALOGS, begin).await,
        gateway.post(&going_on, json!({"utterance": "hello"})).await,
        call.send(json!({"utterance": "hello"})).await,
        gateway.get("/orchestrator/api/apps/").await,
    ] {
        assert!(answer.expect(503)["detail"].as_str().unwrap().contains("Try again"), "{answer}");
        assert_eq!(answer.header("retry-after"), "1");
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_and_never_by_what_was_asked_for() {
    let server = Server::start().await;
    let viewer = server.viewer().await;
    viewer.get("/access/api/groups/a-name-that-nobody-else-asks-for/").await.expect(404);
    viewer.get("/access/api/groups/demo?secret=a-query-that-nobody-else-sends").await.expect(200);
    viewer.get("/a-path-that-nobody-else-asks-for/").await.expect(404);
    let strange = Method::from_bytes(b"PROPFIND").unwrap();
    viewer.send(strange, "/access/api/groups/", None, Body::empty()).await.expect(405);
    let answer = viewer.get("/metrics").await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    let counted = |labels: &str| {
        let lines = text.lines().filter(|line| line.starts_with("http_requests_total{"));
        lines.filter(|line| labels.split(' ').all(|label| line.contains(label))).count()
    };
    assert_eq!(counted(r#"method="GET" route="/access/api/groups/{group}/" status="404""#), 1, "{text}");
    assert_eq!(counted(r#"method="GET" route="/access/api/groups/{group}/" status="200""#), 1);
    assert_eq!(counted(r#"method="GET" route="none" status="404""#), 1);
    assert_eq!(counted(r#"method="OTHER" status="405""#), 1);
    assert!(text.contains("http_request_duration_seconds_bucket{"));
    for kind in text.lines().filter_map(|line| line.strip_prefix("# TYPE ")) {
        let name = kind.split(' ').next().unwrap();
        assert!(text.contains(&format!("# HELP {name} ")), "{name} has no line of help");
    }
    assert!(!text.contains("nobody-else"), "{text}");
    assert!(answer.header("content-type").starts_with("text/plain"));
}

#[tokio::test]
async fn every_answer_names_its_request() {
    let server = Server::start().await;
    let given = server.nobody().with("x-request-id", "abc-1").get("/health/live").await;
    assert_eq!(given.header("x-request-id"), "abc-1");
    for made_up in [server.nobody(), server.nobody().with("x-request-id", "<script>")] {
        let answer = made_up.get("/nowhere/").await;
        assert!(uuid::Uuid::parse_str(answer.header("x-request-id")).is_ok(), "{answer}");
    }
}

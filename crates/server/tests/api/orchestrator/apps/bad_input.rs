//! What nobody should send: each gets a clear error, and nothing is written.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use super::{APPS, app, at};
use crate::support::{Answer, Client, Server};

async fn post(client: &Client, body: impl Into<Body>) -> Answer {
    client.send(Method::POST, APPS, Some("application/json"), body.into()).await
}

#[tokio::test]
async fn what_is_not_json_is_told_so() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for body in
        ["", "{", "{'name': 'x'}", "name=x", "{\"name\": \"x\"} {}", "\u{feff}{}", "{\"name\": 1e999}"]
    {
        let refused = post(&ann, body).await.expect(400);
        assert!(refused["detail"].as_str().unwrap().starts_with("JSON parse error - "), "{body}: {refused}");
    }
    for body in [vec![0xff, 0xfe], b"{\"name\": \"\xff\"}".to_vec()] {
        let refused = post(&ann, body).await.expect(400);
        assert!(refused["detail"].is_string(), "{refused}");
    }
    assert_eq!(ann.get(APPS).await.expect(200), json!([]));
}

#[tokio::test]
async fn json_that_is_no_object_is_told_so() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for (body, kind) in
        [("[]", "list"), ("\"x\"", "str"), ("7", "int"), ("1.5", "float"), ("null", "null"), ("true", "bool")]
    {
        let refused = post(&ann, body).await.expect(400);
        let sentence = format!("Invalid data. Expected a dictionary, but got {kind}.");
        assert_eq!(refused, json!({"non_field_errors": [sentence]}));
    }
}

#[tokio::test]
async fn json_that_is_too_deep_or_too_large_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let deep = format!("{{\"name\": \"ok\", \"labels\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    let refused = post(&ann, deep).await.expect(400);
    assert_eq!(refused, json!({"detail": "The JSON is nested deeper than 64 levels."}));
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(8 * 1024 * 1024));
    let refused = post(&ann, large).await.expect(413);
    assert_eq!(refused, json!({"detail": "The body is too large. At most 8 MiB are taken."}));
    let many = json!({"name": "ok", "labels": vec!["x"; 1001]});
    let refused = ann.post(APPS, many).await.expect(400);
    assert_eq!(refused, json!({"labels": ["Ensure this field has no more than 1000 elements."]}));
    assert_eq!(ann.get(APPS).await.expect(200), json!([]));
}

#[tokio::test]
async fn another_kind_of_body_is_415_and_another_method_405() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let answer = ann.send(Method::POST, APPS, Some("text/plain"), "{\"name\": \"x\"}".into()).await;
    assert!(answer.expect(415)["detail"].as_str().unwrap().starts_with("Unsupported media type"));
    let app = app(&ann, "my_app").await;
    let answer = ann.send(Method::DELETE, APPS, None, Body::empty()).await;
    assert_eq!(answer.expect(405), json!({"detail": "Method \"DELETE\" not allowed."}));
    let answer = ann.send(Method::PUT, &at(&app, "status/"), None, Body::empty()).await;
    assert_eq!(answer.expect(405), json!({"detail": "Method \"PUT\" not allowed."}));
}

#[tokio::test]
async fn a_path_that_leads_nowhere_is_404() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    for path in
        [at(&app, "nothing/"), "/orchestrator/api/".to_owned(), "/orchestrator/api/nothing/".to_owned()]
    {
        assert_eq!(ann.get(&path).await.expect(404), json!({"detail": "Not found."}), "{path}");
    }
}

#[tokio::test]
async fn the_same_bad_bodies_are_refused_wherever_a_body_is_taken() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    for (method, rest) in [
        (Method::PUT, ""),
        (Method::PATCH, ""),
        (Method::PUT, "attached_data/"),
        (Method::PUT, "voice-biometric/"),
    ] {
        for body in ["", "{", "[]", "7", "null", "\"x\""] {
            let answer =
                ann.send(method.clone(), &at(&app, rest), Some("application/json"), body.into()).await;
            assert_eq!(answer.status.as_u16(), 400, "{method} {rest} {body}: {answer}");
        }
    }
    assert_eq!(ann.get(&at(&app, "")).await.expect(200), app);
}

#[tokio::test]
async fn a_null_character_is_refused_wherever_it_comes() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for query in ["org_id=%00", "search_term=a%00", "limit=1%00"] {
        let refused = ann.get(&format!("{APPS}pagination/?{query}")).await.expect(400);
        let name = query.split('=').next().unwrap();
        assert_eq!(refused, json!({name: ["Null characters are not allowed."]}));
    }
    let refused = ann.post(APPS, json!({"name": "ok", "labels": ["a\u{0}"]})).await.expect(400);
    assert_eq!(refused, json!({"labels": ["Item 0: Null characters are not allowed."]}));
}

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use super::{Call, DIALOGS, post};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn without_a_token_nobody_is_let_in_and_a_wrong_one_is_no_better() {
    let server = Server::start().await;
    let missing = server.nobody().post(DIALOGS, json!({})).await.expect(401);
    assert_eq!(missing, json!({"detail": "Authentication credentials were not provided."}));
    let wrong = post(&server, &"0".repeat(80), DIALOGS, json!({})).await.expect(401);
    assert_eq!(wrong, json!({"detail": "Given token not valid."}));
    let path = format!("{DIALOGS}/x.1.y");
    post(&server, "nonsense", &path, json!({"utterance": "hi"})).await.expect(401);
    server.developer().await.post(DIALOGS, json!({})).await.expect(401);
}

#[tokio::test]
async fn a_dialog_of_another_application_is_not_found() {
    let server = Server::start().await;
    let (bank, hello) = (deployed(&server, "bank").await, deployed(&server, "hello").await);
    let mut call = Call::start(&server, &bank.deployed).await;
    let path = format!("{DIALOGS}/{}", call.dialog);
    post(&server, &hello.deployed, &path, json!({"utterance": "[hup]"})).await.expect(404);
    assert_eq!(call.say("[noinput]").await, "How can I help you?");
}

#[tokio::test]
async fn an_unknown_dialog_is_not_found() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    for id in ["x", "a.1.b", "%00", "%FF", &"9".repeat(5_000)] {
        post(&server, &hello.deployed, &format!("{DIALOGS}/{id}"), json!({"utterance": "hi"}))
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn a_body_that_can_not_be_read_is_a_clear_error() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    let client = server.nobody().with("authorization", &format!("Bearer {}", hello.deployed));
    let deep = format!("{{\"context\":{}}}", "[".repeat(1_000));
    for (body, sentence) in [
        (json!({"source": 7}), json!({"source": ["Not a valid string."]})),
        (json!({"application_id": 5}), json!({"application_id": ["Not a valid string."]})),
        (json!({"user": {"email": []}}), json!({"user.email": ["Not a valid string."]})),
    ] {
        assert_eq!(client.post(DIALOGS, body).await.expect(400), sentence);
    }
    let context = client.post(DIALOGS, json!({"context": "x"})).await.expect(400);
    assert!(
        context["context"][0].as_str().unwrap().starts_with("It is not of the expected shape"),
        "{context}"
    );
    for list in [json!([]), json!([null, null, null, null, null, null])] {
        let refused = client.post(DIALOGS, list).await.expect(400);
        assert_eq!(refused, json!({"detail": "Invalid data. Expected a dictionary, but got list."}));
    }
    for body in ["", "{", "[]", "\"x\"", "{} x", &deep] {
        let answer =
            client.send(Method::POST, DIALOGS, Some("application/json"), Body::from(body.to_owned())).await;
        assert!(answer.expect(400)["detail"].is_string(), "{body}");
    }
    let large = format!("{{\"source\": \"{}\"}}", "x".repeat(9 << 20));
    client.send(Method::POST, DIALOGS, Some("application/json"), large.into()).await.expect(413);
    client.send(Method::POST, DIALOGS, Some("text/xml"), Body::from("<a/>")).await.expect(415);
    client.get(DIALOGS).await.expect(405);
}

#[tokio::test]
async fn an_utterance_is_bounded() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let call = Call::start(&server, &bank.deployed).await;
    let refused = call.send(json!({"utterance": "x".repeat(10_001)})).await.expect(400);
    assert!(refused["utterance"][0].is_string(), "{refused}");
    call.send(json!({"utterance": "\u{0}🏦 a\u{202e}b "})).await.expect(200);
}

#[tokio::test]
async fn what_is_given_at_the_start_is_bounded() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    for request in [
        json!({"context": {"semantics": {"a": "x".repeat(70_000)}}}),
        json!({"source": "x".repeat(300)}),
        json!({"user": {"phone_number": "1".repeat(300)}}),
        json!({"context": {"semantics": (0..9_000).map(|n| (n.to_string(), json!("y".repeat(4)))).collect::<serde_json::Map<_, _>>()}}),
    ] {
        post(&server, &hello.deployed, DIALOGS, request).await.expect(400);
    }
}

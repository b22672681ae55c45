use baton_store::{ApplicationChanges, ApplicationStatus};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use super::{Visitor, listen};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn what_can_not_be_understood_is_a_bad_request_and_the_chat_goes_on() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    let deep = format!("{}1{}", "[".repeat(1_000), "]".repeat(1_000));
    for wrong in ["", "{", "[]", "7", "null", "{}", r#"{"type": "dance_req"}"#, r#"{"type": []}"#, &deep] {
        visitor.send_text(wrong.to_owned()).await;
        let refused = visitor.next().await;
        assert_eq!(
            (&refused["type"], &refused["error_code"]),
            (&json!("error_event"), &json!("BAD_REQUEST")),
            "{wrong}"
        );
        assert!(refused["error_message"].is_string());
    }
    visitor.send_raw(Message::Binary(vec![1, 2, 3].into())).await;
    assert_eq!(visitor.next().await["error_code"], "BAD_REQUEST");
    for wrong in [
        json!({"type": "dialog_req"}),
        json!({"type": "dialog_req", "utterance": 4}),
        json!({"type": "dialog_req", "utterance": "x".repeat(10_001)}),
        json!({"type": "dialog_req", "utterance": "x", "session_id": null}),
        json!({"type": "dialog_req", "utterance": "x", "api_key": null}),
        json!({"type": "dialog_req", "utterance": "x", "client_message_id": "a\0b"}),
        json!({"type": "session_resume_req", "from_sequence_id": 2_147_483_648_i64}),
    ] {
        visitor.send(wrong.clone()).await;
        assert_eq!(visitor.next().await["error_code"], "BAD_REQUEST", "{wrong}");
    }
    assert_eq!(visitor.say("what is my balance").await[0]["action_type"], "ASK");
}

#[tokio::test]
async fn an_error_names_the_message_it_is_about() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    let session = Uuid::new_v4().to_string();
    visitor
        .send(
            json!({"type": "dialog_req", "utterance": "x", "session_id": session, "client_message_id": "m1"}),
        )
        .await;
    let refused = visitor.next().await;
    assert_eq!(refused["error_code"], "SESSION_NOT_FOUND");
    assert_eq!(refused["client_message_id"], "m1");
    assert_eq!(refused["session_id"], session);
}

#[tokio::test]
async fn a_wrong_key_opens_nothing() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut visitor = Visitor::connect(address, &bank.deployed).await;
    visitor.open().await;
    for key in ["0".repeat(80), "x".to_owned(), "a\0b".to_owned(), "é".repeat(400)] {
        for kind in
            ["start_session_req", "dialog_req", "session_resume_req", "stop_session_req", "start_dialog_req"]
        {
            visitor.send(json!({"type": kind, "api_key": key, "utterance": "x"})).await;
            assert_eq!(visitor.next().await["error_code"], "UNAUTHORIZED", "{kind}");
        }
    }
}

#[tokio::test]
async fn a_session_of_another_application_is_not_found() {
    let server = Server::start().await;
    let (bank, hello) = (deployed(&server, "bank").await, deployed(&server, "hello").await);
    let address = listen(&server).await;
    let mut visitor = Visitor::connect(address, &bank.deployed).await;
    visitor.open().await;
    let mut other = Visitor::connect(address, &hello.deployed).await;
    other.session = visitor.session.clone();
    for kind in ["dialog_req", "session_resume_req", "stop_session_req", "start_dialog_req"] {
        other.send(json!({"type": kind, "utterance": "x"})).await;
        assert_eq!(other.next().await["error_code"], "SESSION_NOT_FOUND", "{kind}");
    }
    other.session = json!("not-a-uuid");
    other.send(json!({"type": "dialog_req", "utterance": "x"})).await;
    assert_eq!(other.next().await["error_code"], "SESSION_NOT_FOUND");
    assert_eq!(visitor.say("what is my balance").await[0]["action_type"], "ASK");
}

#[tokio::test]
async fn a_stopped_application_opens_no_session() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let changes =
        ApplicationChanges { status: Some(ApplicationStatus::Stopped), ..ApplicationChanges::default() };
    server.state.store.applications().change(bank.id, &changes).await.unwrap();
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.send(json!({"type": "start_session_req"})).await;
    assert_eq!(visitor.next().await["error_code"], "APPLICATION_NOT_AVAILABLE");
}

#[tokio::test]
async fn a_message_that_is_too_large_ends_the_connection_and_not_the_session() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut visitor = Visitor::connect(address, &bank.deployed).await;
    visitor.open().await;
    visitor.send_text("x".repeat(65 * 1024)).await;
    while let Some(message) = visitor.frame().await {
        assert!(!message.is_text(), "{message}");
    }
    let mut again = Visitor::connect(address, &bank.deployed).await;
    again.session = visitor.session.clone();
    assert_eq!(again.say("what is my balance").await[0]["action_type"], "ASK");
}

#[tokio::test]
async fn who_does_not_speak_websocket_is_told_so() {
    let server = Server::start().await;
    for path in ["/chat/ws/dialogs", "/chat/ws/session", "/ws/session"] {
        let refused = server.nobody().get(path).await.expect(400);
        assert!(refused["detail"].as_str().unwrap().contains("WebSocket"));
    }
}

#[tokio::test]
async fn half_a_frame_holds_nobody_up() {
    use tokio::io::AsyncWriteExt;
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut half = tokio::net::TcpStream::connect(address).await.unwrap();
    let upgrade = "GET /chat/ws/session HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                   sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    half.write_all(upgrade.as_bytes()).await.unwrap();
    // The head of a text of 100 bytes, and three of them.
    half.write_all(&[0x81, 0x80 | 100, 1, 2, 3, 4, 5, 6, 7]).await.unwrap();
    let mut visitor = Visitor::connect(address, &bank.deployed).await;
    visitor.open().await;
    assert_eq!(visitor.say("what is my balance").await[0]["action_type"], "ASK");
}

use serde_json::{Value, json};

use super::{Visitor, listen, numbers, texts};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn a_session_outlives_its_connection_and_tells_again_what_was_missed() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut first = Visitor::connect(address, &bank.deployed).await;
    first.open().await;
    let answered = first.say("what is my balance").await;
    let session = first.session.clone();
    drop(first);

    let mut second = Visitor::connect(address, &bank.deployed).await;
    second.session = session;
    second.send(json!({"type": "session_resume_req", "from_sequence_id": 1})).await;
    let told = [second.next().await, second.next().await];
    assert_eq!(numbers(&told), [2, 3]);
    assert_eq!(told[1], answered[0], "told again as it was told");
    assert!(texts(&second.say("12345678").await)[0].contains("PIN"));
}

#[tokio::test]
async fn the_largest_number_suppresses_the_replay() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut first = Visitor::connect(address, &bank.deployed).await;
    first.open().await;
    let mut second = Visitor::connect(address, &bank.deployed).await;
    second.session = first.session.clone();
    second.send(json!({"type": "session_resume_req", "from_sequence_id": i32::MAX})).await;
    assert!(second.hears_nothing().await);
    first.say("what is my balance").await;
    assert_eq!(second.next().await["sequence_id"], 3, "it hears what comes next");
}

#[tokio::test]
async fn all_connections_of_a_session_hear_the_same() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut first = Visitor::connect(address, &bank.deployed).await;
    first.open().await;
    let mut second = Visitor::connect(address, &bank.deployed).await;
    second.session = first.session.clone();
    second.send(json!({"type": "session_resume_req", "from_sequence_id": 2})).await;
    assert!(second.hears_nothing().await);
    let (told, heard) = (first.say("what is my balance").await, second.until_quiet().await);
    assert_eq!(told, heard);
    let (told, heard) = (second.say("12345678").await, first.until_quiet().await);
    assert_eq!(told, heard);
}

#[tokio::test]
async fn the_same_message_twice_is_answered_twice_and_runs_once() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    let message = json!({"type": "dialog_req", "utterance": "what is my balance", "client_message_id": "m7"});
    visitor.send(message.clone()).await;
    let first = visitor.until_quiet().await;
    visitor.send(message).await;
    assert_eq!(visitor.until_quiet().await, first);
    let dialog = first[0]["dialog_id"].as_str().unwrap();
    let steps = server.state.store.turns().journal(dialog).await.unwrap().len();
    assert_eq!(steps, 3, "welcome, question, answer");
}

#[tokio::test]
async fn another_dialog_begins_in_a_session_when_the_first_is_over() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    let first = visitor.open().await;
    visitor.send(json!({"type": "start_dialog_req"})).await;
    assert_eq!(visitor.next().await["error_code"], "BAD_REQUEST", "the first is not over");
    visitor.say("[hup]").await;
    assert_eq!(visitor.say("hello?").await[0]["error_code"], "DIALOG_NOT_FOUND");
    visitor.send(json!({"type": "start_dialog_req", "client_message_id": "again"})).await;
    let told = visitor.until_quiet().await;
    assert_eq!(texts(&told)[1], "How can I help you?");
    assert_ne!(told[0]["dialog_id"], first[0]["dialog_id"]);
    assert_eq!(numbers(&told), [4, 5], "numbers go on in the session");
}

#[tokio::test]
async fn a_stopped_session_is_over() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    visitor.send(json!({"type": "stop_session_req"})).await;
    let end = visitor.next().await;
    assert_eq!((end["state"].as_str(), end["end_type"].as_str()), (Some("DIALOG_END"), Some("FAR_HUP")));
    assert_eq!(visitor.say("hello?").await[0]["error_code"], "SESSION_NOT_FOUND");
}

#[tokio::test]
async fn a_session_that_is_stopped_between_two_dialogs_says_that_it_is_over() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut visitor = Visitor::connect(address, &bank.deployed).await;
    visitor.open().await;
    visitor.say("[hup]").await;
    let mut other = Visitor::connect(address, &bank.deployed).await;
    other.session = visitor.session.clone();
    other.send(json!({"type": "stop_session_req", "client_message_id": "bye"})).await;
    for (end, of) in [(other.next().await, "who stops it"), (visitor.next().await, "who hears it")] {
        assert_eq!(
            (&end["state"], &end["client_message_id"]),
            (&json!("SESSION_EXPIRED"), &json!("bye")),
            "{of}"
        );
    }
    assert_eq!(other.say("hello?").await[0]["error_code"], "SESSION_NOT_FOUND");
}

#[tokio::test]
async fn nobody_types_before_a_message_that_is_refused() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    for refused in [
        json!({"type": "dialog_req"}),
        json!({"type": "dialog_req", "utterance": "x".repeat(10_001)}),
        json!({"type": "dialog_req", "utterance": "x", "api_key": "wrong"}),
        json!({"type": "start_dialog_req"}),
    ] {
        visitor.send(refused.clone()).await;
        assert_eq!(visitor.event().await["type"], "error_event", "{refused}");
    }
    visitor.send(json!({"type": "dialog_req", "utterance": "[hup]"})).await;
    assert_eq!(visitor.event().await["type"], "typing_event");
    visitor.next().await;
    visitor.send(json!({"type": "dialog_req", "utterance": "x"})).await;
    assert_eq!(visitor.event().await["error_code"], "DIALOG_NOT_FOUND");
    visitor.send(json!({"type": "start_dialog_req"})).await;
    assert_eq!(visitor.event().await["type"], "typing_event");
}

#[tokio::test]
async fn a_session_in_which_nothing_is_said_expires() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    server.advance(31 * 60);
    assert_eq!(server.state.runtime.sweep().await.unwrap(), 1);
    let (end, expired) = (visitor.next().await, visitor.next().await);
    assert_eq!((end["state"].as_str(), end["end_type"].as_str()), (Some("DIALOG_END"), Some("FAR_HUP")));
    assert_eq!(expired["state"], "SESSION_EXPIRED");
    assert_eq!(numbers(&[end, expired]), [3, 4]);
    assert_eq!(visitor.say("hello?").await[0]["error_code"], "SESSION_EXPIRED");
    visitor.send(json!({"type": "session_resume_req", "from_sequence_id": 0})).await;
    assert_eq!(visitor.next().await["error_code"], "SESSION_EXPIRED");
}

#[tokio::test]
async fn a_session_without_a_dialog_expires_too() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    visitor.say("[hup]").await;
    server.advance(31 * 60);
    server.state.runtime.sweep().await.unwrap();
    let expired: Value = visitor.next().await;
    assert_eq!(expired["state"], "SESSION_EXPIRED");
}

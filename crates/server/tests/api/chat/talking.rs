use serde_json::json;

use super::{Visitor, listen, numbers, texts};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn a_visitor_asks_for_a_balance_and_the_server_goes_on_by_itself() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    let told = visitor.open().await;
    assert_eq!(texts(&told), ["Welcome to River Bank, good to see you.", "How can I help you?"]);
    assert_eq!(numbers(&told), [1, 2]);
    assert_eq!(
        (told[0]["action_type"].as_str(), told[0]["source"].as_str()),
        (Some("ANNOUNCEMENT"), Some("BOT"))
    );
    assert!(texts(&visitor.say("what is my balance").await)[0].contains("account number"));
    visitor.say("12345678").await;
    visitor.say("4711").await;
    assert!(texts(&visitor.say("savings").await)[0].contains("8,400 euros"));
    let told = visitor.say("no").await;
    assert!(texts(&told)[0].contains("Goodbye"));
    let end = told.last().unwrap();
    assert_eq!((end["state"].as_str(), end["end_type"].as_str()), (Some("DIALOG_END"), Some("NEAR_HUP")));
    assert_eq!(numbers(&told), (8..8 + told.len() as i64).collect::<Vec<_>>());
}

#[tokio::test]
async fn all_paths_speak_the_same() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    let address = listen(&server).await;
    for path in ["/chat/ws/dialogs", "/chat/ws/session", "/ws/session", "/chat/ws/dialogs/"] {
        let mut visitor = Visitor::connect_at(address, path, &hello.deployed).await;
        assert!(!visitor.open().await.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn fields_and_words_given_at_the_start_are_taken() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor
        .send(json!({"type": "start_session_req", "session_id": null, "semantics": null,
                     "input_fields": {"bank_name": "Hill Bank", "DialogID": "forged"},
                     "utterance": "what is my balance", "client_message_id": "m1"}))
        .await;
    let opened = visitor.next().await;
    assert_eq!(opened["client_message_id"], "m1");
    let told = visitor.until_quiet().await;
    assert!(texts(&told)[0].contains("Hill Bank"));
    assert!(texts(&told)[1].contains("account number"));
    assert!(told.iter().all(|event| event["client_message_id"] == "m1"));
}

#[tokio::test]
async fn a_typing_event_comes_before_an_answer() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    visitor.send(json!({"type": "dialog_req", "utterance": "hm"})).await;
    let first = visitor.frame().await.unwrap().into_text().unwrap();
    assert!(first.contains("typing_event"), "{first}");
}

#[tokio::test]
async fn words_in_brackets_mean_what_they_say_in_a_chat_too() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    visitor.open().await;
    assert!(texts(&visitor.say("[dtmf:1]").await)[0].contains("account number"));
    let end = visitor.say("[hup]").await;
    assert_eq!(end.last().unwrap()["end_type"], "FAR_HUP");
}

#[tokio::test]
async fn a_chat_dialog_is_replayed_to_the_byte_and_hides_what_is_sensitive() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut visitor = Visitor::connect(listen(&server).await, &bank.deployed).await;
    let told = visitor.open().await;
    let dialog = told[0]["dialog_id"].as_str().unwrap().to_owned();
    for words in ["what is my balance", "12345678", "4711"] {
        visitor.say(words).await;
    }
    let replayed = server.state.runtime.replay(&dialog).await.unwrap();
    assert!(replayed.result.is_ok());
    let session = visitor.session.as_str().unwrap().parse().unwrap();
    let kept = server.state.store.turns().events_after(session, 0, 100).await.unwrap();
    assert!(!kept.is_empty());
    assert!(kept.iter().all(|event| !event.body.contains("12345678") && !event.body.contains("Welcome")));
}

#[tokio::test]
async fn the_simulator_begins_at_any_node_and_callers_where_the_author_says() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    for (token, first) in [(&bank.live, "Is there anything else?"), (&bank.deployed, "Welcome to River Bank")]
    {
        let mut visitor = Visitor::connect(address, token).await;
        visitor.send(json!({"type": "start_session_req", "start_node": "more"})).await;
        let told = visitor.until_quiet().await;
        assert!(texts(&told)[0].contains(first), "{told:?}");
    }
}

#[tokio::test]
async fn the_simulator_says_what_callers_on_the_phone_hear_and_a_chat_never_does() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let address = listen(&server).await;
    let mut heard = Vec::new();
    for (token, channel) in [(&bank.live, "omIVR"), (&bank.live, "web-chat"), (&bank.deployed, "omIVR")] {
        let mut visitor = Visitor::connect(address, token).await;
        visitor.send(json!({"type": "start_session_req", "channel": channel})).await;
        let told = visitor.until_quiet().await;
        visitor.session = told[0]["session_id"].clone();
        let told = visitor.say("what is my balance").await;
        heard.push(texts(&told).join(" "));
    }
    assert_ne!(heard[0], heard[1]);
    assert_eq!(heard[1], heard[2]);
    let mut visitor = Visitor::connect(address, &bank.live).await;
    visitor.send(json!({"type": "start_session_req", "channel": "fax"})).await;
    assert_eq!(visitor.until_quiet().await[0]["error_code"], "BAD_REQUEST");
}

use serde_json::json;

use super::{Call, DIALOGS, post};
use crate::examples::deployed;
use crate::support::Server;

#[tokio::test]
async fn every_documented_field_is_taken_and_unknown_ones_are_ignored() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    let request = json!({
        "application_id": "ABC.Bank", "source": "fb", "surprise": [1, 2],
        "context": {"semantics": {"Ani": "4711", "Dnis": "0800", "tier": "gold", "DialogID": "forged"},
                    "asr_info": {"omrtsp": "x", "step": 3, "bargedIn": false, "result": null}},
        "user": {"user_id": "7", "email": "a@b.c", "first_name": "A", "last_name": "B", "fullname": "A B",
                 "phone_number": "1", "username": "ab"},
        "simulation_data": {"initial": {"a": "b"}, "backend": {"x": {"y": "z"}}}
    });
    let call = Call::start_with(&server, &hello.deployed, request).await;
    assert_eq!(call.last["dialog_metadata"]["origin_uri"], "4711");
    assert_eq!(call.last["dialog_metadata"]["destination_uri"], "0800");
    assert_eq!(call.last["dialog_metadata"]["channel"], "web-chat");
    assert_ne!(call.dialog, "forged");
}

#[tokio::test]
async fn a_dialog_id_has_the_documented_form() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    let call = Call::start(&server, &hello.deployed).await;
    let parts: Vec<_> = call.dialog.split('.').map(str::len).collect();
    assert_eq!(parts, [40, 13, 32]);
    assert_eq!(call.last["step"], 1);
}

#[tokio::test]
async fn fields_given_at_the_start_stand_over_attached_data() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let request = json!({"source": "chat", "context": {"semantics": {"bank_name": "Hill Bank"}}});
    let call = Call::start_with(&server, &bank.deployed, request).await;
    assert!(call.last["prompt"].as_str().unwrap().contains("Hill Bank"), "{}", call.last);
}

#[tokio::test]
async fn what_was_said_at_the_start_can_answer_the_first_question() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let request = json!({"source": "chat", "utterance": "what is my balance"});
    let mut call = Call::start_with(&server, &bank.deployed, request).await;
    assert!(call.say("[noinput]").await.contains("account number"));
}

#[tokio::test]
async fn a_path_works_with_its_last_slash_too() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    let answer = post(&server, &hello.deployed, &format!("{DIALOGS}/"), json!({})).await.expect(200);
    let path = format!("{DIALOGS}/{}/", answer["dialogId"].as_str().unwrap());
    post(&server, &hello.deployed, &path, json!({"utterance": "[noinput]"})).await.expect(200);
}

use serde_json::json;

use super::Call;
use crate::examples::deployed;
use crate::support::{Server, tells};

#[tokio::test]
async fn a_caller_asks_for_a_balance_and_says_goodbye() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    assert_eq!(call.action(), "announcement");
    assert_eq!(call.say("[noinput]").await, "How can I help you?");
    assert!(call.say("what is my balance").await.contains("account number"));
    assert!(call.say("12345678").await.contains("PIN"));
    assert!(call.say("4711").await.contains("current or savings"));
    let told = call.say("savings").await;
    assert!(told.contains("8,400 euros") && told.contains("anything else"), "{told}");
    let told = call.say("no").await;
    assert!(told.contains("Goodbye"), "{told}");
    assert_eq!(call.action(), "exit");
    assert_eq!(call.last["dialog_metadata"]["end_type"], "NEAR_HUP");
    call.send(json!({"utterance": "hello?"})).await.expect(404);
}

#[tokio::test]
async fn no_answer_shows_what_the_caller_is_compared_with() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    let mut heard = call.last.to_string();
    for words in ["[noinput]", "what is my balance", "12345678", "4711", "savings"] {
        call.say(words).await;
        heard.push_str(&call.last.to_string());
    }
    assert!(heard.contains("8,400 euros"), "{heard}");
    assert!(!heard.contains("12345678") && !tells(&heard, "4711"), "{heard}");
}

#[tokio::test]
async fn a_caller_is_handed_to_a_human() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    call.say("[noinput]").await;
    call.say("I want to talk to a human").await;
    if call.action() == "ask" {
        call.say("I want to talk to a human").await;
    }
    assert_eq!(call.action(), "transfer", "{}", call.last);
    assert_eq!(call.last["extension"], "service");
    assert_eq!(call.last["handoff_data"]["target"], "service");
    assert_eq!(call.last["dialog_metadata"]["end_type"], "TRANSFER");
    assert!(call.last["exit_attached_data"].is_string() && call.last["attached_data"].is_object());
}

#[tokio::test]
async fn keys_are_an_answer() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start_with(&server, &bank.deployed, json!({"source": "omIVR"})).await;
    call.say("[noinput]").await;
    assert!(call.say("[dtmf:1]").await.contains("account number"));
    let keys = json!({"utterance": "12345678", "context": {"asr_info": {"recInputMode": "dtmf"}}});
    let answer = call.send(keys).await.expect(200);
    assert!(answer["prompt"].as_str().unwrap().contains("PIN"), "{answer}");
}

#[tokio::test]
async fn silence_is_asked_again_in_other_words() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    let question = call.say("[noinput]").await;
    let again = call.say("[noinput]").await;
    assert_ne!(question, again);
    assert_eq!(call.last["dialog_metadata"]["no_inputs"], 1);
}

#[tokio::test]
async fn a_caller_who_hangs_up_ends_the_dialog() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    call.say("[hup]").await;
    assert_eq!(call.action(), "exit");
    assert_eq!(call.last["dialog_metadata"]["end_type"], "FAR_HUP");
    let gone = call.send(json!({"utterance": "[noinput]"})).await.expect(404);
    assert_eq!(gone, json!({"detail": "Not found."}));
}

#[tokio::test]
async fn an_answer_has_every_documented_key() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let call = Call::start(&server, &bank.deployed).await;
    let keys = "dialogId app step prompt utterance server version trackers reactions annotations fields action \
                dialog_events all_dialog_events grammars exit_attached_data rule_name context_param extension reason \
                attached_data intent handoff_data target asr_data dialog_metadata voice_biometrics";
    for key in keys.split_whitespace() {
        assert!(call.last.get(key).is_some(), "{key} is missing");
    }
    for key in "name type subtype action_log_event fields_to_elicit message tag".split(' ') {
        assert!(call.last["action"].get(key).is_some(), "action.{key} is missing");
    }
    let metadata = "no_inputs no_matches duration app_version dialog_timestamp app end_type channel origin_uri \
                    device_type connection_id diamant_version destination_uri diamant_instance dialog_direction \
                    hashed_origin_uri";
    for key in metadata.split_whitespace() {
        assert!(call.last["dialog_metadata"].get(key).is_some(), "dialog_metadata.{key} is missing");
    }
    let prompt = &call.last["action"]["message"]["prompts"][0];
    assert_eq!(prompt["content"], call.last["prompt"]);
    assert_eq!(call.last["voice_biometrics"], json!({"profile_id": "", "keys": {}}));
}

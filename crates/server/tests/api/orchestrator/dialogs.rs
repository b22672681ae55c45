//! `/orchestrator/api/dialogs/<dialog_id>/turns/`

use serde_json::Value;

use super::API;
use crate::channels::Call;
use crate::examples::deployed;
use crate::support::{Server, tells};

fn path(dialog: &str) -> String {
    format!("{API}/dialogs/{dialog}/turns/")
}

#[tokio::test]
async fn a_turn_tells_what_was_understood_and_which_way_it_went() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.live).await;
    call.say("[noinput]").await;
    call.say("what is my balance").await;
    let viewer = server.viewer().await;
    let told = viewer.get(&path(&call.dialog)).await.expect(200);
    assert_eq!(told["application_id"], bank.id.to_string());
    assert_eq!((&told["test_mode"], &told["over"]), (&Value::Bool(true), &Value::Bool(false)));
    let turns = told["turns"].as_array().unwrap();
    let steps: Vec<_> = turns.iter().map(|turn| turn["step"].as_u64().unwrap()).collect();
    assert_eq!(steps, (1..=u64::try_from(turns.len()).unwrap()).collect::<Vec<_>>());
    let first = &turns[0];
    assert_eq!(first["input"]["type"], "start");
    let kinds = |turn: &Value| -> Vec<String> {
        let events = turn["events"].as_array().unwrap();
        events.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kinds(first).contains(&"node".to_owned()), "{first}");
    let asked = turns.iter().find(|turn| turn["input"]["utterance"] == "what is my balance").unwrap();
    assert!(asked["understood"][0]["intents"][0]["name"].as_str().unwrap().contains("Balance"), "{asked}");
    assert!(kinds(asked).contains(&"edge".to_owned()), "{asked}");
    assert!(!asked["said"].as_array().unwrap().is_empty());

    let later = viewer.get(&format!("{}?after=1&limit=1", path(&call.dialog))).await.expect(200);
    assert_eq!(later["turns"].as_array().unwrap().len(), 1);
    assert_eq!(later["turns"][0]["step"], 2);
}

#[tokio::test]
async fn what_a_caller_said_to_a_sensitive_question_stands_nowhere_in_it() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    for words in ["[noinput]", "what is my balance", "12345678", "9753"] {
        call.say(words).await;
    }
    let told = server.viewer().await.get(&path(&call.dialog)).await.expect(200);
    assert!(!tells(&told.to_string(), "9753"), "{told}");
    let turns = told["turns"].as_array().unwrap();
    let masked = turns.iter().find(|turn| turn["input"]["utterance"] == "****").unwrap();
    assert_eq!(masked["understood"], serde_json::json!([]), "{masked}");
}

#[tokio::test]
async fn only_who_sees_the_application_sees_its_dialogs() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let call = Call::start(&server, &bank.deployed).await;
    server.nobody().get(&path(&call.dialog)).await.expect(401);
    server.stranger().await.get(&path(&call.dialog)).await.expect(404);
    let viewer = server.viewer().await;
    for unknown in ["x", "00.1.00", "%2e%2e", "5f3c%00"] {
        viewer.get(&path(unknown)).await.expect(404);
    }
    for wrong in ["after=-1", "after=x", "limit=0", "limit=101"] {
        viewer.get(&format!("{}?{wrong}", path(&call.dialog))).await.expect(400);
    }
}

use baton_dialog::Input;
use baton_runtime::{Clock, Error, Options, Runtime};
use baton_store::DialogStatus;
use serde_json::json;

use super::Call;
use super::nodes::another_node;
use crate::examples::deployed;
use crate::support::{START, Server};

#[tokio::test]
async fn a_hundred_messages_at_once_are_answered_one_after_another() {
    let server = Server::start().await;
    let pizza = deployed(&server, "pizza").await;
    let call = Call::start(&server, &pizza.deployed).await;
    let mut steps = Vec::new();
    let mut gone = 0;
    let sent = (0..100).map(|_| call.send(json!({"utterance": "[noinput]"})));
    for answer in futures_util::future::join_all(sent).await {
        match answer.status.as_u16() {
            200 => steps.push(answer.json()["step"].as_u64().unwrap()),
            404 => gone += 1,
            _ => panic!("{answer}"),
        }
    }
    steps.sort_unstable();
    let expected: Vec<u64> = (2..).take(steps.len()).collect();
    assert_eq!(steps, expected, "each turn has a number of its own");
    assert_eq!(steps.len() + gone, 100);
    let journal = server.state.store.turns().journal(&call.dialog).await.unwrap();
    assert_eq!(journal.len(), steps.len() + 1);
}

#[tokio::test]
async fn more_messages_than_may_wait_are_refused() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let options = Options { waiting: 2, clock: Clock::from_fn(|| START), ..Options::default() };
    let runtime = Runtime::new(server.state.store.clone(), options);
    let dialog = runtime.start(&bank.deployed, Default::default()).await.unwrap().dialog.id().to_owned();
    let bearer = runtime.bearer(&bank.deployed).await.unwrap();
    let sent = (0..20).map(|_| runtime.turn(bearer, &dialog, Input::NoInput));
    let answered = futures_util::future::join_all(sent).await;
    assert!(answered.iter().any(|answer| matches!(answer, Err(Error::Busy))));
    assert!(answered.iter().any(Result::is_ok));
}

#[tokio::test]
async fn a_dialog_that_hears_nothing_for_half_an_hour_ends() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let call = Call::start(&server, &bank.deployed).await;
    server.advance(29 * 60);
    assert_eq!(server.state.runtime.sweep().await.unwrap(), 0);
    server.advance(2 * 60);
    assert_eq!(server.state.runtime.sweep().await.unwrap(), 1);
    call.send(json!({"utterance": "[noinput]"})).await.expect(404);
    let row = server.state.store.turns().load_dialog(&call.dialog).await.unwrap().unwrap();
    assert_eq!(row.status, DialogStatus::Ended);
    assert_eq!(server.state.runtime.sweep().await.unwrap(), 0);
}

#[tokio::test]
async fn a_dialog_is_replayed_from_its_journal_to_the_byte() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    for words in ["[noinput]", "hm", "I lost my card", "[noinput]", "12345678", "4711", "yes", "[hup]"] {
        if call.action() != "exit" && call.action() != "transfer" {
            call.say(words).await;
        }
    }
    let replayed = another_node(&server).replay(&call.dialog).await.unwrap();
    assert!(replayed.entries.len() > 5);
    assert_eq!(replayed.result.unwrap().len(), replayed.entries.len());
}

#[tokio::test]
async fn a_sensitive_value_is_nowhere_in_clear() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    call.say("[noinput]").await;
    call.say("what is my balance").await;
    let answer = call.send(json!({"utterance": "12345678"})).await;
    assert!(!answer.to_string().contains("12345678"), "{answer}");
    let row = server.state.store.turns().load_dialog(&call.dialog).await.unwrap().unwrap();
    assert!(!contains(&row.state, b"12345678"));
    for entry in server.state.store.turns().journal(&call.dialog).await.unwrap() {
        assert!(!contains(&entry.entry, b"12345678"));
    }
}

fn contains(blob: &[u8], part: &[u8]) -> bool {
    blob.windows(part.len()).any(|window| window == part)
}

//! A server that is killed while it makes records and sends them: the receiver gets every one, in the order of its dialog.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::Ordering;

use baton_runtime::{Options, Runtime};
use serde_json::Value;

use super::support::GROUP;
use super::{
    Answered, Arc, AtomicBool, Database, Duration, Store, call_on_and_on, examples, free_address, json,
    serve_with, support, turns_of, until_ready,
};

const KILLS: usize = 3;
/// One says enough: a node that takes over waits for the lease of the one that died, and nobody else does.
const CALLERS: usize = 1;

/// What a receiver was sent, request by request.
type Sent = Arc<std::sync::Mutex<Vec<Value>>>;

async fn receiver() -> (String, Sent) {
    let sent = Sent::default();
    let kept = Arc::clone(&sent);
    let take = move |axum::Json(records): axum::Json<Vec<Value>>| {
        let kept = Arc::clone(&kept);
        async move { kept.lock().unwrap().extend(records) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/records", listener.local_addr().unwrap());
    let app = axum::Router::new().route("/records", axum::routing::post(take));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, sent)
}

async fn a_store_with_a_receiver(url: &str) -> (tempfile::TempDir, String) {
    let server = support::Server::start().await;
    let bank = examples::deployed(&server, "bank").await;
    let ann = server.maintainer().await;
    for kind in ["dialog_start", "dialog_step", "dialog_end"] {
        let body = json!({"ocp_group_name": GROUP, "type": kind, "url": url, "batch_size": 7});
        ann.post("/exports-api/v1/subscriptions", body).await.expect(201);
    }
    server.state.store.close().await;
    (server.into_data(), bank.deployed)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_of_a_killed_server_gets_every_record_in_the_order_of_its_dialog() {
    let (url, sent) = receiver().await;
    let (data, token) = a_store_with_a_receiver(&url).await;
    let address = free_address();
    let answered = Answered::default();
    let stop = Arc::new(AtomicBool::new(false));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (answered, stop) = (Arc::clone(&answered), Arc::clone(&stop));
            tokio::spawn(call_on_and_on(address.clone(), token.clone(), answered, stop))
        })
        .collect();
    for _ in 0..KILLS {
        let mut server = serve_with(&address, data.path(), &[("BATON_CALLS__ALLOW", "[127.0.0.1]")]);
        until_ready(&address).await;
        let (turns, records) = (turns_of(&answered), sent.lock().unwrap().len());
        // It is in the middle of making and sending records: both have begun since it runs.
        while turns_of(&answered) < turns + 20 || sent.lock().unwrap().len() < records + 20 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.kill().unwrap();
        server.wait().unwrap();
    }
    stop.store(true, Ordering::SeqCst);
    let mut server = serve_with(&address, data.path(), &[("BATON_CALLS__ALLOW", "[127.0.0.1]")]);
    until_ready(&address).await;
    for caller in callers {
        caller.await.unwrap();
    }
    everything_arrives(data.path(), &answered, &sent).await;
    server.kill().unwrap();
    server.wait().unwrap();
    in_order(&sent.lock().unwrap());
}

/// Waits until everything that is recorded of each answered turn has arrived.
async fn everything_arrives(data: &std::path::Path, answered: &Answered, sent: &Sent) {
    let store = Store::open(&Database::Sqlite, data).await.unwrap();
    let runtime = Runtime::new(store.clone(), Options::default());
    let known = answered.lock().unwrap().clone();
    let mut missing = HashSet::new();
    for (dialog, (step, _)) in &known {
        let mut turns = runtime.records_of_tree(dialog).await.unwrap();
        while turns.last().is_none_or(|turn| turn.row.step < *step) {
            tokio::time::sleep(Duration::from_millis(100)).await;
            turns = runtime.records_of_tree(dialog).await.unwrap();
        }
        let lines = turns.iter().flat_map(|turn| &turn.records);
        missing.extend(lines.map(|line| serde_json::from_str::<Value>(line).unwrap().to_string()));
    }
    let mut looked_at = 0;
    for _ in 0..1_200 {
        for record in sent.lock().unwrap().iter().skip(looked_at) {
            missing.remove(&record.to_string());
            looked_at += 1;
        }
        if missing.is_empty() {
            store.close().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} records are missing", missing.len());
}

/// Each turn of a dialog arrives first after the one before it. What arrives again is what had arrived already.
fn in_order(sent: &[Value]) {
    let mut steps: BTreeMap<&str, i64> = BTreeMap::new();
    for record in sent.iter().filter(|record| record["message_type"] == "dialog_step") {
        let (id, step) = (record["id"].as_str().unwrap(), record["step"].as_i64().unwrap());
        let last = steps.entry(id).or_insert(step - 1);
        assert!(
            step <= *last + 1 || record["id"] != record["group"],
            "turn {step} of {id} came after {last}"
        );
        *last = step.max(*last);
    }
    let again = sent.len() - sent.iter().map(Value::to_string).collect::<HashSet<_>>().len();
    assert!(again < sent.len() / 2, "{again} of {} came again", sent.len());
}

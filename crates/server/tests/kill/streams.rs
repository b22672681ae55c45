//! A server that is killed while it makes records and sends them: the receiver gets every one, in the order of its dialog.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::Ordering;

use baton_model::Timestamp;
use baton_runtime::{Options, Runtime, Steps, Teller};
use baton_store::{METRICS_TABLES, Measure};
use baton_testing::TestDatabase;
use serde_json::Value;

use super::support::GROUP;
use super::{
    Answered, Arc, AtomicBool, Duration, Kept, Store, call_on_and_on, examples, free_address, json, support,
    turns_of, until_ready,
};

const KILLS: usize = 3;
/// One says enough: a node that takes over waits for the lease of the one that died, and nobody else does.
const CALLERS: usize = 1;

/// They take a moment between two turns, so that records of seconds are not thousands.
const PACE: Duration = Duration::from_millis(20);

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

async fn with_a_receiver(test: &TestDatabase, url: &str) -> (Kept, String) {
    let server = support::Server::on(test).await;
    let bank = examples::deployed(&server, "bank").await;
    let ann = server.maintainer().await;
    for kind in ["dialog_start", "dialog_step", "dialog_end"] {
        let body = json!({"ocp_group_name": GROUP, "type": kind, "url": url, "batch_size": 7});
        ann.post("/exports-api/v1/subscriptions", body).await.expect(201);
    }
    (Kept::of(server, test).await, bank.deployed)
}

baton_testing::on_both! {
async fn a_receiver_of_a_killed_server_gets_every_record_in_the_order_of_its_dialog(test: &TestDatabase) {
    let (url, sent) = receiver().await;
    let (kept, token) = with_a_receiver(test, &url).await;
    let address = free_address();
    let answered = Answered::default();
    let stop = Arc::new(AtomicBool::new(false));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (answered, stop) = (Arc::clone(&answered), Arc::clone(&stop));
            tokio::spawn(call_on_and_on(address.clone(), token.clone(), answered, stop, PACE))
        })
        .collect();
    for _ in 0..KILLS {
        let server = kept.serve(&address, &[("BATON_CALLS__ALLOW", "[127.0.0.1]")]);
        until_ready(&address).await;
        let (turns, records) = (turns_of(&answered), sent.lock().unwrap().len());
        // It is in the middle of making and sending records: both have begun since it runs.
        while turns_of(&answered) < turns + 20 || sent.lock().unwrap().len() < records + 20 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        drop(server);
    }
    stop.store(true, Ordering::SeqCst);
    let server = kept.serve(&address, &[("BATON_CALLS__ALLOW", "[127.0.0.1]")]);
    until_ready(&address).await;
    for caller in callers {
        caller.await.unwrap();
    }
    let store = kept.store().await;
    everything_arrives(&store, &answered, &sent).await;
    every_turn_is_recorded_once(&store).await;
    store.close().await;
    drop(server);
    in_order(&sent.lock().unwrap());
}
}

/// Each entry of the journal is one recorded turn, and was counted once.
async fn every_turn_is_recorded_once(store: &Store) {
    let turns = store.records().after(&[GROUP.to_owned()], 0, i64::MAX).await.unwrap();
    let dialogs: HashSet<&str> = turns.iter().map(|turn| turn.group_id.as_str()).collect();
    for dialog in dialogs {
        let recorded = turns.iter().filter(|turn| turn.group_id == dialog).map(|turn| turn.step);
        let journal = store.turns().journal(dialog).await.unwrap();
        let kept: Vec<i64> = journal.iter().map(|entry| entry.step).collect();
        assert_eq!(recorded.collect::<Vec<i64>>(), kept, "{dialog}");
    }
    let table = METRICS_TABLES.iter().find(|table| table.name == "TURNS_METRICS").unwrap();
    let measure = Measure {
        table,
        ocp_groups: vec![GROUP.to_owned()],
        from: Timestamp(0),
        to: Timestamp(i64::MAX),
        among: Vec::new(),
        number: table.measures[0].1,
        by: Vec::new(),
        limit: 1,
    };
    let counted = store.records().measure(&measure).await.unwrap();
    assert_eq!(counted[0].sum, i64::try_from(turns.len()).unwrap());
}

/// Waits until everything that is recorded of each answered turn has arrived.
async fn everything_arrives(store: &Store, answered: &Answered, sent: &Sent) {
    let runtime = Runtime::new(store.clone(), Options::default());
    let known = answered.lock().unwrap().clone();
    let mut missing = HashSet::new();
    for (dialog, (step, _)) in &known {
        while store.records().last_step(dialog).await.unwrap() < *step {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let root = store.records().dialog(dialog).await.unwrap().unwrap();
        let mut records = runtime.records(&root, Steps::ALL).await.unwrap();
        while let Some(lines) = records.next().await.unwrap() {
            let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap().to_string());
            missing.extend(records);
        }
    }
    let mut looked_at = 0;
    for _ in 0..1_200 {
        for record in sent.lock().unwrap().iter().skip(looked_at) {
            missing.remove(&record.to_string());
            looked_at += 1;
        }
        if missing.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let one = missing.iter().next();
    panic!("{} records are missing of {}, such as {one:?}", missing.len(), sent.lock().unwrap().len());
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

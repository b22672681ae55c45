//! The real process, killed at random moments under load: no answered turn is lost, and the store opens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "api/examples.rs"]
mod examples;
#[path = "kill/leaving.rs"]
mod leaving;
#[path = "kill/streams.rs"]
mod streams;
#[path = "api/support.rs"]
mod support;

use std::collections::HashMap;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use baton_store::{Database, DialogStatus, Store};
use baton_testing::TestDatabase;
use serde_json::{Value, json};

const KILLS: usize = 20;
const CALLERS: usize = 8;

/// What was answered: the last step of each dialog, and whether that was its end.
type Answered = Arc<Mutex<HashMap<String, (i64, bool)>>>;

baton_testing::on_both! {
async fn a_killed_server_has_lost_no_turn_that_it_answered(test: &TestDatabase) {
    let (kept, token) = Kept::with_the_bank(test).await;
    let address = free_address();
    let answered = Answered::default();
    let stop = Arc::new(AtomicBool::new(false));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            tokio::spawn(call_on_and_on(
                address.clone(),
                token.clone(),
                Arc::clone(&answered),
                Arc::clone(&stop),
                Duration::ZERO,
            ))
        })
        .collect();
    for _ in 0..KILLS {
        let server = kept.serve(&address, &[]);
        until_ready(&address).await;
        let before = turns_of(&answered);
        // Long enough that something was answered, and then at a moment of no meaning.
        while turns_of(&answered) < before + 20 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        tokio::time::sleep(Duration::from_millis(u64::from(uuid::Uuid::new_v4().as_bytes()[0]) / 2)).await;
        drop(server);
        nothing_is_lost(&kept, &answered).await;
    }
    // Every dialog that was under way goes on, on a server that has never seen it.
    let server = kept.serve(&address, &[]);
    until_ready(&address).await;
    stop.store(true, Ordering::SeqCst);
    for caller in callers {
        caller.await.unwrap();
    }
    let over = every_open_dialog_goes_on(&address, &token, &answered).await;
    drop(server);
    nothing_is_lost(&kept, &answered).await;
    let store = kept.store().await;
    for id in over {
        let row = store.turns().load_dialog(&id).await.unwrap().unwrap();
        assert_eq!(row.status, DialogStatus::Ended, "{id} was not found, and is not over");
    }
}
}

/// What a server is started on again and again.
struct Kept {
    database: Database,
    data: tempfile::TempDir,
}

impl Kept {
    async fn with_the_bank(test: &TestDatabase) -> (Self, String) {
        let server = support::Server::on(test).await;
        let bank = examples::deployed(&server, "bank").await;
        (Self::of(server, test).await, bank.deployed)
    }

    async fn of(server: support::Server, test: &TestDatabase) -> Self {
        server.state.store.close().await;
        Self { database: test.database().clone(), data: server.into_data() }
    }

    async fn store(&self) -> Store {
        Store::open(&self.database, self.data.path()).await.unwrap()
    }

    fn serve(&self, address: &str, environment: &[(&str, &str)]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        command.envs(environment.iter().copied());
        command.args(["serve", "--listen", address, "--data"]).arg(self.data.path());
        if let Database::Postgres(address) = &self.database {
            command.args(["--database", address]);
        }
        Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }
}

/// A server. It does not outlive a test that fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

async fn until_ready(address: &str) {
    for _ in 0..1_000 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the server does not come up");
}

fn turns_of(answered: &Answered) -> i64 {
    answered.lock().unwrap().values().map(|(step, _)| step).sum()
}

/// Calls again and again; after a kill it goes on with the dialog it was in.
async fn call_on_and_on(
    address: String,
    token: String,
    answered: Answered,
    stop: Arc<AtomicBool>,
    pace: Duration,
) {
    let client = reqwest::Client::new();
    let mut dialog: Option<String> = None;
    let words = ["[noinput]", "what is my balance", "12345678", "4711", "savings", "yes"];
    let mut turn = 0;
    while !stop.load(Ordering::SeqCst) {
        let path = dialog.as_ref().map(|id| format!("/{id}")).unwrap_or_default();
        let said = words[turn % words.len()];
        turn += 1;
        tokio::time::sleep(pace).await;
        let Some((status, answer)) = post(&client, &address, &path, &token, said).await else {
            // The server is gone. Whether the turn happened, nobody knows.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        dialog = match (status, dialog) {
            (200, _) => remember(&answered, &answer),
            // It ended in a turn whose answer never came.
            (404, Some(_)) => None,
            (status, _) => panic!("{status}: {answer}"),
        };
    }
}

fn remember(answered: &Answered, answer: &Value) -> Option<String> {
    let id = answer["dialogId"].as_str().unwrap().to_owned();
    let over = ["exit", "transfer"].contains(&answer["action"]["type"].as_str().unwrap());
    let step = answer["step"].as_i64().unwrap();
    let before = answered.lock().unwrap().insert(id.clone(), (step, over));
    assert!(before.is_none_or(|(before, over)| step > before && !over), "a turn was answered twice");
    (!over).then_some(id)
}

async fn post(
    client: &reqwest::Client,
    address: &str,
    path: &str,
    token: &str,
    said: &str,
) -> Option<(u16, Value)> {
    let url = format!("http://{address}/DiaManT/api/internal/dialogs{path}");
    let body = match path {
        "" => json!({"application_id": "bank", "source": "chat"}),
        _ => json!({"application_id": "bank", "utterance": said}),
    };
    let request = client.post(url).bearer_auth(token).timeout(Duration::from_secs(20)).json(&body);
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    Some((status, answer.json().await.ok()?))
}

/// The store opens, and every answered turn is in it, whole.
async fn nothing_is_lost(kept: &Kept, answered: &Answered) {
    let store = kept.store().await;
    let known = answered.lock().unwrap().clone();
    assert!(!known.is_empty());
    for (id, (step, over)) in known {
        let row = store.turns().load_dialog(&id).await.unwrap().expect("an answered dialog is lost");
        assert!(row.version >= step, "turn {step} of {id} was answered and is lost");
        assert!(!over || row.status == DialogStatus::Ended);
        let steps: Vec<_> =
            store.turns().journal(&id).await.unwrap().iter().map(|entry| entry.step).collect();
        assert_eq!(steps, (1..=row.version).collect::<Vec<_>>(), "a turn was written in part");
    }
    store.close().await;
}

/// Says something in each dialog; answers those that were not found.
async fn every_open_dialog_goes_on(address: &str, token: &str, answered: &Answered) -> Vec<String> {
    let client = reqwest::Client::new();
    let known = answered.lock().unwrap().clone();
    let mut not_found = Vec::new();
    for (id, (step, over)) in known {
        let (status, answer) = post(&client, address, &format!("/{id}"), token, "[noinput]").await.unwrap();
        match status {
            200 => assert!(answer["step"].as_i64().unwrap() > step && !over),
            404 => not_found.push(id),
            _ => panic!("{status}: {answer}"),
        }
    }
    not_found
}

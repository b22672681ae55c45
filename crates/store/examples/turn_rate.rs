//! How many turns a second SQLite takes: `cargo run --release -p baton-store --example turn_rate [DIRECTORY]`. With
//! `BATON_TEST_POSTGRES` set, PostgreSQL at that address.
//!
//! 64 tasks each commit turns of one dialog, one after the other: 2 kB of state, one entry of the journal and one
//! chat event. `synchronous=FULL`, each answered after the commit. Then 1,000 turns a second, and how long they took.
#![allow(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use baton_model::Timestamp;
use baton_store::{
    ChatEventRow, ChatSessionRow, Database, DialogCommit, DialogRow, DialogStatus, JournalRow, SessionCommit,
    SessionStatus, Store, TurnCommit,
};
use uuid::Uuid;

const TASKS: usize = 64;
const SECONDS: u64 = 8;

#[tokio::main]
async fn main() {
    let directory =
        std::env::args().nth(1).map_or_else(|| std::env::temp_dir().join("baton-turn-rate"), PathBuf::from);
    let database = std::env::var("BATON_TEST_POSTGRES").map_or(Database::Sqlite, Database::Postgres);
    let store = Store::open(&database, &directory).await.unwrap();
    for (name, chat) in
        [("2 kB of state and one entry", false), ("the same with a session and an event", true)]
    {
        let (turns, times) = as_fast_as_possible(&store, chat).await;
        println!("{name}: {:.0} turns/s; {}", turns, percentiles(times));
    }
    println!("at 1,000 turns/s: {}", percentiles(at_a_pace(&store).await));
    store.close().await;
    if database == Database::Sqlite {
        std::fs::remove_dir_all(&directory).unwrap();
    }
}

async fn as_fast_as_possible(store: &Store, chat: bool) -> (f64, Vec<Duration>) {
    let begin = Instant::now();
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                let (mut id, mut session) = (Uuid::new_v4().to_string(), Uuid::new_v4());
                let mut version = 0;
                while begin.elapsed() < Duration::from_secs(SECONDS) {
                    let turn = turn(&id, chat.then_some(session), version);
                    let start = Instant::now();
                    store.turns().commit(turn).await.unwrap();
                    times.push(start.elapsed());
                    version += 1;
                    if version == 10 {
                        (id, session, version) = (Uuid::new_v4().to_string(), Uuid::new_v4(), 0);
                    }
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    (times.len() as f64 / begin.elapsed().as_secs_f64(), times)
}

async fn at_a_pace(store: &Store) -> Vec<Duration> {
    let mut tick = tokio::time::interval(Duration::from_millis(1));
    let mut tasks = Vec::new();
    for _ in 0..SECONDS * 1_000 {
        tick.tick().await;
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let turn = turn(&Uuid::new_v4().to_string(), None, 0);
            let start = Instant::now();
            store.turns().commit(turn).await.unwrap();
            start.elapsed()
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.push(task.await.unwrap());
    }
    times
}

fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 1_000].as_secs_f64() * 1_000.0;
    format!(
        "p50 {:.1} ms, p99 {:.1} ms, p99.9 {:.1} ms, longest {:.1} ms",
        at(500),
        at(990),
        at(999),
        at(1_000)
    )
}

fn turn(id: &str, session: Option<Uuid>, version: i64) -> TurnCommit {
    let now = Timestamp(1_731_489_880_849_999 + version);
    let expected = (version > 0).then_some(version);
    let row = DialogRow {
        id: id.to_owned(),
        group_id: id.to_owned(),
        application_id: Uuid::nil(),
        program_hash: "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c".to_owned(),
        version: version + 1,
        status: DialogStatus::Open,
        channel: "chat".to_owned(),
        test_mode: false,
        started_at: now,
        updated_at: now,
        state: vec![b'x'; 2_048],
    };
    let entry = JournalRow { dialog_id: id.to_owned(), step: version + 1, time: now, entry: vec![b'y'; 600] };
    let event = session.map(|session_id| ChatEventRow {
        session_id,
        sequence_id: version + 1,
        client_message_id: Some(format!("message-{version}")),
        body: "z".repeat(300),
    });
    TurnCommit {
        dialog: Some(DialogCommit { row, expected_version: expected }),
        entries: vec![entry],
        session: session.map(|session_id| SessionCommit {
            row: ChatSessionRow {
                id: session_id,
                application_id: Uuid::nil(),
                token_kind: "deployed".to_owned(),
                dialog_id: Some(id.to_owned()),
                status: SessionStatus::Open,
                last_sequence: version + 1,
                started_at: now,
                updated_at: now,
            },
            expected_sequence: expected,
        }),
        chat_events: event.into_iter().collect(),
    }
}

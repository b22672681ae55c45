//! A process that is killed loses no turn it had answered, and leaves a store that opens.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use baton_store::{Database, Store};
use baton_testing::TestDatabase;

use super::rows::{app, canvas, turn};

const DIRECTORY: &str = "BATON_TEST_KILLED_DIRECTORY";
const ROUND: &str = "BATON_TEST_KILLED_ROUND";
const ROUNDS: usize = 24;
const DIALOGS: usize = 32;

#[test]
fn a_killed_process_loses_no_answered_turn() {
    let test = TestDatabase::sqlite();
    let mut answered = HashMap::new();
    for round in 0..ROUNDS {
        // A different number of answers each time, so that the kill falls on every part of a commit.
        let enough = 1 + (round * 397) % 1_500;
        let turns = answers_until_killed(test.directory(), round, enough);
        assert!(turns.len() >= enough, "the process ended by itself");
        for (dialog, version) in turns {
            let last = answered.entry(dialog).or_insert(0);
            *last = version.max(*last);
        }
        check(&test, &answered);
    }
}

/// Starts a process that writes turns, and kills it after so many answers. The turns that it answered.
fn answers_until_killed(directory: &Path, round: usize, enough: usize) -> Vec<(String, i64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "killed::writes_turns_until_it_is_killed",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(DIRECTORY, directory)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut turns = Vec::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(Ok(line)) = lines.next() {
        let mut words = line.split(' ');
        if let (Some("answered"), Some(dialog), Some(version)) = (words.next(), words.next(), words.next()) {
            turns.push((dialog.to_owned(), version.parse().unwrap()));
        }
        if turns.len() == enough {
            child.kill().unwrap();
        }
    }
    assert!(!child.wait().unwrap().success(), "the process was killed");
    turns
}

fn check(test: &TestDatabase, answered: &HashMap<String, i64>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = test.store().await;
        for (dialog, version) in answered {
            let kept = store.turns().load_dialog(dialog).await.unwrap().expect("an answered dialog is there");
            assert!(kept.version >= *version, "{dialog}: {} < {version}", kept.version);
            // A turn is there whole or not at all: as many entries as turns, and the state of the last.
            let journal = store.turns().journal(dialog).await.unwrap();
            assert_eq!(journal.len(), usize::try_from(kept.version).unwrap());
            assert_eq!(kept.state, kept.version.to_le_bytes());
        }
        store.close().await;
    });
    let file = rusqlite::Connection::open(test.directory().join("baton.sqlite")).unwrap();
    let halves: i64 = file
        .query_row(
            "SELECT count(*) FROM applications WHERE canvas_id NOT IN (SELECT id FROM canvases)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(halves, 0, "a transaction is there whole or not at all");
    let integrity: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(integrity, "ok");
}

/// Not a test: the process that [`a_killed_process_loses_no_answered_turn`] starts.
#[test]
#[ignore = "it is started, and killed, by another test"]
fn writes_turns_until_it_is_killed() {
    let Ok(directory) = std::env::var(DIRECTORY) else { return };
    let round = std::env::var(ROUND).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Database::Sqlite, Path::new(&directory)).await.unwrap();
        let dialogs = (0..DIALOGS).map(|number| {
            let (store, id) = (store.clone(), format!("r{round}-d{number}"));
            tokio::spawn(async move {
                store.turns().commit(turn(&id, None)).await.unwrap();
                for version in 1.. {
                    answer(&id, version);
                    store.turns().commit(turn(&id, Some(version))).await.unwrap();
                }
            })
        });
        let others = tokio::spawn(write_applications(store.clone(), round.clone()));
        for dialog in dialogs.collect::<Vec<_>>() {
            dialog.await.unwrap();
        }
        others.await.unwrap();
    });
}

/// What is written beside the turns: applications, each with its canvas.
async fn write_applications(store: Store, round: String) {
    for number in 0.. {
        let application = app(&format!("app_{round}_{number}"), "sales");
        let mut tx = store.begin().await.unwrap();
        tx.applications().insert(&application).await.unwrap();
        tx.canvases().insert(&canvas(&application, "{}")).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Tells the test. One write of one line, which a kill can't cut in two.
fn answer(dialog: &str, version: i64) {
    std::io::stdout().lock().write_all(format!("answered {dialog} {version}\n").as_bytes()).unwrap();
}

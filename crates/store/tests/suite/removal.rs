use baton_store::{ApplicationChanges, Deployment, DialogStatus, Program, SessionStatus, Store, TurnCommit};
use uuid::Uuid;

use super::rows::{NOW, app, turn, with_event};

/// A turn of a dialog that ran on a program and is over, so many seconds from the beginning.
fn over(id: &str, program: &str, seconds: i64) -> TurnCommit {
    let mut commit = turn(id, None);
    if let Some(dialog) = &mut commit.dialog {
        dialog.row.status = DialogStatus::Ended;
        dialog.row.program_hash = program.into();
        dialog.row.updated_at = NOW.plus_seconds(seconds);
    }
    commit
}

async fn keep(store: &Store, hash: &str, seconds: i64) {
    let program = Program { hash: hash.into(), body: vec![1], created_at: NOW.plus_seconds(seconds) };
    store.programs().insert(&program).await.unwrap();
}

async fn programs(store: &Store) -> Vec<&'static str> {
    let mut there = Vec::new();
    for hash in ["runs", "ran", "spoken", "young", "lonely"] {
        if store.programs().get(hash).await.unwrap().is_some() {
            there.push(hash);
        }
    }
    there
}

baton_testing::on_both! {
    async fn dialogs_that_are_over_and_old_go_with_their_journals(test: &TestDatabase) {
        let store = test.store().await;
        for (id, seconds) in [("old", 0), ("older", -100_000), ("young", 100_000)] {
            store.turns().commit(over(id, "p", seconds)).await.unwrap();
        }
        store.turns().commit(turn("open", None)).await.unwrap();
        let before = NOW.plus_seconds(50_000);
        assert_eq!(store.removal().dialogs(before, 1).await.unwrap(), 1);
        assert!(store.turns().load_dialog("older").await.unwrap().is_none(), "the oldest goes first");
        assert_eq!(store.removal().dialogs(before, 10).await.unwrap(), 1);
        assert_eq!(store.removal().dialogs(before, 10).await.unwrap(), 0);
        for (id, entries) in [("old", 0), ("older", 0), ("young", 1), ("open", 1)] {
            assert_eq!(store.turns().journal(id).await.unwrap().len(), entries, "{id}");
            assert_eq!(store.turns().load_dialog(id).await.unwrap().is_some(), entries > 0, "{id}");
        }
    }

    async fn chat_sessions_that_are_over_and_old_go_with_what_was_told(test: &TestDatabase) {
        let store = test.store().await;
        let (gone, open) = (Uuid::new_v4(), Uuid::new_v4());
        for (id, dialog, status) in [(gone, "a", SessionStatus::Expired), (open, "b", SessionStatus::Open)] {
            let mut commit = with_event(turn(dialog, None), id, None);
            if let Some(session) = &mut commit.session {
                session.row.status = status;
            }
            store.turns().commit(commit).await.unwrap();
        }
        let before = NOW.plus_seconds(50_000);
        assert_eq!(store.removal().chat_sessions(before, 10).await.unwrap(), 1);
        assert!(store.turns().load_session(gone).await.unwrap().is_none());
        assert!(store.turns().events_after(gone, 0, 10).await.unwrap().is_empty());
        assert!(store.turns().load_session(open).await.unwrap().is_some());
        assert_eq!(store.turns().events_after(open, 0, 10).await.unwrap().len(), 1);
    }

    async fn programs_go_when_nobody_names_them_any_more(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        for hash in ["runs", "ran", "spoken", "lonely"] {
            keep(&store, hash, 0).await;
        }
        keep(&store, "young", 0).await;
        keep(&store, "young", 100_000).await;
        for (hash, seconds) in [("ran", 1), ("runs", 2)] {
            let deployment = Deployment {
                application_id: bank.id,
                created_at: NOW.plus_seconds(seconds),
                program_hash: hash.into(),
                fingerprint: "f".into(),
            };
            store.deployments().insert(&deployment).await.unwrap();
        }
        let runs = ApplicationChanges { deployed_program: Some(Some("runs".into())), ..Default::default() };
        store.applications().change(bank.id, &runs).await.unwrap();
        store.turns().commit(over("d", "spoken", 0)).await.unwrap();

        let before = NOW.plus_seconds(50_000);
        assert_eq!(store.removal().programs(before, 10).await.unwrap(), 1);
        assert_eq!(programs(&store).await, ["runs", "ran", "spoken", "young"]);
        assert_eq!(store.removal().deployments(before, 10).await.unwrap(), 1);
        assert_eq!(store.deployments().latest(bank.id).await.unwrap().unwrap().program_hash, "runs");
        assert_eq!(store.removal().dialogs(before, 10).await.unwrap(), 1);
        assert_eq!(store.removal().programs(before, 10).await.unwrap(), 2);
        assert_eq!(programs(&store).await, ["runs", "young"]);
    }
}

#[tokio::test]
async fn many_who_open_a_new_folder_at_the_same_moment_all_can() {
    let data = tempfile::tempdir().unwrap();
    let mut opening = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let folder = data.path().to_owned();
        opening.spawn(async move { Store::open(&baton_store::Database::Sqlite, &folder).await.map(drop) });
    }
    for opened in opening.join_all().await {
        opened.unwrap();
    }
}

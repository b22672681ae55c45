use baton_store::{ChatSessionRow, CommitError, DialogStatus, SessionCommit, SessionStatus, TurnCommit};
use uuid::Uuid;

use super::rows::{NOW, session, turn, with_event};

baton_testing::on_both! {
    async fn a_turn_is_read_back_as_it_was_written(test: &TestDatabase) {
        let store = test.store().await;
        let id = Uuid::new_v4();
        let first = with_event(turn("d", None), id, None);
        store.turns().commit(first.clone()).await.unwrap();
        assert_eq!(store.turns().load_dialog("d").await.unwrap(), first.dialog.clone().map(|dialog| dialog.row));
        assert_eq!(store.turns().load_session(id).await.unwrap(), first.session.clone().map(|session| session.row));
        assert_eq!(store.turns().journal("d").await.unwrap(), first.entries);
        assert_eq!(store.turns().events_after(id, 0, 10).await.unwrap(), first.chat_events);

        let mut second = with_event(turn("d", Some(1)), id, Some(1));
        if let Some(dialog) = &mut second.dialog {
            dialog.row.status = DialogStatus::Ended;
            dialog.row.updated_at = NOW.plus_seconds(9);
        }
        store.turns().commit(second.clone()).await.unwrap();
        assert_eq!(store.turns().load_dialog("d").await.unwrap(), second.dialog.map(|dialog| dialog.row));
        assert_eq!(store.turns().load_session(id).await.unwrap(), second.session.map(|session| session.row));
        assert_eq!(store.turns().journal("d").await.unwrap().len(), 2);
        assert_eq!(store.turns().events_after(id, 1, 10).await.unwrap(), second.chat_events);
        assert_eq!(store.turns().events_after(id, 0, 1).await.unwrap(), first.chat_events);
        assert_eq!(store.turns().events_of_message(id, "message-2").await.unwrap(), second.chat_events);
        assert!(store.turns().events_of_message(id, "message-3").await.unwrap().is_empty());
        assert!(store.turns().load_dialog("e").await.unwrap().is_none());
    }

    async fn a_stale_turn_writes_nothing(test: &TestDatabase) {
        let store = test.store().await;
        let id = Uuid::new_v4();
        store.turns().commit(with_event(turn("d", None), id, None)).await.unwrap();
        store.turns().commit(turn("d", Some(1))).await.unwrap();
        let stale = with_event(turn("d", Some(1)), id, Some(1));
        assert_eq!(store.turns().commit(stale).await, Err(CommitError::Stale));
        let again = with_event(turn("d", None), Uuid::new_v4(), None);
        assert_eq!(store.turns().commit(again).await, Err(CommitError::Stale));
        let unknown = with_event(turn("e", Some(7)), Uuid::new_v4(), None);
        assert_eq!(store.turns().commit(unknown).await, Err(CommitError::Stale));
        assert_eq!(store.turns().load_dialog("d").await.unwrap().unwrap().version, 2);
        assert_eq!(store.turns().journal("d").await.unwrap().len(), 2);
        assert_eq!(store.turns().journal("e").await.unwrap().len(), 0);
        assert_eq!(store.turns().events_after(id, 0, 10).await.unwrap().len(), 1);
    }

    async fn a_turn_whose_session_is_stale_leaves_the_dialog_alone(test: &TestDatabase) {
        let store = test.store().await;
        let id = Uuid::new_v4();
        store.turns().commit(with_event(turn("d", None), id, None)).await.unwrap();
        for stale in [
            with_event(turn("d", Some(1)), id, Some(5)),
            with_event(turn("d", Some(1)), id, None),
            with_event(turn("d", Some(1)), Uuid::new_v4(), Some(0)),
        ] {
            assert_eq!(store.turns().commit(stale).await, Err(CommitError::Stale));
        }
        assert_eq!(store.turns().load_dialog("d").await.unwrap().unwrap().version, 1);
        assert_eq!(store.turns().journal("d").await.unwrap().len(), 1);
        assert_eq!(store.turns().events_after(id, 0, 10).await.unwrap().len(), 1);
    }

    async fn an_entry_that_is_there_is_never_written_over(test: &TestDatabase) {
        let store = test.store().await;
        store.turns().commit(turn("d", None)).await.unwrap();
        let mut twice = turn("d", Some(1));
        twice.entries[0].step = 1;
        assert_eq!(store.turns().commit(twice).await, Err(CommitError::Stale));
        assert_eq!(store.turns().load_dialog("d").await.unwrap().unwrap().version, 1);
    }

    async fn a_session_changes_without_a_dialog(test: &TestDatabase) {
        let store = test.store().await;
        let id = Uuid::new_v4();
        let commit = |status, sequence: i64, expected_sequence| TurnCommit {
            session: Some(SessionCommit {
                row: ChatSessionRow { status, last_sequence: sequence, ..session(id) },
                expected_sequence,
            }),
            ..TurnCommit::default()
        };
        store.turns().commit(commit(SessionStatus::Open, 0, None)).await.unwrap();
        store.turns().commit(commit(SessionStatus::Expired, 1, Some(0))).await.unwrap();
        assert_eq!(store.turns().commit(commit(SessionStatus::Open, 1, Some(0))).await, Err(CommitError::Stale));
        assert_eq!(store.turns().load_session(id).await.unwrap().unwrap().status, SessionStatus::Expired);
    }

    async fn of_many_turns_from_one_version_exactly_one_wins(test: &TestDatabase) {
        let store = test.store().await;
        store.turns().commit(turn("d", None)).await.unwrap();
        for version in 1..6 {
            let mut turns = Vec::new();
            for _ in 0..16 {
                let store = store.clone();
                turns.push(tokio::spawn(async move { store.turns().commit(turn("d", Some(version))).await }));
            }
            let mut winners = 0;
            for outcome in turns {
                match outcome.await.unwrap() {
                    Ok(()) => winners += 1,
                    Err(error) => assert_eq!(error, CommitError::Stale),
                }
            }
            assert_eq!(winners, 1);
        }
        assert_eq!(store.turns().load_dialog("d").await.unwrap().unwrap().version, 6);
        assert_eq!(store.turns().journal("d").await.unwrap().len(), 6);
        let later = store.turns().journal_after("d", 2, 3).await.unwrap();
        assert_eq!(later.iter().map(|row| row.step).collect::<Vec<_>>(), [3, 4, 5]);
    }

    /// They share the wait for the disk, and nothing else.
    async fn of_turns_that_come_together_each_is_written_whole_or_not_at_all(test: &TestDatabase) {
        let store = test.store().await;
        let mut turns = tokio::task::JoinSet::new();
        for number in 0..48 {
            let store = store.clone();
            // A third has a session that is not there.
            let session = if number % 3 == 0 { Some(4) } else { None };
            let turn = with_event(turn(&format!("d{number}"), None), Uuid::new_v4(), session);
            turns.spawn(async move { (number, store.turns().commit(turn).await) });
        }
        for (number, outcome) in turns.join_all().await {
            let id = format!("d{number}");
            let kept = usize::from(number % 3 != 0);
            assert_eq!(outcome.is_ok(), kept == 1, "{id}: {outcome:?}");
            assert_eq!(usize::from(store.turns().load_dialog(&id).await.unwrap().is_some()), kept, "{id}");
            assert_eq!(store.turns().journal(&id).await.unwrap().len(), kept, "{id}");
        }
    }

    async fn dialogs_and_sessions_that_wait_too_long_are_found(test: &TestDatabase) {
        let store = test.store().await;
        for (name, seconds, status) in
            [("old", 0, DialogStatus::Open), ("ended", 0, DialogStatus::Ended), ("new", 1_000, DialogStatus::Open)]
        {
            let mut commit = with_event(turn(name, None), Uuid::new_v4(), None);
            if let Some(dialog) = &mut commit.dialog {
                dialog.row.status = status;
                dialog.row.updated_at = NOW.plus_seconds(seconds);
            }
            if let Some(session) = &mut commit.session {
                session.row.updated_at = NOW.plus_seconds(seconds);
            }
            store.turns().commit(commit).await.unwrap();
        }
        assert_eq!(store.turns().idle_dialogs(NOW.plus_seconds(1), 10).await.unwrap(), ["old"]);
        assert_eq!(store.turns().idle_dialogs(NOW.plus_seconds(1_001), 10).await.unwrap(), ["old", "new"]);
        assert_eq!(store.turns().idle_dialogs(NOW.plus_seconds(1_001), 1).await.unwrap(), ["old"]);
        assert!(store.turns().idle_dialogs(NOW, 10).await.unwrap().is_empty());
        assert_eq!(store.turns().idle_sessions(NOW.plus_seconds(1), 10).await.unwrap().len(), 2);
    }

    async fn the_newest_dialogs_of_an_application_are_listed_first(test: &TestDatabase) {
        let store = test.store().await;
        for (name, seconds) in [("a", 5), ("b", 9), ("c", 7)] {
            let mut commit = turn(name, None);
            if let Some(dialog) = &mut commit.dialog {
                dialog.row.started_at = NOW.plus_seconds(seconds);
            }
            store.turns().commit(commit).await.unwrap();
        }
        let found = store.turns().dialogs_of_application(Uuid::nil(), 2).await.unwrap();
        assert_eq!(found.iter().map(|dialog| dialog.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    }

    async fn a_turn_with_nul_in_a_message_id_is_refused(test: &TestDatabase) {
        let store = test.store().await;
        let mut bad = with_event(turn("d", None), Uuid::new_v4(), None);
        bad.chat_events[0].client_message_id = Some("a\0".into());
        assert!(matches!(store.turns().commit(bad).await, Err(CommitError::Failed(_))));
        assert!(store.turns().load_dialog("d").await.unwrap().is_none());
    }

    async fn a_closed_store_takes_no_turns(test: &TestDatabase) {
        let store = test.store().await;
        store.close().await;
        assert_eq!(store.turns().commit(turn("d", None)).await, Err(CommitError::Closed));
        store.close().await;
    }
}

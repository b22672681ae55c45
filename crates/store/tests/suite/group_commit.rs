//! Many turns at once.

use std::collections::HashMap;

use baton_store::CommitError;
use proptest::prelude::*;

use super::rows::turn;
use baton_testing::TestDatabase;

baton_testing::on_both! {
    async fn every_turn_of_many_dialogs_at_once_is_kept(test: &TestDatabase) {
        let store = test.store().await;
        let mut dialogs = Vec::new();
        for number in 0..64 {
            let store = store.clone();
            dialogs.push(tokio::spawn(async move {
                let id = format!("d{number}");
                store.turns().commit(turn(&id, None)).await.unwrap();
                for version in 1..20 {
                    // One that is stale goes along with each, and must not spoil it.
                    let (good, stale) = tokio::join!(
                        store.turns().commit(turn(&id, Some(version))),
                        store.turns().commit(turn(&id, Some(version - 1))),
                    );
                    assert_eq!((good, stale), (Ok(()), Err(CommitError::Stale)));
                }
            }));
        }
        for dialog in dialogs {
            dialog.await.unwrap();
        }
        for number in 0..64 {
            let id = format!("d{number}");
            assert_eq!(store.turns().load_dialog(&id).await.unwrap().unwrap().version, 20);
            let steps: Vec<_> = store.turns().journal(&id).await.unwrap().iter().map(|row| row.step).collect();
            assert_eq!(steps, (1..=20).collect::<Vec<_>>());
        }
    }

    async fn closing_writes_every_turn_that_waits(test: &TestDatabase) {
        let store = test.store().await;
        let mut waiting = Vec::new();
        for number in 0..200 {
            let store = store.clone();
            waiting.push(tokio::spawn(async move { store.turns().commit(turn(&format!("d{number}"), None)).await }));
        }
        tokio::task::yield_now().await;
        store.close().await;
        let store = test.store().await;
        for (number, outcome) in waiting.into_iter().enumerate() {
            let kept = store.turns().load_dialog(&format!("d{number}")).await.unwrap().is_some();
            match outcome.await.unwrap() {
                Ok(()) => assert!(kept, "turn {number} was answered and is not there"),
                Err(error) => assert!(!kept && error == CommitError::Closed, "turn {number}: {error}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever turns arrive together, each is judged as if they had come one after the other.
    #[test]
    fn turns_that_share_a_transaction_are_judged_one_by_one(
        attempts in prop::collection::vec((0..4_u8, prop::option::of(1..4_i64)), 1..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let test = TestDatabase::sqlite();
            let store = test.store().await;
            let commits: Vec<_> = attempts
                .iter()
                .map(|(dialog, from)| {
                    let (store, commit) = (store.clone(), turn(&format!("d{dialog}"), *from));
                    tokio::spawn(async move { store.turns().commit(commit).await })
                })
                .collect();
            let mut versions: HashMap<u8, i64> = HashMap::new();
            for (commit, (dialog, from)) in commits.into_iter().zip(&attempts) {
                let expected = if versions.get(dialog).copied() == *from {
                    versions.insert(*dialog, from.unwrap_or(0) + 1);
                    Ok(())
                } else {
                    Err(CommitError::Stale)
                };
                assert_eq!(commit.await.unwrap(), expected);
            }
            for (dialog, version) in versions {
                let kept = store.turns().load_dialog(&format!("d{dialog}")).await.unwrap().unwrap();
                assert_eq!(kept.version, version);
                assert_eq!(store.turns().journal(&kept.id).await.unwrap().len(), usize::try_from(version).unwrap());
            }
        });
    }
}

use super::rows::{app, canvas, turn};

baton_testing::on_both! {
    async fn a_transaction_is_seen_by_others_when_it_is_committed(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        let mut tx = store.begin().await.unwrap();
        tx.applications().insert(&bank).await.unwrap();
        tx.canvases().insert(&canvas(&bank, "{}")).await.unwrap();
        assert!(tx.applications().get(bank.id).await.unwrap().is_some());
        assert!(store.applications().get(bank.id).await.unwrap().is_none());
        tx.commit().await.unwrap();
        assert!(store.canvases().get(bank.canvas_id).await.unwrap().is_some());
    }

    async fn a_transaction_that_is_dropped_never_happened(test: &TestDatabase) {
        let store = test.store().await;
        let (bank, shop) = (app("bank", "sales"), app("shop", "sales"));
        let mut tx = store.begin().await.unwrap();
        tx.applications().insert(&bank).await.unwrap();
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        tx.applications().insert(&shop).await.unwrap();
        tx.rollback().await.unwrap();
        assert!(store.applications().get(bank.id).await.unwrap().is_none());
        assert!(store.applications().get(shop.id).await.unwrap().is_none());
    }

    async fn writers_and_turns_wait_for_one_another(test: &TestDatabase) {
        let store = test.store().await;
        let mut tasks = Vec::new();
        for number in 0..20 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                if number % 2 == 0 {
                    let mut tx = store.begin().await.unwrap();
                    tx.applications().insert(&app(&format!("a{number}"), "sales")).await.unwrap();
                    tokio::task::yield_now().await;
                    tx.commit().await.unwrap();
                } else {
                    store.turns().commit(turn(&format!("d{number}"), None)).await.unwrap();
                    store.settings().put("last", &number.to_string()).await.unwrap();
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        for number in (1..20).step_by(2) {
            assert!(store.turns().load_dialog(&format!("d{number}")).await.unwrap().is_some());
        }
    }

    async fn a_transaction_that_is_given_up_while_it_begins_takes_no_turn_with_it(test: &TestDatabase) {
        let store = test.store().await;
        let patience = (0..600_usize).step_by(2);
        for steps in patience.clone() {
            let over = async {
                for _ in 0..steps {
                    tokio::task::yield_now().await;
                }
            };
            tokio::select! {
                biased;
                () = over => {}
                begun = store.begin() => drop(begun.unwrap()),
            }
            store.turns().commit(turn(&format!("d{steps}"), None)).await.unwrap();
        }
        // Somebody else sees what was answered: it is kept, not merely written.
        let other = test.store().await;
        for steps in patience {
            let dialog = other.turns().load_dialog(&format!("d{steps}")).await.unwrap();
            assert!(dialog.is_some(), "a turn was answered after {steps} steps and is not there");
        }
    }
}

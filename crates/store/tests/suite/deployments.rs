use baton_store::{Deployment, Error, LegacyBundle, Program, TaskResult};
use serde_json::json;
use uuid::Uuid;

use super::rows::{NOW, app};

fn program(hash: &str) -> Program {
    Program { hash: hash.into(), body: vec![0, 1, 255], created_at: NOW }
}

baton_testing::on_both! {
    async fn a_program_is_kept_once(test: &TestDatabase) {
        let store = test.store().await;
        assert!(store.programs().insert(&program("h")).await.unwrap());
        assert!(!store.programs().insert(&program("h")).await.unwrap());
        assert_eq!(store.programs().get("h").await.unwrap(), Some(program("h")));
        assert_eq!(store.programs().get("i").await.unwrap(), None);
    }

    async fn the_last_deployment_is_found(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        let deployment = |seconds: i64, hash: &str| Deployment {
            application_id: bank.id,
            created_at: NOW.plus_seconds(seconds),
            program_hash: hash.into(),
            fingerprint: "f".into(),
        };
        let stray = store.deployments().insert(&deployment(0, "h")).await;
        assert!(matches!(stray, Err(Error::Reference(_))), "{stray:?}");
        store.programs().insert(&program("h")).await.unwrap();
        store.programs().insert(&program("i")).await.unwrap();
        store.deployments().insert(&deployment(1, "i")).await.unwrap();
        store.deployments().insert(&deployment(0, "h")).await.unwrap();
        assert_eq!(store.deployments().latest(bank.id).await.unwrap(), Some(deployment(1, "i")));
        assert_eq!(store.deployments().of_application(bank.id).await.unwrap().len(), 2);
    }

    async fn a_result_is_kept_for_a_day(test: &TestDatabase) {
        let store = test.store().await;
        let mut result = TaskResult {
            id: Uuid::new_v4(),
            application_id: Uuid::new_v4(),
            status: "pending".into(),
            body: json!(null),
            created_at: NOW,
            alive_at: NOW,
        };
        store.results().put(&result).await.unwrap();
        result.status = "done".into();
        result.body = json!("it is done");
        store.results().put(&result).await.unwrap();
        let day = 24 * 60 * 60;
        assert_eq!(store.results().get(result.id, NOW.plus_seconds(day)).await.unwrap(), Some(result.clone()));
        assert_eq!(store.results().get(result.id, NOW.plus_seconds(day + 1)).await.unwrap(), None);
        assert_eq!(store.results().remove_old(NOW.plus_seconds(day)).await.unwrap(), 0);
        assert_eq!(store.results().remove_old(NOW.plus_seconds(day + 1)).await.unwrap(), 1);
    }

    async fn what_a_node_left_unfinished_is_settled(test: &TestDatabase) {
        let store = test.store().await;
        let id = Uuid::new_v4();
        let result = TaskResult {
            id,
            application_id: id,
            status: "pending".into(),
            body: json!(null),
            created_at: NOW,
            alive_at: NOW,
        };
        store.results().put(&result).await.unwrap();
        store.results().alive(id, NOW.plus_seconds(30)).await.unwrap();
        let stopped = json!("the server stopped");
        for (seconds, settled) in [(30, 0), (31, 1), (31, 0)] {
            let before = NOW.plus_seconds(seconds);
            assert_eq!(store.results().settle("pending", before, "failed", &stopped).await.unwrap(), settled);
        }
        assert_eq!(store.results().get(id, NOW).await.unwrap().unwrap().body, json!("the server stopped"));
    }

    async fn an_application_has_one_bundle(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        for body in [vec![1], vec![2; 100_000]] {
            let bundle = LegacyBundle { application_id: bank.id, body, uploaded_at: NOW };
            store.legacy_bundles().put(&bundle).await.unwrap();
            assert_eq!(store.legacy_bundles().get(bank.id).await.unwrap(), Some(bundle));
        }
    }
}

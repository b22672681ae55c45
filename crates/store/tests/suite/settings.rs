use baton_store::{BiometricProfile, Error, Variable};
use serde_json::json;

use super::rows::organization;

baton_testing::on_both! {
    async fn of_two_nodes_that_start_at_once_both_get_the_same_key(test: &TestDatabase) {
        let store = test.store().await;
        let first = store.settings().get_or_put("key", "one").await.unwrap();
        let second = store.settings().get_or_put("key", "two").await.unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("one", "one"));
        store.settings().put("key", "three").await.unwrap();
        assert_eq!(store.settings().get("key").await.unwrap().as_deref(), Some("three"));
        assert_eq!(store.settings().get("other").await.unwrap(), None);
    }

    async fn what_was_kept_is_there_when_the_store_is_opened_again(test: &TestDatabase) {
        let store = test.store().await;
        store.settings().put("a", "b").await.unwrap();
        store.close().await;
        assert!(matches!(store.settings().get("a").await, Err(Error::Closed)));
        assert_eq!(test.store().await.settings().get("a").await.unwrap().as_deref(), Some("b"));
    }

    async fn a_text_with_nul_is_refused_by_either_database(test: &TestDatabase) {
        let store = test.store().await;
        assert!(matches!(store.settings().put("a", "b\0").await, Err(Error::Nul)));
        assert!(matches!(store.users().by_name("\0").await, Err(Error::Nul)));
        store.settings().put("emoji", "🙂 \u{1}").await.unwrap();
        assert_eq!(store.settings().get("emoji").await.unwrap().as_deref(), Some("🙂 \u{1}"));
    }

    async fn a_store_that_is_open_answers(test: &TestDatabase) {
        let store = test.store().await;
        store.ping().await.unwrap();
        store.close().await;
        assert!(store.ping().await.is_err());
    }

    async fn a_biometric_profile_is_one_per_id_and_organization(test: &TestDatabase) {
        let store = test.store().await;
        let (acme, _) = organization(&store).await;
        let mut profile = BiometricProfile {
            profile_id: "DEF".into(),
            organization_id: acme.id,
            body: json!({"name": "Default"}),
        };
        store.biometric_profiles().put(&profile).await.unwrap();
        profile.body = json!({"name": "Other"});
        store.biometric_profiles().put(&profile).await.unwrap();
        assert_eq!(store.biometric_profiles().of_organization(acme.id).await.unwrap(), [profile.clone()]);
        assert_eq!(store.biometric_profiles().get(acme.id, "DEF").await.unwrap(), Some(profile));
        assert!(store.biometric_profiles().delete(acme.id, "DEF").await.unwrap());
        assert!(!store.biometric_profiles().delete(acme.id, "DEF").await.unwrap());
    }

    async fn variables_are_listed_by_name(test: &TestDatabase) {
        let store = test.store().await;
        let variable = |name: &str, value: &str| Variable {
            collection: "sales".into(),
            name: name.into(),
            value: value.into(),
            sensitive: false,
        };
        store.variables().put(&variable("b", "1")).await.unwrap();
        store.variables().put(&variable("B", "2")).await.unwrap();
        assert!(!store.variables().insert_if_absent(&variable("b", "3")).await.unwrap());
        assert!(store.variables().insert_if_absent(&variable("a", "4")).await.unwrap());
        let found = store.variables().of_collection("sales").await.unwrap();
        let shown: Vec<_> = found.iter().map(|variable| (variable.name.as_str(), variable.value.as_str())).collect();
        assert_eq!(shown, [("B", "2"), ("a", "4"), ("b", "1")]);
        assert!(store.variables().delete("sales", "B").await.unwrap());
    }
}

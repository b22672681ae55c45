use baton_store::Error;

use super::rows::{app, flow};

baton_testing::on_both! {
    async fn the_users_of_a_component_are_found(test: &TestDatabase) {
        let store = test.store().await;
        let (bank, shop) = (app("bank", "sales"), flow("shop", "sales"));
        store.applications().insert(&bank).await.unwrap();
        store.applications().insert(&shop).await.unwrap();
        store.component_uses().replace(bank.id, &["x", "y", "x"]).await.unwrap();
        store.component_uses().replace(shop.id, &["x"]).await.unwrap();
        assert_eq!(store.component_uses().of(bank.id).await.unwrap(), ["x", "y"]);
        assert_eq!(store.component_uses().users_of("x").await.unwrap(), [bank.clone(), shop.clone()]);
        let seen = store.component_uses().in_groups(&["sales"]).await.unwrap();
        let expected = [("x", bank.id), ("x", shop.id), ("y", bank.id)];
        assert_eq!(seen, expected.map(|(component, id)| (component.to_owned(), id)));
        assert!(store.component_uses().in_groups(&["support"]).await.unwrap().is_empty());
        store.component_uses().replace(bank.id, &["z"]).await.unwrap();
        assert_eq!(store.component_uses().users_of("x").await.unwrap(), std::slice::from_ref(&shop));
        store.applications().delete(shop.id).await.unwrap();
        assert!(store.component_uses().users_of("x").await.unwrap().is_empty());
        store.component_uses().replace::<&str>(bank.id, &[]).await.unwrap();
        assert!(store.component_uses().of(bank.id).await.unwrap().is_empty());
        let stray = store.component_uses().replace(shop.id, &["x"]).await;
        assert!(matches!(stray, Err(Error::Reference(_))), "{stray:?}");
    }
}

use baton_store::{MiniAppFilter, Page, Saved};
use serde_json::json;

use super::rows::{NOW, mini_app};

const ALL: Page = Page { limit: 50, offset: 0 };

baton_testing::on_both! {
    async fn a_mini_app_is_saved_over_the_revision_that_was_read(test: &TestDatabase) {
        let store = test.store().await;
        let mut pin = mini_app("pin", "Numeric", "sales");
        store.mini_apps().insert(&pin).await.unwrap();
        pin.model = "{\"a\": 1 }".into();
        pin.languages = json!(["de-DE"]);
        pin.updated_at = NOW.plus_seconds(1);
        assert_eq!(store.mini_apps().save(&pin, Some(1)).await.unwrap(), Saved::As(2));
        assert_eq!(store.mini_apps().save(&pin, Some(1)).await.unwrap(), Saved::Conflict(2));
        pin.revision = 2;
        assert_eq!(store.mini_apps().get(&pin.id).await.unwrap(), Some(pin.clone()));
        assert!(store.mini_apps().delete(&pin.id).await.unwrap());
        assert_eq!(store.mini_apps().save(&pin, None).await.unwrap(), Saved::Missing);
    }

    async fn mini_apps_are_found_by_type_group_and_part_of_the_name(test: &TestDatabase) {
        let store = test.store().await;
        let shelf = [mini_app("pin", "Numeric", "sales"), mini_app("pin_2", "YesNo", "care"), mini_app("ask", "YesNo", "hr")];
        for one in &shelf {
            store.mini_apps().insert(one).await.unwrap();
        }
        let groups = ["sales", "care"];
        let found = |filter| { let store = store.clone(); async move {
            let page = store.mini_apps().page(&groups, filter, ALL).await.unwrap();
            (page.total, page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>())
        }};
        let filter = MiniAppFilter::default();
        assert_eq!(found(filter).await, (2, vec!["pin".to_owned(), "pin_2".to_owned()]));
        assert_eq!(found(MiniAppFilter { r#type: Some("YesNo"), ..filter }).await.1, ["pin_2"]);
        let named = ["PIN".to_owned(), "none".to_owned()];
        assert_eq!(found(MiniAppFilter { names: Some(&named), ..filter }).await.1, ["pin"]);
        assert_eq!(found(MiniAppFilter { search: Some("IN_"), ..filter }).await.1, ["pin_2"]);
        let many = store.mini_apps().get_many(&[shelf[2].id.as_str(), "no.such", shelf[0].id.as_str()]).await.unwrap();
        assert_eq!(many.len(), 2);
    }
}

use baton_store::{ApplicationChanges, ApplicationKind, ApplicationStatus, Error, TokenKind};
use baton_testing::TestDatabase;
use serde_json::json;
use uuid::Uuid;

use super::rows::{NOW, app, canvas, flow};

baton_testing::on_both! {
    async fn an_application_is_read_back_as_it_was_written(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        let found = store.applications().get(bank.id).await.unwrap().unwrap();
        assert_eq!(found, bank);
        assert_eq!(found.attached_data.to_string(), r#"{"z":1,"a":2}"#, "keys stay in order");
        assert_eq!(store.applications().by_component(&bank.component_id).await.unwrap(), Some(bank.clone()));
        assert_eq!(store.applications().by_canvas(bank.canvas_id).await.unwrap(), Some(bank.clone()));
        let by_name = store.applications().by_name(ApplicationKind::App, "sales", "bank").await.unwrap();
        assert_eq!(by_name, Some(bank));
        assert_eq!(store.applications().get(Uuid::new_v4()).await.unwrap(), None);
    }

    async fn a_name_is_taken_in_its_group_by_its_kind(test: &TestDatabase) {
        let store = test.store().await;
        store.applications().insert(&app("bank", "sales")).await.unwrap();
        let twice = store.applications().insert(&app("bank", "sales")).await;
        assert!(matches!(twice, Err(Error::Taken(_))), "{twice:?}");
        store.applications().insert(&flow("bank", "sales")).await.unwrap();
        store.applications().insert(&app("bank", "care")).await.unwrap();
    }

    async fn a_change_leaves_the_rest_as_it_is(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        let changes = ApplicationChanges {
            description: Some(Some("a bank".into())),
            attached_data: Some(json!({"k": "v"})),
            status: Some(ApplicationStatus::Started),
            deployed_at: Some(Some(NOW)),
            ..ApplicationChanges::default()
        };
        assert!(store.applications().change(bank.id, &changes).await.unwrap());
        let mut expected = bank.clone();
        expected.description = Some("a bank".into());
        expected.attached_data = json!({"k": "v"});
        expected.status = ApplicationStatus::Started;
        expected.deployed_at = Some(NOW);
        assert_eq!(store.applications().get(bank.id).await.unwrap(), Some(expected.clone()));

        let changes = ApplicationChanges { description: Some(None), ..ApplicationChanges::default() };
        assert!(store.applications().change(bank.id, &changes).await.unwrap());
        expected.description = None;
        assert_eq!(store.applications().get(bank.id).await.unwrap(), Some(expected));

        assert!(store.applications().change(bank.id, &ApplicationChanges::default()).await.unwrap());
        assert!(!store.applications().change(Uuid::new_v4(), &ApplicationChanges::default()).await.unwrap());
    }

    async fn who_holds_one_is_waited_for(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        let mut first = store.begin().await.unwrap();
        assert_eq!(first.applications().hold(bank.id).await.unwrap(), Some(bank.clone()));
        let (other, id) = (store.clone(), bank.id);
        let second = tokio::spawn(async move {
            let mut second = other.begin().await.unwrap();
            second.applications().hold(id).await.unwrap()
        });
        let changes = ApplicationChanges { version: Some("2".into()), ..ApplicationChanges::default() };
        first.applications().change(bank.id, &changes).await.unwrap();
        first.commit().await.unwrap();
        assert_eq!(second.await.unwrap().unwrap().version, "2");
        assert_eq!(store.begin().await.unwrap().applications().hold(Uuid::new_v4()).await.unwrap(), None);
    }

    async fn a_name_can_not_be_changed_to_one_that_is_taken(test: &TestDatabase) {
        let store = test.store().await;
        let (bank, shop) = (app("bank", "sales"), app("shop", "sales"));
        store.applications().insert(&bank).await.unwrap();
        store.applications().insert(&shop).await.unwrap();
        let changes = ApplicationChanges { name: Some("bank".into()), ..ApplicationChanges::default() };
        let refused = store.applications().change(shop.id, &changes).await;
        assert!(matches!(refused, Err(Error::Taken(_))), "{refused:?}");
    }

    async fn a_token_leads_to_its_application(test: &TestDatabase) {
        let store = test.store().await;
        let mut bank = app("bank", "sales");
        bank.live_token = "live".into();
        bank.deployed_token = Some("deployed".into());
        store.applications().insert(&bank).await.unwrap();
        store.applications().insert(&app("shop", "sales")).await.unwrap();
        let found = store.applications().by_token("live").await.unwrap().unwrap();
        assert_eq!((found.id, found.kind), (bank.id, TokenKind::Live));
        let found = store.applications().by_token("deployed").await.unwrap().unwrap();
        assert_eq!((found.id, found.kind), (bank.id, TokenKind::Deployed));
        assert!(store.applications().by_token("").await.unwrap().is_none());
    }

    async fn a_canvas_goes_with_its_application(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        store.canvases().insert(&canvas(&bank, "{}")).await.unwrap();
        assert!(store.applications().delete(bank.id).await.unwrap());
        assert!(!store.applications().delete(bank.id).await.unwrap());
        assert_eq!(store.canvases().get(bank.canvas_id).await.unwrap(), None);
    }
}

/// SQLite has one writer at a time, so that nobody crosses another there.
#[tokio::test]
async fn of_two_that_wait_for_each_other_one_gives_way_and_knows_that_it_may_try_again() {
    let Some(test) = TestDatabase::postgres().await else { return };
    let store = test.store().await;
    let (bank, shop) = (app("bank", "sales"), app("shop", "sales"));
    for app in [&bank, &shop] {
        store.applications().insert(app).await.unwrap();
    }
    let (mut one, mut other) = (store.begin().await.unwrap(), store.begin().await.unwrap());
    one.applications().hold(bank.id).await.unwrap();
    other.applications().hold(shop.id).await.unwrap();
    let of_one = async { (one.applications().hold(shop.id).await, drop(one)).0 };
    let of_other = async { (other.applications().hold(bank.id).await, drop(other)).0 };
    let (of_one, of_other) = tokio::join!(of_one, of_other);
    let crossed =
        [of_one, of_other].into_iter().filter(|held| matches!(held, Err(Error::Crossed(_)))).count();
    assert_eq!(crossed, 1);
}

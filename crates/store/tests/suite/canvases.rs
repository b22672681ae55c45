use baton_store::{Error, Saved};
use uuid::Uuid;

use super::rows::{NOW, app, canvas};

baton_testing::on_both! {
    async fn a_document_is_kept_byte_for_byte(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        let document = "{ \"b\": 1.0,\r\n\t\"a\":\"\\u00e4 ä 🙂\", \"b\":2 }";
        store.canvases().insert(&canvas(&bank, document)).await.unwrap();
        let found = store.canvases().get(bank.canvas_id).await.unwrap().unwrap();
        assert_eq!(found.document, document);
        assert_eq!(store.canvases().of_application(bank.id).await.unwrap(), Some(found));
    }

    async fn a_document_is_saved_only_over_the_revision_that_was_read(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        store.canvases().insert(&canvas(&bank, "{}")).await.unwrap();
        let id = bank.canvas_id;
        assert_eq!(store.canvases().put(id, "[1]", Some(1), NOW).await.unwrap(), Saved::As(2));
        assert_eq!(store.canvases().put(id, "[2]", Some(1), NOW).await.unwrap(), Saved::Conflict(2));
        assert_eq!(store.canvases().put(id, "[3]", None, NOW).await.unwrap(), Saved::As(3));
        assert_eq!(store.canvases().put(Uuid::new_v4(), "[4]", None, NOW).await.unwrap(), Saved::Missing);
        assert_eq!(store.canvases().get(id).await.unwrap().unwrap().document, "[3]");
    }

    async fn of_many_who_save_at_once_each_is_told_a_revision_of_its_own(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        store.applications().insert(&bank).await.unwrap();
        store.canvases().insert(&canvas(&bank, "{}")).await.unwrap();
        let mut writers = Vec::new();
        for number in 0..8 {
            let (store, id) = (store.clone(), bank.canvas_id);
            writers.push(tokio::spawn(async move {
                store.canvases().put(id, &format!("[{number}]"), None, NOW).await.unwrap()
            }));
        }
        let mut revisions = Vec::new();
        for writer in writers {
            let Saved::As(revision) = writer.await.unwrap() else { panic!("it was saved") };
            revisions.push(revision);
        }
        revisions.sort_unstable();
        assert_eq!(revisions, (2..10).collect::<Vec<_>>());
    }

    async fn an_application_has_one_canvas(test: &TestDatabase) {
        let store = test.store().await;
        let bank = app("bank", "sales");
        let stray = store.canvases().insert(&canvas(&bank, "{}")).await;
        assert!(matches!(stray, Err(Error::Reference(_))), "{stray:?}");
        store.applications().insert(&bank).await.unwrap();
        store.canvases().insert(&canvas(&bank, "{}")).await.unwrap();
        let mut second = canvas(&bank, "{}");
        second.id = Uuid::new_v4();
        let twice = store.canvases().insert(&second).await;
        assert!(matches!(twice, Err(Error::Taken(_))), "{twice:?}");
    }
}

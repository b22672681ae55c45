use baton_store::{ApplicationChanges, ApplicationFilter, ApplicationKind, Page, Store};

use super::rows::{app, flow};

const ALL: Page = Page { limit: 50, offset: 0 };

fn search(text: &str) -> ApplicationFilter<'_> {
    ApplicationFilter { search: Some(text), ..ApplicationFilter::default() }
}

async fn names(
    store: &Store,
    groups: &[&str],
    filter: ApplicationFilter<'_>,
    page: Page,
) -> (i64, Vec<String>) {
    let found = store.applications().page(ApplicationKind::App, groups, filter, page).await.unwrap();
    (found.total, found.rows.into_iter().map(|row| row.name).collect())
}

async fn shelf(store: &Store) {
    for (name, group) in
        [("beta", "sales"), ("Alpha", "sales"), ("alpha_2", "care"), ("a_x", "care"), ("axx", "hr")]
    {
        store.applications().insert(&app(name, group)).await.unwrap();
    }
    store.applications().insert(&flow("alpha_flow", "sales")).await.unwrap();
}

baton_testing::on_both! {
    async fn a_page_holds_what_lies_in_the_groups_by_name(test: &TestDatabase) {
        let store = test.store().await;
        shelf(&store).await;
        let (total, found) = names(&store, &["sales", "care"], ApplicationFilter::default(), ALL).await;
        assert_eq!((total, found.join(" ").as_str()), (4, "Alpha a_x alpha_2 beta"));
        let (total, found) = names(&store, &["sales", "care"], ApplicationFilter::default(), Page { limit: 2, offset: 1 }).await;
        assert_eq!((total, found.join(" ").as_str()), (4, "a_x alpha_2"));
        let (total, found) = names(&store, &["sales"], ApplicationFilter::default(), Page { limit: 2, offset: 9 }).await;
        assert_eq!((total, found.len()), (2, 0));
        let (total, _) = names(&store, &[], ApplicationFilter::default(), ALL).await;
        assert_eq!(total, 0);
    }

    async fn a_search_finds_part_of_a_name_in_any_letter_case(test: &TestDatabase) {
        let store = test.store().await;
        shelf(&store).await;
        let groups = ["sales", "care", "hr"];
        assert_eq!(names(&store, &groups, search("LPHA"), ALL).await.1, ["Alpha", "alpha_2"]);
        assert_eq!(names(&store, &groups, search("a_"), ALL).await.1, ["a_x", "alpha_2"], "no wildcard");
        assert_eq!(names(&store, &groups, search("%"), ALL).await.0, 0, "no wildcard");
        assert_eq!(names(&store, &groups, search("\\"), ALL).await.0, 0);
        assert_eq!(names(&store, &groups, search("'"), ALL).await.0, 0);
        assert_eq!(names(&store, &groups, search(""), ALL).await.0, 5);
    }

    async fn a_list_is_filtered_by_names_in_any_letter_case(test: &TestDatabase) {
        let store = test.store().await;
        shelf(&store).await;
        for (asked, expected) in [
            (vec!["alpha".to_owned()], vec!["Alpha"]),
            (vec!["ALPHA".to_owned(), "none".to_owned(), "a_X".to_owned()], vec!["Alpha", "a_x"]),
            (Vec::new(), Vec::new()),
            // More than a database takes as arguments or alternatives.
            (vec!["alpha".to_owned(); 70_000], vec!["Alpha"]),
        ] {
            let filter = ApplicationFilter { names: Some(&asked), ..ApplicationFilter::default() };
            let found = store.applications().list(ApplicationKind::App, &["sales", "care"], filter).await.unwrap();
            assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), expected);
        }
        let flows = store.applications().list(ApplicationKind::Flow, &["sales"], ApplicationFilter::default()).await.unwrap();
        assert_eq!(flows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["alpha_flow"]);
    }

    async fn a_long_list_is_walked_page_by_page_without_a_gap(test: &TestDatabase) {
        let store = test.store().await;
        let mut tx = store.begin().await.unwrap();
        for number in 0..1_200 {
            let group = if number % 3 == 0 { "care" } else { "sales" };
            tx.applications().insert(&app(&format!("app_{number:05}"), group)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut seen = Vec::new();
        for offset in (0..1_300).step_by(100) {
            let page = Page { limit: 100, offset };
            let (total, found) = names(&store, &["care", "sales"], ApplicationFilter::default(), page).await;
            assert_eq!(total, 1_200);
            seen.extend(found);
        }
        let expected: Vec<_> = (0..1_200).map(|number| format!("app_{number:05}")).collect();
        assert_eq!(seen, expected);
        assert_eq!(names(&store, &["care", "sales"], search("00"), Page { limit: 3, offset: 2 }).await.1.len(), 3);
    }

    async fn what_is_remembered_of_a_long_list_follows_its_changes(test: &TestDatabase) {
        let store = test.store().await;
        let mut tx = store.begin().await.unwrap();
        for number in 0..1_200 {
            tx.applications().insert(&app(&format!("app_{number:05}"), "sales")).await.unwrap();
        }
        tx.commit().await.unwrap();
        let all = ApplicationFilter::default();
        let page = Page { limit: 2, offset: 700 };
        assert_eq!(names(&store, &["sales"], all, page).await, (1_200, vec!["app_00700".into(), "app_00701".into()]));
        assert_eq!(names(&store, &["sales"], all, page).await.1, ["app_00700", "app_00701"], "remembered");

        store.applications().insert(&app("app_00000_more", "sales")).await.unwrap();
        store.applications().insert(&app("app_00000_not_seen", "care")).await.unwrap();
        assert_eq!(names(&store, &["sales"], all, page).await, (1_201, vec!["app_00699".into(), "app_00700".into()]));

        let renamed = store.applications().by_name(ApplicationKind::App, "sales", "app_00001").await.unwrap().unwrap();
        let changes = ApplicationChanges { name: Some("zebra".to_owned()), ..ApplicationChanges::default() };
        store.applications().change(renamed.id, &changes).await.unwrap();
        assert_eq!(names(&store, &["sales"], all, page).await, (1_201, vec!["app_00700".into(), "app_00701".into()]));
        store.applications().delete(renamed.id).await.unwrap();
        assert_eq!(names(&store, &["sales"], all, page).await.0, 1_200);
        assert_eq!(names(&store, &["sales"], all, Page { limit: 2, offset: 1_199 }).await.1, ["app_01199"]);
        assert_eq!(names(&store, &["sales"], all, Page { limit: 2, offset: 1_200 }).await, (1_200, vec![]));
    }
}

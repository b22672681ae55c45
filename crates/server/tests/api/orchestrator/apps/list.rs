//! `GET /orchestrator/api/apps/` and `…/pagination/`

use baton_auth::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{APPS, app, flow};
use crate::support::{Client, Server};

const PAGES: &str = "/orchestrator/api/apps/pagination/";

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|app| app["name"].as_str().unwrap()).collect()
}

async fn four_apps(client: &Client) {
    for name in ["d_four", "b_two", "a_one", "C_three"] {
        app(client, name).await;
    }
}

#[tokio::test]
async fn all_apps_that_a_user_sees_are_listed_by_name_and_no_flow_is() {
    let server = Server::start().await;
    let ann = server.developer().await;
    assert_eq!(ann.get(APPS).await.expect(200), json!([]));
    four_apps(&ann).await;
    flow(&ann, "a_flow").await;
    let own = ann.post(APPS, json!({"name": "own"})).await.expect(201);
    let listed = ann.get(APPS).await.expect(200);
    let mut expected = vec!["a_one", "b_two", "C_three", "d_four", "own"];
    expected.sort_unstable();
    assert_eq!(names(&listed), expected);
    assert_eq!(listed[4], own, "each is the whole object");
}

#[tokio::test]
async fn others_see_what_their_groups_hold_and_strangers_see_nothing() {
    let server = Server::start().await;
    let (ann, bob, stranger) =
        (server.developer().await, server.member("bob", Role::Viewer).await, server.stranger().await);
    app(&ann, "shared").await;
    ann.post(APPS, json!({"name": "own"})).await.expect(201);
    assert_eq!(names(&bob.get(APPS).await.expect(200)), ["shared"]);
    assert_eq!(stranger.get(APPS).await.expect(200), json!([]));
    assert_eq!(stranger.get(PAGES).await.expect(200), json!({"count": 0, "results": []}));
    let admin = server.admin().await;
    assert_eq!(names(&admin.get(APPS).await.expect(200)), ["own", "shared"]);
}

#[tokio::test]
async fn org_id_keeps_to_the_groups_of_an_organization() {
    let server = Server::start().await;
    let (ann, stranger) = (server.developer().await, server.stranger().await);
    app(&ann, "my_app").await;
    stranger.post(APPS, json!({"name": "theirs"})).await.expect(201);
    let other = server.state.store.organizations().by_name("other").await.unwrap().unwrap().id;
    let found = |org: String| {
        let (ann, path) = (ann.clone(), format!("{APPS}?org_id={org}"));
        async move { names(&ann.get(&path).await.expect(200)).into_iter().map(str::to_owned).collect::<Vec<_>>() }
    };
    assert_eq!(found(server.organization.to_string()).await, ["my_app"]);
    assert_eq!(found(String::new()).await, ["my_app"], "as the page prints it");
    for nothing in [other.to_string(), Uuid::new_v4().to_string(), "7".to_owned()] {
        assert!(found(nothing.clone()).await.is_empty(), "{nothing}");
    }
}

#[tokio::test]
async fn a_page_has_a_count_and_a_part() {
    let server = Server::start().await;
    let ann = server.developer().await;
    four_apps(&ann).await;
    let all = ann.get(PAGES).await.expect(200);
    assert_eq!((&all["count"], names(&all["results"]).len()), (&json!(4), 4));
    let ordered: Vec<String> = names(&all["results"]).into_iter().map(str::to_owned).collect();
    let part = ann.get(&format!("{PAGES}?limit=2&offset=1")).await.expect(200);
    assert_eq!(part["count"], 4);
    assert_eq!(names(&part["results"]), &ordered[1..3]);
    assert_eq!(part.as_object().unwrap().keys().collect::<Vec<_>>(), ["count", "results"]);
    let after = ann.get(&format!("{PAGES}?limit=3&offset=4")).await.expect(200);
    assert_eq!(after, json!({"count": 4, "results": []}));
}

#[tokio::test]
async fn the_page_can_be_asked_for_as_the_documentation_prints_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    four_apps(&ann).await;
    let path = format!("{PAGES}?limit=3&offset=1?org_id={}", server.organization);
    assert_eq!(names(&ann.get(&path).await.expect(200)["results"]).len(), 3);
    let path = format!("{PAGES}?limit=3&offset=1?org_id={}", Uuid::new_v4());
    assert_eq!(ann.get(&path).await.expect(200), json!({"count": 0, "results": []}));
}

#[tokio::test]
async fn search_term_finds_a_part_of_a_name_in_any_letter_case() {
    let server = Server::start().await;
    let ann = server.developer().await;
    four_apps(&ann).await;
    for (term, found) in
        [("THREE", vec!["C_three"]), ("_t", vec!["b_two", "C_three"]), ("%25", vec![]), ("%27;--", vec![])]
    {
        let page = ann.get(&format!("{PAGES}?search_term={term}")).await.expect(200);
        let mut names = names(&page["results"]);
        names.sort_unstable_by_key(|name| name.to_lowercase());
        assert_eq!((names, &page["count"]), (found.clone(), &json!(found.len())), "{term}");
    }
}

#[tokio::test]
async fn a_limit_or_offset_that_is_no_number_within_bounds_is_refused_by_name() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for bad in ["x", "-1", "1.5", "0", "501", "99999999999999999999", "1e3", "%F0%9F%92%A5"] {
        let refused = ann.get(&format!("{PAGES}?limit={bad}")).await.expect(400);
        assert_eq!(refused, json!({"limit": ["A whole number from 1 to 500 is required."]}), "{bad}");
    }
    for bad in ["x", "-1", "99999999999999999999"] {
        let refused = ann.get(&format!("{PAGES}?offset={bad}")).await.expect(400);
        assert_eq!(refused, json!({"offset": ["A whole number from 0 to 4294967295 is required."]}), "{bad}");
    }
    assert_eq!(ann.get(&format!("{PAGES}?limit=&offset=")).await.expect(200)["count"], 0);
}

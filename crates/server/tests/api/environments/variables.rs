use serde_json::{Value, json};

use crate::channels::Call;
use crate::examples::{example, install};
use crate::support::{GROUP, Server};

const COLLECTIONS: &str = "/envs-manager/api/v1/variables-collections";
const VARIABLES: &str = "/envs-manager/api/v1/variables-collections/demo/variables";

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

baton_testing::on_both! {
async fn each_group_that_one_sees_has_a_collection(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    ann.post(VARIABLES, json!({"name": "hours", "value": "nine to five"})).await.expect(201);
    let page = ann.get(COLLECTIONS).await.expect(200);
    assert_eq!((page["total"].as_i64(), names(&page["collections"])), (Some(2), vec!["demo", "developer"]));
    let found = ann.get(&format!("{COLLECTIONS}?searchTerm=DEM")).await.expect(200);
    assert_eq!(names(&found["collections"]), ["demo"]);
    assert_eq!(ann.get(&format!("{COLLECTIONS}?searchTerm=%25")).await.expect(200)["total"], 2);
    let second = ann.get(&format!("{COLLECTIONS}?page=2&pageSize=1")).await.expect(200);
    assert_eq!(names(&second["collections"]), ["developer"]);
    ann.get(&format!("{COLLECTIONS}?pageSize=501")).await.expect(400);
    let hours =
        json!({"name": "hours", "value": "nine to five", "sensitive": false, "collection_id": "demo"});
    assert_eq!(
        ann.get(&format!("{COLLECTIONS}/demo")).await.expect(200),
        json!({"id": "demo", "name": "demo", "group": "demo", "variables": [hours]})
    );
    assert_eq!(ann.get(&format!("{COLLECTIONS}/elsewhere")).await.expect(404)["detail"], "Not found.");
}

async fn a_variable_is_made_found_changed_and_removed(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    ann.post(VARIABLES, json!({"name": "b.one", "value": "1"})).await.expect(201);
    ann.post(VARIABLES, json!({"name": "Another", "value": ""})).await.expect(201);
    let taken = ann.post(VARIABLES, json!({"name": "b.one", "value": "2"})).await.expect(409);
    assert_eq!(taken["detail"], "The collection has a variable b.one already. Change that one.");
    assert_eq!(names(&ann.get(VARIABLES).await.expect(200)), ["Another", "b.one"]);
    assert_eq!(names(&ann.get(&format!("{VARIABLES}?searchTerm=ONE")).await.expect(200)), ["b.one"]);

    let path = format!("{VARIABLES}/b.one");
    assert_eq!(ann.put(&path, json!({"value": "2"})).await.expect(200)["value"], "2");
    assert_eq!(ann.put(&path, json!({})).await.expect(400), json!({"value": ["This field is required."]}));
    ann.patch(&path, json!({"name": "Another"})).await.expect(409);
    let renamed = ann.patch(&path, json!({"name": "b_1"})).await.expect(200);
    assert_eq!((&renamed["name"], &renamed["value"]), (&json!("b_1"), &json!("2")));
    ann.get(&path).await.expect(404);
    let path = format!("{VARIABLES}/b_1");
    ann.delete(&path).await.expect(204);
    ann.delete(&path).await.expect(404);
}

async fn what_is_wrong_is_named(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    let refused = ann.post(VARIABLES, json!({"sensitive": "yes", "more": 1})).await.expect(400);
    for field in ["name", "value", "sensitive", "more"] {
        assert!(refused[field][0].is_string(), "{field}: {refused}");
    }
    for name in ["", "a b", "{{a}}", "a:b", "nul\u{0}", &"x".repeat(256)] {
        ann.post(VARIABLES, json!({"name": name, "value": "1"})).await.expect(400);
    }
    ann.post(VARIABLES, json!({"name": "a", "value": 5})).await.expect(400);
    ann.post(VARIABLES, json!({"name": "a", "value": "x".repeat(10_001)})).await.expect(400);
    assert_eq!(ann.get(VARIABLES).await.expect(200), json!([]));
    ann.get(&format!("{VARIABLES}/%00")).await.expect(404);
}

async fn a_sensitive_value_is_never_given_back_and_not_kept_in_clear(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    let secret = json!({"name": "key", "value": "open sesame", "sensitive": true});
    let made = ann.post(VARIABLES, secret).await.expect(201);
    assert_eq!((&made["value"], &made["sensitive"]), (&Value::Null, &json!(true)));
    let path = format!("{VARIABLES}/key");
    for shown in
        [ann.get(&path).await, ann.get(VARIABLES).await, ann.get(&format!("{COLLECTIONS}/demo")).await]
    {
        assert!(!shown.expect(200).to_string().contains("sesame"));
    }
    let kept = || async { server.state.store.variables().get(GROUP, "key").await.unwrap().unwrap() };
    assert!(!kept().await.value.contains("sesame"));
    assert_eq!(server.state.runtime.open_variable(&kept().await).await.unwrap(), "open sesame");

    let refused = ann.patch(&path, json!({"sensitive": false})).await.expect(400);
    assert!(refused["value"][0].as_str().unwrap().contains("not given back"), "{refused}");
    let renamed = ann.patch(&path, json!({"name": "key_2"})).await.expect(200);
    assert_eq!(renamed["value"], Value::Null);
    let row = server.state.store.variables().get(GROUP, "key_2").await.unwrap().unwrap();
    assert_eq!(server.state.runtime.open_variable(&row).await.unwrap(), "open sesame");
    let path = format!("{VARIABLES}/key_2");
    let shown = ann.patch(&path, json!({"sensitive": false, "value": "public"})).await.expect(200);
    assert_eq!(shown["value"], "public");
}

async fn who_only_reads_changes_nothing_and_strangers_see_nothing(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (ann, viewer, stranger) = (server.developer().await, server.viewer().await, server.stranger().await);
    ann.post(VARIABLES, json!({"name": "a", "value": "1"})).await.expect(201);
    assert_eq!(names(&viewer.get(VARIABLES).await.expect(200)), ["a"]);
    viewer.post(VARIABLES, json!({"name": "b", "value": "1"})).await.expect(403);
    viewer.put(&format!("{VARIABLES}/a"), json!({"value": "2"})).await.expect(403);
    viewer.delete(&format!("{VARIABLES}/a")).await.expect(403);
    stranger.get(VARIABLES).await.expect(404);
    stranger.delete(&format!("{VARIABLES}/a")).await.expect(404);
    server.nobody().get(COLLECTIONS).await.expect(401);
}

async fn an_app_says_a_sensitive_variable_and_its_program_is_not_kept_in_clear(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    let mut bank = example("bank");
    bank.variables.remove("opening_hours");
    let app = install(&server, &bank).await;
    let path = format!("/orchestrator/api/apps/{app}/deploy/");
    let refused = ann.post(&path, json!({})).await.expect(400);
    assert!(refused.to_string().contains("UNKNOWN_VARIABLE"), "{refused}");
    let hours = json!({"name": "opening_hours", "value": "around midnight", "sensitive": true});
    ann.post(VARIABLES, hours).await.expect(201);
    ann.post(&path, json!({})).await.expect(200);

    let row = server.state.store.applications().get(app).await.unwrap().unwrap();
    let hash = row.deployed_program.unwrap();
    let kept = server.state.store.programs().get(&hash).await.unwrap().unwrap();
    assert!(!kept.body.windows(8).any(|part| part == b"midnight"));
    let mut call = Call::start(&server, &row.deployed_token.unwrap()).await;
    call.say("[noinput]").await;
    let told = call.say("what are your opening hours").await;
    assert!(told.contains("around midnight"), "{told}");
}
}

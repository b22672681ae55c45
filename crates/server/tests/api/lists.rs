//! Lists of all services, as scripts ask for them.

use serde_json::{Value, json};

use crate::miniapps;
use crate::support::{Client, GROUP, Server};

/// Lists that take a word, and where in the answer the things stand; which of them are found by what they are called.
const SEARCHED: [(&str, &str); 8] = [
    ("/orchestrator/api/apps/", ""),
    ("/orchestrator/api/apps/pagination/", "/results"),
    ("/orchestrator/api/apps/overview/", "/results"),
    ("/orchestrator/api/flows/", ""),
    ("/miniapps/api/apps", "/apps"),
    ("/integrations/api/numbers", "/numbers"),
    ("/envs-manager/api/v1/variables-collections", "/collections"),
    ("/envs-manager/api/v1/variables-collections/demo/variables", ""),
];

/// Lists that come in pages, and how each calls the size of one.
const PAGED: [(&str, &str); 7] = [
    ("/orchestrator/api/apps/pagination/", "limit"),
    ("/orchestrator/api/apps/overview/", "limit"),
    ("/miniapps/api/apps", "pageSize"),
    ("/integrations/api/numbers", "pageSize"),
    ("/envs-manager/api/v1/variables-collections", "pageSize"),
    ("/exports-api/v1/exports", "pageSize"),
    ("/exports-api/v1/subscriptions", "pageSize"),
];

/// A script with a personal access token of a maintainer, and one thing of each kind that is called `findable_…`.
async fn script(server: &Server) -> Client {
    let ann = server.maintainer().await;
    let made = ann.post("/access/api/personal-tokens/", json!({"name": "script", "group": GROUP})).await;
    let token = made.expect(201)["token"].as_str().unwrap().to_owned();
    let script = server.nobody().with("x-ocp-personal-access-token", &token);
    for name in ["findable_one", "other"] {
        script.post("/orchestrator/api/apps/", json!({"name": name, "group": GROUP})).await.expect(201);
        let flow = json!({"name": name, "group": GROUP, "input_fields": [], "output_fields": [],
                          "description": "", "labels": [], "reportable": false, "schema_version": 1});
        script.post("/orchestrator/api/flows/", flow).await.expect(201);
        miniapps::create(&script, name, "Announcement").await;
        let variable = json!({"name": name, "value": "1"});
        script.post("/envs-manager/api/v1/variables-collections/demo/variables", variable).await.expect(201);
    }
    for (number, note) in [("+1 201 555 0123", "findable_one"), ("+49 30 999", "other")] {
        let number = json!({"number": number, "groupId": GROUP, "note": note});
        script.post("/integrations/api/numbers", number).await.expect(201);
    }
    script
}

fn found<'a>(answer: &'a Value, at: &str) -> &'a Vec<Value> {
    answer.pointer(at).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {at}: {answer}"))
}

baton_testing::on_both! {
async fn every_list_takes_a_word_in_either_spelling(test: &TestDatabase) {
    let server = Server::on(test).await;
    let script = script(&server).await;
    for (path, at) in SEARCHED {
        for spelling in ["search_term", "searchTerm"] {
            // A collection is called as its group is.
            let (word, nothing) = if path.ends_with("collections") { ("DEM", "findable") } else { ("FINDABLE", "nowhere") };
            let one = script.get(&format!("{path}?{spelling}={word}")).await.expect(200);
            assert_eq!(found(&one, at).len(), 1, "{path} {spelling}: {one}");
            let none = script.get(&format!("{path}?{spelling}={nothing}")).await.expect(200);
            assert!(found(&none, at).is_empty(), "{path} {spelling}: {none}");
            let all = script.get(&format!("{path}?{spelling}=")).await.expect(200);
            assert!(!found(&all, at).is_empty(), "{path} {spelling}: {all}");
        }
    }
    let flows = script.get(&format!("/orchestrator/api/flows/?group__iexact={GROUP}")).await.expect(200);
    assert_eq!(found(&flows, "").len(), 2);
}

async fn a_number_is_found_however_it_is_written(test: &TestDatabase) {
    let server = Server::on(test).await;
    let script = script(&server).await;
    // A plus that is not encoded arrives as a space.
    for term in ["%2B1201", "+1201", "(201)%20555-0123", "%25", "201%25", "%25FINDABLE%25", ""] {
        let page = script.get(&format!("/integrations/api/numbers?pageSize=100&searchTerm={term}")).await;
        let page = page.expect(200);
        let numbers: Vec<&Value> = found(&page, "/numbers").iter().map(|one| &one["number"]).collect();
        assert!(numbers.contains(&&json!("+12015550123")), "{term}: {page}");
        assert_eq!(numbers.len(), if ["%25", ""].contains(&term) { 2 } else { 1 }, "{term}");
    }
    let none = script.get("/integrations/api/numbers?searchTerm=-").await.expect(200);
    assert_eq!(none["numbers"], json!([]));
}

async fn a_page_of_a_million_is_refused_by_name(test: &TestDatabase) {
    let server = Server::on(test).await;
    let script = script(&server).await;
    let body = json!({"ocp_group_name": GROUP, "type": "dialog_end", "url": "https://receiver.example/"});
    let made = script.post("/exports-api/v1/subscriptions", body).await.expect(201);
    let held = format!("/exports-api/v1/subscriptions/{}/held", made["id"].as_str().unwrap());
    for (path, size) in PAGED.into_iter().chain([(held.as_str(), "pageSize")]) {
        for bad in ["1000000", "0", "-1", "ten", "1.5", "99999999999999999999"] {
            let refused = script.get(&format!("{path}?{size}={bad}")).await.expect(400);
            assert_eq!(refused[size], json!(["A whole number from 1 to 500 is required."]), "{path} {bad}");
        }
        script.get(&format!("{path}?{size}=500")).await.expect(200);
        let next = if size == "limit" { "offset" } else { "page" };
        for bad in ["-1", "two", "99999999999999999999"] {
            let refused = script.get(&format!("{path}?{next}={bad}")).await.expect(400);
            assert!(refused[next][0].is_string(), "{path} {bad}: {refused}");
        }
    }
}
}

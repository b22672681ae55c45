//! Lists of all services, as scripts ask for them.

use baton_store::Export;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::miniapps;
use crate::orchestrator::canvases::{canvas_of, flow_node, line, node};
use crate::support::{Client, GROUP, START, Server};

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
    for (path, size) in PAGED.into_iter().chain(["pageSize", "page_size", "limit"].map(|size| (held.as_str(), size))) {
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

async fn every_list_takes_the_size_of_a_page_in_every_spelling(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (admin, lists) = everything(&server).await;
    for (path, at) in &lists {
        let joined = if path.contains('?') { '&' } else { '?' };
        let all = admin.get(path).await.expect(200);
        let all = found(&all, at);
        assert!(all.len() >= 2, "{path}: {all:?}");
        for query in ["limit=1", "page_size=1", "pageSize=1", "limit=1&page=1", "pageSize=1&offset=0"] {
            let first = admin.get(&format!("{path}{joined}{query}")).await.expect(200);
            assert_eq!(found(&first, at)[..], all[..1], "{path} {query}");
        }
        for query in ["limit=1&offset=1", "page_size=1&page=2", "pageSize=1&page=2", "pageSize=1&offset=1"] {
            let second = admin.get(&format!("{path}{joined}{query}")).await.expect(200);
            assert_eq!(found(&second, at)[..], all[1..2], "{path} {query}");
            assert!(second.get("page").is_none_or(|page| page == 2), "{path} {query}: {second}");
        }
        let rest = admin.get(&format!("{path}{joined}offset=1")).await.expect(200);
        assert_eq!(found(&rest, at)[..], all[1..], "{path}");
        for (query, name) in [
            ("limit=0", "limit"),
            ("page_size=ten", "page_size"),
            ("pageSize=100001", "pageSize"),
            ("page=0", "page"),
            ("offset=-1", "offset"),
            ("limit=1&pageSize=2", "pageSize"),
            ("limit=1&page=2&offset=7", "offset"),
        ] {
            let refused = admin.get(&format!("{path}{joined}{query}")).await.expect(400);
            assert!(refused[name][0].is_string(), "{path} {query}: {refused}");
        }
    }
}

async fn lists_are_narrowed_by_name_and_group(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (admin, lists) = everything(&server).await;
    let total = async |path: &str, at: &str| found(&admin.get(path).await.expect(200), at).len();
    for (path, at) in lists.iter().take(5) {
        for (query, expected) in [
            ("name__iexact=FINDABLE_one", 1),
            ("name=findable_ONE", 1),
            ("name__iexact=other,findable_one", 2),
            ("name__iexact=other&name__iexact=findable_one", 2),
            ("name__iexact=findable", 0),
            ("name=other&name__iexact=findable_one", 0),
            ("group__iexact=DEMO&name=other", 1),
            ("group=demo,elsewhere&name=other", 1),
            ("group__iexact=elsewhere", 0),
        ] {
            assert_eq!(total(&format!("{path}?{query}"), at).await, expected, "{path} {query}");
        }
    }
    for (path, at, expected) in [
        ("/exports-api/v1/subscriptions?type=dialog_end", "/subscriptions", 1),
        ("/exports-api/v1/subscriptions?status=paused", "/subscriptions", 0),
        ("/exports-api/v1/subscriptions?status=active&ocp_group_name=demo", "/subscriptions", 2),
        ("/exports-api/v1/exports?ocp_group_name=demo", "/exports", 2),
        ("/exports-api/v1/exports?ocp_group_name=elsewhere", "/exports", 0),
        ("/access/api/groups/?search_term=DEM", "", 1),
        ("/access/api/users/?searchTerm=maint", "", 1),
        ("/access/api/groups/demo/members/?search_term=nobody", "", 0),
        ("/access/api/organizations/?search_term=ACME&limit=1", "", 1),
        ("/access/api/organizations/?search_term=nobody", "", 0),
        ("/orchestrator/api/voice-biometric/profiles/?search_term=nobody", "", 0),
        ("/access/api/personal-tokens/?search_term=SECOND", "", 1),
        ("/orchestrator/api/component_uses/?search_term=Findable", "", 2),
        ("/orchestrator/api/component_uses/?search_term=findable&pageSize=1", "", 1),
        ("/orchestrator/api/component_uses/?group__iexact=elsewhere", "", 0),
    ] {
        assert_eq!(total(path, at).await, expected, "{path}");
    }
    for (path, _) in &lists[lists.len() - 2..] {
        assert_eq!(total(&format!("{path}?search_term=FINDABLE"), "").await, 1, "{path}");
        assert_eq!(total(&format!("{path}?searchTerm=nowhere"), "").await, 0, "{path}");
    }
    let ordered = admin.get("/integrations/api/numbers?order_by=note&direction=DESC").await.expect(200);
    assert_eq!(ordered["numbers"][0]["note"], "other");
    let refused = admin.get("/integrations/api/numbers?order_by=colour").await.expect(400);
    assert!(refused["order_by"][0].is_string(), "{refused}");
}
}

/// Somebody who sees everything, and all lists that come in pages or can be cut, with two things on each and where in the
/// answer they stand. The first five are narrowed by name and group.
async fn everything(server: &Server) -> (Client, Vec<(String, &'static str)>) {
    script(server).await;
    let admin = server.admin().await;
    let app = admin.get("/orchestrator/api/apps/?name=other").await.expect(200)[0].clone();
    let flows = admin.get("/orchestrator/api/flows/").await.expect(200);
    let mini_apps = admin.get("/miniapps/api/apps").await.expect(200);
    let mini_app = |index: usize| mini_apps["apps"][index]["id"].as_str().unwrap();
    let nodes = [
        flow_node("1", &flows[0]),
        flow_node("2", &flows[1]),
        node("3", "miniApp", mini_app(0)),
        node("4", "miniApp", mini_app(1)),
    ];
    admin.put(&canvas_of(&app), line(&nodes)).await.expect(200);
    for name in ["first", "second"] {
        let token = json!({"name": name, "group": GROUP});
        admin.post("/access/api/personal-tokens/", token).await.expect(201);
    }
    server.developer().await;
    for kind in ["dialog_end", "dialog_start"] {
        let body = json!({"ocp_group_name": GROUP, "type": kind, "url": "https://receiver.example/"});
        admin.post("/exports-api/v1/subscriptions", body).await.expect(201);
    }
    for hour in [-3, -2] {
        let from = START.plus_seconds(hour * 3600);
        let export = Export {
            id: Uuid::new_v4(),
            group_name: GROUP.to_owned(),
            types: json!(["dialog_end"]),
            from_time: from,
            to_time: from.plus_seconds(3600),
            status: "completed".to_owned(),
            failure: String::new(),
            records: 0,
            bytes: 0,
            created_at: from,
            alive_at: from,
        };
        server.state.store.exports().insert(&export).await.unwrap();
    }
    let of_app = format!("/orchestrator/api/apps/{}", app["id"].as_str().unwrap());
    let more = [
        ("/exports-api/v1/exports", "/exports"),
        ("/exports-api/v1/subscriptions", "/subscriptions"),
        ("/orchestrator/api/component_uses/", ""),
        ("/access/api/groups/", ""),
        ("/access/api/users/", ""),
        ("/access/api/groups/demo/members/", ""),
        ("/access/api/personal-tokens/", ""),
    ];
    let fixed = SEARCHED.into_iter().chain(more);
    let mut lists: Vec<(String, &str)> = fixed.map(|(path, at)| (path.to_owned(), at)).collect();
    for rest in ["fail_sources/", "miniapps/?detail=true", "flows/", "miniapps/"] {
        lists.push((format!("{of_app}/{rest}"), ""));
    }
    (admin, lists)
}

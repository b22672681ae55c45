//! `/integrations/api/numbers`, and calls that are routed by them

use serde_json::{Value, json};

use crate::channels::DIALOGS;
use crate::insights::bank;
use crate::support::{GROUP, Server};

const NUMBERS: &str = "/integrations/api/numbers";

baton_testing::on_both! {
async fn a_number_is_added_found_changed_and_removed(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let maintainer = server.maintainer().await;
    let shown = ann.get(&format!("/orchestrator/api/apps/{}/", app.id)).await.expect(200);
    let flow_app = shown["sandbox_flowapp_id"].as_str().unwrap();
    let number = json!({"number": "+1 (201) 555-0123", "country": "us", "groupId": GROUP, "miniAppId": flow_app, "note": "Main line"});
    ann.post(NUMBERS, number.clone()).await.expect(403);
    let made = maintainer.post(NUMBERS, number.clone()).await.expect(201);
    assert_eq!(
        made,
        json!({
            "number": "+12015550123", "country": "US", "groupId": GROUP, "miniAppId": flow_app, "miniAppName": "SND_bank",
            "miniAppType": "Flow", "miniAppGroupId": GROUP, "locale": "", "note": "Main line"
        })
    );
    maintainer.post(NUMBERS, number).await.expect(409);
    maintainer.post(NUMBERS, json!({"number": "+3", "groupId": GROUP})).await.expect(201);
    let names = |list: &Value| {
        list["numbers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["number"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&ann.get(&format!("{NUMBERS}?pageSize=100&searchTerm=%25")).await.expect(200)),
        ["+12015550123", "+3"]
    );
    assert_eq!(
        names(
            &ann.get(&format!("{NUMBERS}?searchTerm=main&orderBy=miniapp&direction=DESC")).await.expect(200)
        ),
        ["+12015550123"]
    );
    let page =
        ann.get(&format!("{NUMBERS}?page=2&pageSize=1&orderBy=number&direction=DESC")).await.expect(200);
    assert_eq!((names(&page), page["total"].as_i64()), (vec!["+12015550123".to_owned()], Some(2)));
    for bad in ["orderBy=colour", "direction=UP", "page=0", "pageSize=1000000"] {
        ann.get(&format!("{NUMBERS}?{bad}")).await.expect(400);
    }
    let path = format!("{NUMBERS}/+12015550123");
    let changed = maintainer.put(&path, json!({"miniAppId": "", "note": "free"})).await.expect(200);
    assert_eq!(
        (&changed["miniAppName"], &changed["note"], &changed["country"]),
        (&json!(""), &json!("free"), &json!("US"))
    );
    for group in ["nope", "maintainer2"] {
        let refused = maintainer.post(NUMBERS, json!({"number": "+4", "groupId": group})).await.expect(400);
        assert_eq!(refused, json!({"groupId": ["There is no such group that you see. Name one of yours."]}));
    }
    for (field, value) in [
        ("number", "+9"),
        ("groupId", "maintainer"),
        ("miniAppId", "nothing"),
        ("country", "USA"),
        ("colour", "red"),
    ] {
        let refused = maintainer.put(&path, json!({field: value})).await.expect(400);
        assert!(refused[field][0].is_string(), "{refused}");
    }
    server.stranger().await.get(&path).await.expect(404);
    maintainer.delete(&path).await.expect(204);
    ann.get(&path).await.expect(404);
}

async fn a_gateway_with_a_token_of_its_own_has_calls_answered_by_their_number(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let maintainer = server.maintainer().await;
    let shown = ann.get(&format!("/orchestrator/api/apps/{}/", app.id)).await.expect(200);
    let number =
        json!({"number": "+12015550123", "groupId": GROUP, "miniAppId": shown["production_flowapp_id"]});
    maintainer.post(NUMBERS, number).await.expect(201);
    let call = |dnis: &str| json!({"application_id": "any", "source": "omIVR", "context": {"semantics": {"Dnis": dnis}}});
    let begun = ann.post(DIALOGS, call("+1 201 555 0123")).await.expect(200);
    assert_eq!(begun["dialog_metadata"]["app"], shown["sandbox_flowapp_id"]);
    let path = format!("{DIALOGS}/{}", begun["dialogId"].as_str().unwrap());
    let next = ann.post(&path, json!({"utterance": "[noinput]"})).await.expect(200);
    assert_eq!(next["prompt"], "How can I help you?");
    ann.post(DIALOGS, call("+999")).await.expect(404);
    let made = json!({"name": "script", "group": GROUP});
    let made = ann.post("/access/api/personal-tokens/", made).await.expect(201);
    let script = server.nobody().with("x-ocp-personal-access-token", made["token"].as_str().unwrap());
    for nowhere in [json!({}), json!({"context": {"semantics": {}}}), call("")] {
        let refused = script.post(DIALOGS, nowhere.clone()).await.expect(400);
        assert!(refused["context.semantics.Dnis"][0].as_str().unwrap().contains("required"), "{refused}");
        let refused = ann.post(DIALOGS, nowhere.clone()).await.expect(401);
        assert!(refused["detail"].as_str().unwrap().contains("context.semantics.Dnis"), "{refused}");
        let unknown = server.nobody().with("authorization", "Bearer 1234");
        unknown.post(DIALOGS, nowhere).await.expect(401);
    }
    ann.post(DIALOGS, call("not a number")).await.expect(404);
    let stranger = server.stranger().await;
    stranger.post(DIALOGS, call("+12015550123")).await.expect(404);
    stranger.post(&path, json!({"utterance": "[noinput]"})).await.expect(404);
    server.viewer().await.post(DIALOGS, call("+12015550123")).await.expect(403);
    server.nobody().post(DIALOGS, call("+12015550123")).await.expect(401);
    // An application's own token decides alone.
    let app_token = server.nobody().with("authorization", &format!("Bearer {}", app.deployed));
    app_token.post(DIALOGS, call("+999")).await.expect(200);
}

async fn a_number_follows_its_application_and_outlives_it(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let owner = server.owner().await;
    let path = format!("/orchestrator/api/apps/{}/", app.id);
    let shown = ann.get(&path).await.expect(200);
    for (number, id) in [("8123", "sandbox_flowapp_id"), ("8124", "production_flowapp_id")] {
        let number = json!({"number": number, "groupId": GROUP, "miniAppId": shown[id], "note": "kept"});
        owner.post(NUMBERS, number).await.expect(201);
    }
    let call = json!({"application_id": "any", "source": "omIVR", "context": {"semantics": {"Dnis": "8123"}}});
    let renamed = owner.patch(&path, json!({"name": "bank_2"})).await.expect(200);
    let bound = owner.get(&format!("{NUMBERS}/8123")).await.expect(200);
    assert_eq!(
        (&bound["miniAppId"], &bound["miniAppName"]),
        (&renamed["sandbox_flowapp_id"], &json!("SND_bank_2"))
    );
    let bound = owner.get(&format!("{NUMBERS}/8124")).await.expect(200);
    assert_eq!(bound["miniAppId"], renamed["production_flowapp_id"]);
    ann.post(DIALOGS, call.clone()).await.expect(200);
    owner.delete(&path).await.expect(204);
    owner.delete(&path).await.expect(404);
    for number in ["8123", "8124"] {
        let free = owner.get(&format!("{NUMBERS}/{number}")).await.expect(200);
        for key in ["miniAppId", "miniAppName", "miniAppType", "miniAppGroupId"] {
            assert_eq!(free[key], "", "{free}");
        }
        assert_eq!(free["note"], "kept");
    }
    ann.post(DIALOGS, call).await.expect(404);
}
}

//! A flow, and a miniApp, exported and imported by itself.

use axum::http::Method;
use baton_auth::Role;
use baton_bundle::{Bundle, Home, Root};
use baton_model::GroupName;
use baton_store::{ApplicationKind, Variable};
use serde_json::{Value, json};

use super::{example, import};
use crate::support::{Answer, Client, GROUP, Server};

const PATH: &str = "/orchestrator/api/apps/import/";

/// The bank in [`GROUP`], and the flow of this name in it.
async fn flow_of_bank(client: &Client, name: &str) -> Value {
    import(client, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let path = format!("/orchestrator/api/flows/?name__iexact={name}&group__iexact={GROUP}");
    client.get(&path).await.expect(200)[0].clone()
}

async fn export_flow(client: &Client, flow: &Value) -> Answer {
    client.get(&format!("/orchestrator/api/flows/{}/export/", flow["id"].as_str().unwrap())).await
}

async fn export_mini_app(client: &Client, id: &str) -> Answer {
    client.get(&format!("/miniapps/api/apps/v1/{id}/export")).await
}

fn read(answer: &Answer) -> Bundle {
    assert_eq!(answer.status, 200, "{answer}");
    Bundle::from_zip(&answer.body).unwrap()
}

fn names<'a>(all: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    all.into_iter().map(String::as_str).collect()
}

#[tokio::test]
async fn a_flow_is_one_zip_with_what_its_canvas_and_its_handlers_reach() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let flow = flow_of_bank(&ann, "Transfer").await;
    let answer = export_flow(&ann, &flow).await;
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"Transfer.zip\"");
    let bundle = read(&answer);
    assert_eq!(bundle.root, Root::Flow(flow["component_id"].as_str().unwrap().to_owned()));
    assert_eq!(names(bundle.flows.iter().map(|it| &it.name)), ["Transfer"]);
    assert_eq!(bundle.mini_apps.len(), 8);
    assert_eq!(names(bundle.variables.keys()), ["bank_service"]);
    assert_eq!(export_flow(&ann, &flow).await.body, answer.body, "the same flow gives the same bytes");

    let silence = format!("{}.Silence.Flows.orc.{GROUP}", ann.user_id);
    let handlers = json!([{
        "error_types": [], "error_sources": [],
        "handler": {"name": "Silence", "nodeType": "Flow", "component_id": silence}
    }]);
    let path = format!("/orchestrator/api/flows/{}/error-handlers/", flow["id"].as_str().unwrap());
    ann.put(&path, handlers).await.expect(200);
    let bundle = read(&export_flow(&ann, &flow).await);
    assert_eq!(names(bundle.flows.iter().map(|it| &it.name)), ["Silence", "Transfer"]);
    assert_eq!(bundle.name(), "Transfer");
    assert!(bundle.mini_apps.iter().any(|it| it.name == "BankCannotHear"));
}

#[tokio::test]
async fn a_mini_app_is_one_zip_with_its_model_and_the_variables_that_it_reads() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let id = format!("{}.BankOpeningHours.Announcement.MiniApps.{GROUP}", ann.user_id);
    let answer = export_mini_app(&ann, &id).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"BankOpeningHours.zip\"");
    let bundle = read(&answer);
    assert_eq!((bundle.root.clone(), bundle.flows.len()), (Root::MiniApp(id.clone()), 0));
    let bank = example("bank");
    let drawn = bank.mini_apps.iter().find(|it| it.name == "BankOpeningHours").unwrap();
    assert_eq!(bundle.mini_apps.iter().map(|it| &it.model).collect::<Vec<_>>(), [&drawn.model]);
    assert_eq!(names(bundle.variables.keys()), ["opening_hours"]);
    assert_eq!(export_mini_app(&ann, &id).await.body, answer.body);
}

#[tokio::test]
async fn they_come_back_elsewhere_and_export_to_the_same_bytes_apart_from_ids_and_group() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let flow = flow_of_bank(&ann, "Transfer").await;
    let (group, user) = (GroupName::parse(GROUP).unwrap(), ann.user_id.to_string());
    let back = Home { group: &group, user: &user, name: None, existing: &Default::default() };

    let there = export_flow(&ann, &flow).await;
    let made = ben.upload(Method::POST, PATH, &[("group", "ben")], &there.body).await.expect(201);
    assert_eq!(
        (&made["kind"], &made["name"], &made["group"]),
        (&json!("flow"), &json!("Transfer"), &json!("ben"))
    );
    assert_eq!(made["component_id"], format!("{}.Transfer.Flows.orc.ben", ben.user_id));
    assert_eq!(made["imported"]["flows"]["created"], json!(["Transfer"]));
    assert_eq!(made["imported"]["miniapps"]["created"].as_array().unwrap().len(), 8);
    let exported = read(&export_flow(&ben, &made).await);
    assert_eq!(exported.rehome(&back).to_zip().unwrap(), there.body);

    let id = format!("{user}.BankPin.Numeric.MiniApps.{GROUP}");
    let there = export_mini_app(&ann, &id).await;
    let made = ben.upload(Method::POST, PATH, &[("group", "ben")], &there.body).await.expect(201);
    assert_eq!((&made["kind"], &made["type"]), (&json!("miniapp"), &json!("Numeric")));
    assert_eq!(made["id"], format!("{}.BankPin.Numeric.MiniApps.ben", ben.user_id));
    assert_eq!(made["imported"]["miniapps"]["created"], json!(["BankPin"]));
    let exported = read(&export_mini_app(&ben, made["id"].as_str().unwrap()).await);
    assert_eq!(exported.rehome(&back).to_zip().unwrap(), there.body);
}

#[tokio::test]
async fn what_an_imported_flow_uses_is_known() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let flow = flow_of_bank(&ann, "Identify").await;
    let zip = export_flow(&ann, &flow).await.body;
    let made = ben.upload(Method::POST, PATH, &[], &zip).await.expect(201);
    let pin = format!("{}.BankPin.Numeric.MiniApps.ben", ben.user_id);
    let uses = ben.get(&format!("/orchestrator/api/component_uses/?component_id={pin}")).await.expect(200);
    assert_eq!(uses[0]["used_by"][0]["id"], made["id"]);
    assert_eq!(ben.delete(&format!("/miniapps/api/apps/v1/{pin}")).await.status, 409);
}

#[tokio::test]
async fn a_dry_run_says_what_would_come_and_leaves_nothing() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let flow = flow_of_bank(&ann, "Identify").await;
    let zip = export_flow(&ann, &flow).await.body;
    let fields = [("group", "ben"), ("dry_run", "true")];
    let told = ben.upload(Method::POST, PATH, &fields, &zip).await.expect(200);
    assert_eq!((&told["kind"], &told["name"]), (&json!("flow"), &json!("Identify")));
    let mini_apps = json!(["BankAccountNumber", "BankPin", "BankWrongNumber"]);
    assert_eq!(told["imported"]["miniapps"]["created"], mini_apps);
    assert_eq!(ben.get("/orchestrator/api/flows/?group__iexact=ben").await.expect(200), json!([]));
    assert_eq!(ben.get("/miniapps/api/apps?group=ben").await.expect(200)["total"], 0);
}

#[tokio::test]
async fn what_the_group_has_and_is_the_same_is_used_and_nothing_is_made() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let flow = flow_of_bank(&ann, "Identify").await;
    let zip = export_flow(&ann, &flow).await.body;
    let told = ann.upload(Method::POST, PATH, &[("group", GROUP)], &zip).await.expect(200);
    assert_eq!(told["id"], flow["id"]);
    let mini_apps = json!(["BankAccountNumber", "BankPin", "BankWrongNumber"]);
    assert_eq!(told["imported"]["flows"], json!({"created": [], "reused": ["Identify"], "kept": []}));
    assert_eq!(told["imported"]["miniapps"], json!({"created": [], "reused": mini_apps, "kept": []}));

    let fields = [("group", GROUP), ("name", "Identify_two")];
    let copy = ann.upload(Method::POST, PATH, &fields, &zip).await.expect(201);
    assert_eq!(copy["component_id"], format!("{}.Identify_two.Flows.orc.{GROUP}", ann.user_id));
    assert_eq!(copy["imported"]["miniapps"]["reused"], mini_apps);
}

#[tokio::test]
async fn what_differs_is_named_and_nothing_is_imported() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let flow = flow_of_bank(&ann, "Identify").await;
    let mut changed = read(&export_flow(&ann, &flow).await);
    changed.flows[0].description = Some("another".into());
    let refused = import(&ann, &changed, &[("group", GROUP)]).await.expect(409);
    assert_eq!(refused["existing"], json!({"apps": [], "flows": ["Identify"], "miniapps": []}));
    let sentence = "The group has another flow Identify. Give another `name`. Nothing was imported.";
    assert_eq!(refused["detail"], sentence);

    let pin = changed.mini_apps.iter_mut().find(|it| it.name == "BankPin").unwrap();
    pin.model["ask"]["note"] = json!("x");
    let fields = [("group", GROUP), ("name", "Identify_two")];
    let refused = import(&ann, &changed, &fields).await.expect(409);
    assert_eq!(refused["existing"], json!({"apps": [], "flows": [], "miniapps": ["BankPin"]}));
    let store = &server.state.store;
    let made = store.applications().by_name(ApplicationKind::Flow, GROUP, "Identify_two").await.unwrap();
    assert!(made.is_none());

    let mut alone = changed.clone();
    alone.mini_apps.retain(|it| it.name == "BankPin");
    alone.flows.clear();
    alone.root = Root::MiniApp(alone.mini_apps[0].component_id.clone());
    let refused = import(&ann, &alone, &[("group", GROUP)]).await.expect(409);
    assert_eq!(refused["existing"], json!({"apps": [], "flows": [], "miniapps": ["BankPin"]}));
    let sentence = "The group has another miniApp BankPin. Give another `name`. Nothing was imported.";
    assert_eq!(refused["detail"], sentence);
    let made = import(&ann, &alone, &[("group", GROUP), ("name", "BankPin_two")]).await.expect(201);
    assert_eq!(made["id"], format!("{}.BankPin_two.Numeric.MiniApps.{GROUP}", ann.user_id));
}

#[tokio::test]
async fn all_of_it_comes_or_nothing() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let flow = flow_of_bank(&ann, "Identify").await;
    let mut bundle = read(&export_flow(&ann, &flow).await);
    bundle.mini_apps[2].languages = vec!["tlh".into()];
    let refused = import(&ben, &bundle, &[("group", "ben")]).await.expect(400);
    assert!(refused["file"][0].as_str().unwrap().contains("\"tlh\" is not a language"), "{refused}");
    assert_eq!(ben.get("/miniapps/api/apps?group=ben").await.expect(200)["total"], 0);
    let refused = import(&ben, &bundle, &[("group", "ben"), ("name", "a.b")]).await.expect(400);
    assert!(refused["name"].is_array(), "{refused}");
}

#[tokio::test]
async fn a_viewer_exports_and_a_maintainer_imports() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let flow = flow_of_bank(&ann, "Identify").await;
    let pin = format!("{}.BankPin.Numeric.MiniApps.{GROUP}", ann.user_id);
    let (viewer, stranger) = (server.viewer().await, server.stranger().await);
    for (caller, status) in [(&viewer, 200), (&stranger, 404), (&server.nobody(), 401)] {
        assert_eq!(export_flow(caller, &flow).await.status, status);
        assert_eq!(export_mini_app(caller, &pin).await.status, status);
    }
    let developer = server.developer().await;
    for bundle in [read(&export_flow(&ann, &flow).await), read(&export_mini_app(&ann, &pin).await)] {
        let fields = [("group", GROUP), ("name", "Another")];
        assert_eq!(import(&developer, &bundle, &fields).await.status, 403);
        assert_eq!(import(&stranger, &bundle, &fields).await.status, 404);
    }
    let app =
        ann.post("/orchestrator/api/apps/", json!({"name": "no_flow", "group": GROUP})).await.expect(201);
    assert_eq!(export_flow(&ann, &app).await.status, 404, "an app is no flow");
    assert_eq!(ann.get(&format!("/miniapps/api/apps/v9/{pin}/export")).await.status, 404);
}

#[tokio::test]
async fn sensitive_variables_go_along_sealed_for_a_maintainer_only() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let mut secret = Variable {
        collection: GROUP.into(),
        name: "opening_hours".into(),
        value: "SECRET-HOURS".into(),
        sensitive: true,
    };
    server.state.runtime.seal_variable(&mut secret).await.unwrap();
    server.state.store.variables().put(&secret).await.unwrap();
    let id = format!("{}.BankOpeningHours.Announcement.MiniApps.{GROUP}", ann.user_id);
    let seen = read(&export_mini_app(&server.viewer().await, &id).await);
    let variable = &seen.variables["opening_hours"];
    assert_eq!((&variable.value, &variable.sealed, variable.sensitive), (&None, &None, true));
    let told = import(&ben, &seen, &[("dry_run", "true")]).await.expect(200);
    assert_eq!(told["imported"]["to_fill"], json!(["opening_hours"]));

    let carried = read(&export_mini_app(&ann, &id).await);
    for (part, bytes) in carried.to_files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"), "{part} tells a secret");
    }
    let made = import(&ben, &carried, &[]).await.expect(201);
    assert_eq!(made["imported"]["to_fill"], json!([]));
    let kept = server.state.store.variables().of_collection("ben").await.unwrap();
    let value = server.state.runtime.open_variable(&kept[0]).await.unwrap();
    assert_eq!((kept[0].name.as_str(), value.as_str()), ("opening_hours", "SECRET-HOURS"));
}

#[tokio::test]
async fn an_import_says_of_an_app_that_it_is_one() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("hello"), &[("group", GROUP)]).await.expect(201);
    assert_eq!(app["kind"], "app");
}

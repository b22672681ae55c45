use axum::body::Body;
use axum::http::Method;
use baton_bundle::{Bundle, Home};
use baton_model::GroupName;
use baton_store::ApplicationKind;
use serde_json::json;

use super::{example, export, import, zip};
use crate::support::{GROUP, Server};

const PATH: &str = "/orchestrator/api/apps/import/";

#[tokio::test]
async fn an_imported_app_is_answered_whole_with_what_came_along() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    assert_eq!(app["name"], "bank");
    assert_eq!(app["group"], GROUP);
    assert_eq!(app["component_id"], format!("{}.bank.Apps.orc.{GROUP}", ann.user_id));
    assert_eq!(
        app["imported"]["flows"]["created"],
        json!(["Balance", "CardLoss", "Identify", "Silence", "ToAgent", "Transfer"])
    );
    assert_eq!(app["imported"]["variables"]["created"], json!(["bank_service", "opening_hours"]));
    assert_eq!(app["imported"]["miniapps"]["reused"], json!([]));
}

#[tokio::test]
async fn an_export_that_comes_back_elsewhere_exports_to_the_same_bytes_apart_from_ids_and_group() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", baton_auth::Role::Viewer).await);
    for name in ["hello", "pizza", "bank"] {
        let first = import(&ann, &example(name), &[("group", GROUP)]).await.expect(201);
        let there = Bundle::from_zip(&export(&ann, &first).await.body).unwrap();
        let second = import(&ben, &there, &[("group", "ben")]).await.expect(201);
        let exported = Bundle::from_zip(&export(&ben, &second).await.body).unwrap();
        assert_ne!(exported.to_zip().unwrap(), there.to_zip().unwrap());
        let back = GroupName::parse(GROUP).unwrap();
        let user = ann.user_id.to_string();
        let home = Home { group: &back, user: &user, name: None, existing: &Default::default() };
        assert_eq!(exported.rehome(&home).to_zip().unwrap(), there.to_zip().unwrap(), "{name}");
    }
}

#[tokio::test]
async fn what_is_imported_can_be_deployed_and_has_no_id_of_elsewhere() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let exported = Bundle::from_zip(&export(&ann, &app).await.body).unwrap();
    for (part, bytes) in exported.to_files() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("\"demo."),
            "{part} names somebody else's component"
        );
    }
    let path = format!("/orchestrator/api/apps/{}/deploy/", app["id"].as_str().unwrap());
    let answer = ann.post(&path, json!({})).await;
    assert_eq!(answer.status, 200, "{answer}");
}

#[tokio::test]
async fn an_app_of_the_same_name_is_never_overwritten() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let refused = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(409);
    assert_eq!(refused["existing"], json!({"apps": ["bank"], "flows": [], "miniapps": []}));
    assert_eq!(
        refused["detail"],
        "The group has an app bank already. Give another `name`. Nothing was imported."
    );
}

#[tokio::test]
async fn under_another_name_what_is_the_same_is_used_again() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let first = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let second = import(&ann, &example("bank"), &[("group", GROUP), ("name", "bank_two")]).await.expect(201);
    assert_eq!(second["name"], "bank_two");
    assert_ne!(second["canvas"], first["canvas"]);
    let imported = &second["imported"];
    assert_eq!(imported["flows"]["created"], json!([]));
    assert_eq!(imported["flows"]["reused"].as_array().unwrap().len(), 6);
    assert_eq!(imported["miniapps"]["created"], json!([]));
    assert_eq!(imported["variables"]["reused"], json!(["bank_service", "opening_hours"]));

    let other = server.member("other", baton_auth::Role::Maintainer).await;
    let third = import(&other, &example("bank"), &[("group", GROUP), ("name", "bank_3")]).await.expect(201);
    assert_eq!(third["imported"]["flows"]["created"], json!([]), "it does not matter who made them");
}

#[tokio::test]
async fn what_differs_is_named_and_nothing_is_imported() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let mut changed = example("bank");
    changed.flows[0].description = Some("another".into());
    changed.mini_apps.iter_mut().find(|it| it.name == "BankPin").unwrap().model["ask"]["note"] = json!("x");
    let mut new = changed.mini_apps[0].clone();
    new.name = "BrandNew".into();
    new.component_id = "demo.BrandNew.YesNo.MiniApps.demo".into();
    new.type_name = "YesNo".into();
    changed.mini_apps.push(new);
    let refused = import(&ann, &changed, &[("group", GROUP), ("name", "bank_two")]).await.expect(409);
    assert_eq!(refused["existing"], json!({"apps": [], "flows": ["Balance"], "miniapps": ["BankPin"]}));
    let store = &server.state.store;
    assert!(store.mini_apps().by_name(GROUP, "BrandNew").await.unwrap().is_none());
    assert!(store.applications().by_name(ApplicationKind::App, GROUP, "bank_two").await.unwrap().is_none());
}

#[tokio::test]
async fn variables_that_exist_keep_their_value() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let there = baton_store::Variable {
        collection: GROUP.into(),
        name: "opening_hours".into(),
        value: "always".into(),
        sensitive: false,
    };
    server.state.store.variables().put(&there).await.unwrap();
    let app = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    assert_eq!(app["imported"]["variables"]["kept"], json!(["opening_hours"]));
    let kept = server.state.store.variables().of_collection(GROUP).await.unwrap();
    assert!(kept.contains(&there));
}

#[tokio::test]
async fn what_an_export_does_not_hold_is_to_be_filled() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let mut bundle = example("bank");
    bundle.variables.get_mut("opening_hours").unwrap().value = None;
    bundle.variables.get_mut("opening_hours").unwrap().sensitive = true;
    bundle.app_mut().unwrap().attached_data.insert("AccountNumber".into(), "****".into());
    let app = import(&ann, &bundle, &[("group", GROUP)]).await.expect(201);
    assert_eq!(app["imported"]["to_fill"], json!(["opening_hours", "AccountNumber"]));
}

#[tokio::test]
async fn a_role_that_is_too_weak_may_not_import() {
    let server = Server::start().await;
    let fields = [("group", GROUP)];
    assert_eq!(import(&server.developer().await, &example("hello"), &fields).await.status, 403);
    assert_eq!(import(&server.stranger().await, &example("hello"), &fields).await.status, 404);
    assert_eq!(import(&server.nobody(), &example("hello"), &fields).await.status, 401);
}

#[tokio::test]
async fn without_a_group_it_goes_to_the_caller_s_own() {
    let server = Server::start().await;
    let ann = server.member("ann", baton_auth::Role::Viewer).await;
    let app = import(&ann, &example("hello"), &[]).await.expect(201);
    assert_eq!(app["group"], "ann");
}

#[tokio::test]
async fn a_body_that_is_the_zip_itself_is_taken_too() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let body = example("hello").to_zip().unwrap();
    let path = format!("{PATH}?group={GROUP}&name=hi");
    let app = ann.send(Method::POST, &path, Some("application/zip"), Body::from(body)).await.expect(201);
    assert_eq!(app["name"], "hi");
}

#[tokio::test]
async fn a_bad_file_is_refused_with_the_reason() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let fields = [("group", GROUP)];
    let refused = |file: Vec<u8>| {
        let ann = ann.clone();
        async move { ann.upload(Method::POST, PATH, &fields, &file).await.expect(400)["file"][0].to_string() }
    };
    assert!(refused(b"no zip".to_vec()).await.contains("not a ZIP archive"));
    assert!(refused(zip(&[("readme", "x")])).await.contains("`manifest.json` is missing"));
    assert!(refused(Vec::new()).await.contains("empty"));
    let answer = ann.post(PATH, json!({"name": "x"})).await;
    assert_eq!(answer.status, 415, "{answer}");
    let answer = ann.upload(Method::POST, PATH, &[("group", GROUP), ("name", "a.b")], b"x").await.expect(400);
    assert!(answer["name"][0].as_str().unwrap().starts_with("Invalid app name."));
}

#[tokio::test]
async fn documents_that_the_api_would_not_take_are_not_imported_either() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let mut bundle = example("hello");
    bundle.mini_apps[0].languages = vec!["tlh".into()];
    let refused = import(&ann, &bundle, &[("group", GROUP)]).await.expect(400);
    assert!(refused["file"][0].as_str().unwrap().contains("\"tlh\" is not a language"), "{refused}");
    let mut bundle = example("hello");
    bundle.app_mut().unwrap().description = Some("x".repeat(20_000));
    let refused = import(&ann, &bundle, &[("group", GROUP)]).await.expect(400);
    assert!(refused["description"][0].as_str().unwrap().contains("no more than"), "{refused}");
}

#[tokio::test]
async fn a_biometric_profile_that_is_not_there_is_made_by_an_admin_only() {
    let server = Server::start().await;
    let mut bundle = example("hello");
    bundle.app_mut().unwrap().voice_biometric = serde_json::from_value(json!({
        "profile_id": "XLh0g6d0", "field_mappings": [{"bio_key": "Ani", "orc_field": "Ani"}]
    }))
    .unwrap();
    bundle.app_mut().unwrap().biometric_profile = serde_json::from_value(json!({
        "profile_id": "XLh0g6d0", "name": "test", "bio_keys": [{"id": 7, "key": "Ani", "display_name": "Ani"}]
    }))
    .unwrap();
    let refused = import(&server.maintainer().await, &bundle, &[("group", GROUP)]).await.expect(400);
    assert!(refused["file"][0].as_str().unwrap().contains("Ask an OrgAdmin to make it."), "{refused}");
    let admin = server.admin().await;
    let app = import(&admin, &bundle, &[("group", GROUP)]).await.expect(201);
    let exported = Bundle::from_zip(&export(&admin, &app).await.body).unwrap();
    assert_eq!(exported.app().unwrap().biometric_profile, bundle.app().unwrap().biometric_profile);
    let mapping =
        admin.get(&format!("/orchestrator/api/apps/{}/voice-biometric/", app["id"].as_str().unwrap())).await;
    assert_eq!(mapping.expect(200)["profile_id"], "XLh0g6d0");
}

#[tokio::test]
async fn a_flow_that_another_group_shares_comes_along_as_the_importer_s_own() {
    let server = Server::start().await;
    server.group("lenders").await;
    let admin = server.admin().await;
    let flow = admin
        .post("/orchestrator/api/flows/", json!({"name": "Shared", "group": "lenders"}))
        .await
        .expect(201);
    let shared = json!({"shared_with": [GROUP]});
    admin
        .patch(&format!("/orchestrator/api/flows/{}/", flow["id"].as_str().unwrap()), shared)
        .await
        .expect(200);
    let app =
        admin.post("/orchestrator/api/apps/", json!({"name": "borrower", "group": GROUP})).await.expect(201);
    let canvas = json!({"name": app["canvas"], "content": {"nodes": [
        {"node_id": "1", "title": "x", "component_id": flow["component_id"], "type": "Flow", "x_value": 483.333_333_333_333_3}
    ], "edges": []}});
    admin
        .put(&format!("/orchestrator/api/canvases/{}/", app["canvas"].as_str().unwrap()), canvas)
        .await
        .expect(200);

    let exported = Bundle::from_zip(&export(&admin, &app).await.body).unwrap();
    assert_eq!(exported.flows[0].name, "Shared");
    let ben = server.member("ben", baton_auth::Role::Viewer).await;
    let imported = import(&ben, &exported, &[]).await.expect(201);
    let path = format!("/orchestrator/api/canvases/{}/", imported["canvas"].as_str().unwrap());
    let canvas = ben.get(&path).await.expect(200);
    assert_eq!(
        canvas["content"]["nodes"][0]["component_id"],
        format!("{}.Shared.Flows.orc.ben", ben.user_id)
    );
    assert_eq!(canvas["content"]["nodes"][0]["x_value"], 483.333_333_333_333_3);
    assert_eq!(canvas["name"], imported["canvas"], "the document names its own canvas");
}

#[tokio::test]
async fn all_settings_come_back() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let bundle = example("bank");
    let app = import(&admin, &bundle, &[("group", GROUP)]).await.expect(201);
    let of = |what: &str| format!("/orchestrator/api/apps/{}/{what}/", app["id"].as_str().unwrap());
    let attached = admin.get(&of("attached_data")).await.expect(200);
    assert_eq!(attached["bank_name"], "River Bank");
    let sensitive = json!({"AccountNumber": "masked", "Payee": "masked"});
    assert_eq!(admin.get(&of("field_sensitivity")).await.expect(200), sensitive);
    let handlers = admin.get(&of("error-handlers")).await.expect(200);
    let id = format!("{}.Silence.Flows.orc.{GROUP}", admin.user_id);
    assert_eq!(handlers[0]["handler"]["component_id"], id);
    assert_eq!(admin.get(&of("repeat-handlers")).await.expect(200)[0]["drop_fields"], json!(["Intent"]));
    let flows = admin.get(&of("flows")).await.expect(200);
    assert_eq!(flows.as_array().unwrap().len(), 6);
    let used = admin
        .delete(&format!("/miniapps/api/apps/v1/{}.BankPin.Numeric.MiniApps.{GROUP}", admin.user_id))
        .await;
    assert_eq!(used.status, 409, "what an imported flow uses is known: {used}");
}

#[tokio::test]
async fn a_dry_run_says_what_would_come_and_leaves_nothing() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let told = import(&ann, &example("bank"), &[("group", GROUP), ("dry_run", "true")]).await.expect(200);
    assert_eq!(told["name"], "bank");
    assert_eq!(told["imported"]["variables"]["created"], json!(["bank_service", "opening_hours"]));
    assert_eq!(ann.get("/orchestrator/api/apps/").await.expect(200), json!([]));
    assert_eq!(ann.get("/orchestrator/api/flows/").await.expect(200), json!([]));
    import(&ann, &example("bank"), &[("group", GROUP), ("dry_run", "false")]).await.expect(201);
    import(&ann, &example("bank"), &[("group", GROUP), ("dry_run", "true")]).await.expect(409);
    let refused = import(&ann, &example("bank"), &[("group", GROUP), ("dry_run", "maybe")]).await.expect(400);
    assert_eq!(refused["dry_run"][0], "Must be a valid boolean.");
}

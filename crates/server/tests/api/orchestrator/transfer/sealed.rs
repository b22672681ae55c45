//! What is imported elsewhere behaves the same, sensitive values included, and the file does not tell them.

use baton_auth::Role;
use baton_bundle::{Bundle, Home};
use baton_model::GroupName;
use baton_model::fields::Sensitivity;
use baton_store::Variable;
use serde_json::{Value, json};

use super::{example, export, import};
use crate::channels::Call;
use crate::support::{Client, GROUP, Server};

async fn talked_to(server: &Server, client: &Client, app: &Value) -> Vec<String> {
    let at = |rest: &str| format!("/orchestrator/api/apps/{}/{rest}/", app["id"].as_str().unwrap());
    client.post(&at("deploy"), json!({})).await.expect(200);
    let tokens = client.get(&at("web_chat")).await.expect(200);
    let mut call = Call::start(server, tokens["deployed_token"].as_str().unwrap()).await;
    let mut heard = Vec::new();
    for said in ["[noinput]", "what is my balance", "12345678", "4711", "current", "no"] {
        heard.push(call.say(said).await);
    }
    heard
}

#[tokio::test]
async fn a_bank_that_came_from_another_group_knows_its_customers_and_answers_the_same() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let first = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    for exporter in [&ann, &ben] {
        let bundle = Bundle::from_zip(&export(exporter, &first).await.body).unwrap();
        let name = format!("bank_of_{}", exporter.username);
        let second = import(&ben, &bundle, &[("group", "ben"), ("name", &name)]).await.expect(201);
        assert_eq!(second["imported"]["to_fill"], json!([]));
        let there = talked_to(&server, &ben, &second).await;
        assert_eq!(there, talked_to(&server, &ann, &first).await);
        assert!(there[4].contains("1,250 euros"), "{there:?}");
    }
}

/// The bank with a sensitive field and a sensitive variable.
async fn with_secrets(server: &Server, client: &Client) -> Value {
    let mut bundle = example("bank");
    bundle.app_mut().unwrap().attached_data.insert("vault".into(), "SECRET-FIELD".into());
    bundle.app_mut().unwrap().field_sensitivity.insert("vault".into(), Sensitivity::Encrypted);
    let app = import(client, &bundle, &[("group", GROUP)]).await.expect(201);
    let mut secret = Variable {
        collection: GROUP.into(),
        name: "opening_hours".into(),
        value: "SECRET-HOURS".into(),
        sensitive: true,
    };
    server.state.runtime.seal_variable(&mut secret).await.unwrap();
    server.state.store.variables().put(&secret).await.unwrap();
    app
}

async fn values(server: &Server, app: &Value, group: &str) -> (Value, String) {
    let id = app["id"].as_str().unwrap().parse().unwrap();
    let row = server.state.store.applications().get(id).await.unwrap().unwrap();
    let data = server.state.runtime.attached_data(&row).await.unwrap();
    let kept = server.state.store.variables().of_collection(group).await.unwrap();
    let hours = kept.iter().find(|variable| variable.name == "opening_hours").unwrap();
    (data["vault"].clone(), server.state.runtime.open_variable(hours).await.unwrap())
}

#[tokio::test]
async fn sensitive_values_go_along_sealed_and_open_in_another_group_of_the_organization() {
    let server = Server::start().await;
    let (ann, ben) = (server.maintainer().await, server.member("ben", Role::Viewer).await);
    let first = with_secrets(&server, &ann).await;
    let there = Bundle::from_zip(&export(&ann, &first).await.body).unwrap();
    for (part, bytes) in there.to_files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"), "{part} tells a secret");
    }
    let second = import(&ben, &there, &[("group", "ben")]).await.expect(201);
    assert_eq!(second["imported"]["to_fill"], json!([]));
    assert_eq!(values(&server, &second, "ben").await, (json!("SECRET-FIELD"), "SECRET-HOURS".to_owned()));

    let exported = Bundle::from_zip(&export(&ben, &second).await.body).unwrap();
    let (back, user) = (GroupName::parse(GROUP).unwrap(), ann.user_id.to_string());
    let home = Home { group: &back, user: &user, name: None, existing: &Default::default() };
    assert_eq!(exported.rehome(&home).to_zip().unwrap(), there.to_zip().unwrap());
}

#[tokio::test]
async fn for_a_viewer_and_in_another_organization_sensitive_values_stay_behind_and_are_named() {
    let server = Server::start().await;
    let (ann, viewer) = (server.maintainer().await, server.viewer().await);
    let first = with_secrets(&server, &ann).await;
    let seen = Bundle::from_zip(&export(&viewer, &first).await.body).unwrap();
    assert!(seen.app().unwrap().sealed_attached_data.is_empty());
    assert_eq!(seen.variables["opening_hours"].sealed, None);

    let carried = Bundle::from_zip(&export(&ann, &first).await.body).unwrap();
    let stranger = server.stranger().await;
    let second = import(&stranger, &carried, &[]).await.expect(201);
    assert_eq!(second["imported"]["to_fill"], json!(["opening_hours", "vault"]));
    assert_eq!(values(&server, &second, "stranger").await, (json!(""), String::new()));

    // Under another name it does not open: nobody reads a secret by calling it something else.
    let mut moved = carried.clone();
    let sealed = moved.app_mut().unwrap().sealed_attached_data.remove("vault").unwrap();
    moved.app_mut().unwrap().sealed_attached_data.insert("bank_name".into(), sealed);
    moved.app_mut().unwrap().attached_data.insert("bank_name".into(), "****".into());
    let ben = server.member("ben", Role::Viewer).await;
    let third = import(&ben, &moved, &[("group", "ben")]).await.expect(201);
    assert_eq!(third["imported"]["to_fill"], json!(["bank_name", "vault"]));
}

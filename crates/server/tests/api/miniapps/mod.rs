//! `/miniapps/api/`

use serde_json::json;

use crate::support::{Client, GROUP, Server};

mod create;
mod delete;
mod functions;
mod get;
mod intents;
mod list;
mod put;
mod utterances;

pub const APPS: &str = "/miniapps/api/apps";

/// A new miniApp of a type, and its path.
pub async fn create(client: &Client, name: &str, type_name: &str) -> (String, String) {
    let body = json!({"name": name, "type": type_name, "group": GROUP, "languages": ["en-US"]});
    let created = client.post(APPS, body).await.expect(201);
    let id = created["miniAppId"].as_str().unwrap().to_owned();
    let path = format!("{APPS}/v1/{id}");
    (id, path)
}

#[tokio::test]
async fn each_type_has_a_schema() {
    let server = Server::start().await;
    let ann = server.viewer().await;
    let types = ann.get("/miniapps/api/config").await.expect(200)["config"]["types"].clone();
    for name in types.as_array().unwrap() {
        let schema = ann.get(&format!("/miniapps/api/schemas/{}", name.as_str().unwrap())).await.expect(200);
        assert_eq!(schema["type"], "object");
        assert!(schema["properties"]["userFunctions"]["description"].is_string(), "{schema}");
    }
    ann.get("/miniapps/api/schemas/Fax").await.expect(404);
    server.nobody().get("/miniapps/api/schemas/Numeric").await.expect(401);
}

#[tokio::test]
async fn the_configuration_says_which_version_is_active() {
    let server = Server::start().await;
    let answer = server.viewer().await.get("/miniapps/api/config").await.expect(200);
    assert_eq!(answer["config"]["activeVersion"], "v1");
    assert_eq!(answer["config"]["supportedTypes"], answer["config"]["types"]);
    assert_eq!(answer["config"]["types"].as_array().unwrap().len(), 14);
    server.nobody().get("/miniapps/api/config").await.expect(401);
}

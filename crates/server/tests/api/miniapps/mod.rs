//! `/miniapps/api/`

use serde_json::json;

use crate::support::{Client, GROUP, Server};

mod create;
mod delete;
mod get;
mod list;
mod put;

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
async fn the_configuration_says_which_version_is_active() {
    let server = Server::start().await;
    let answer = server.viewer().await.get("/miniapps/api/config").await.expect(200);
    assert_eq!(answer["config"]["activeVersion"], "v1");
    let supported = json!(["Announcement", "Intent", "YesNo", "Numeric"]);
    assert_eq!(answer["config"]["supportedTypes"], supported);
    server.nobody().get("/miniapps/api/config").await.expect(401);
}

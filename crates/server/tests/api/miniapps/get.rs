//! `GET /miniapps/api/apps/<version>/<miniapp_id>`

use super::APPS;
use crate::support::{GROUP, Server};

#[tokio::test]
async fn a_mini_app_is_shown_with_its_model_and_its_revision() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (id, path) = super::create(&ann, "Pin", "Numeric").await;
    let answer = server.viewer().await.get(&path).await;
    assert_eq!(answer.header("etag"), "\"1\"");
    let shown = answer.expect(200);
    assert_eq!(shown["id"], id);
    assert_eq!(shown["name"], "Pin");
    assert_eq!(shown["group"], GROUP);
    assert_eq!(shown["domain"], serde_json::Value::Null);
    assert_eq!(shown["sensitivity"], "None");
    assert_eq!(shown["version"], "v1");
    assert_eq!(shown["created_at"], "2026-03-01T12:00:00.000000Z");
    assert!(shown["model"]["ask"].is_object());
    // As everywhere, also with a slash at the end.
    server.stranger().await.get(&format!("{path}/")).await.expect(404);
    ann.get(&format!("{path}/")).await.expect(200);
}

#[tokio::test]
async fn another_version_or_an_unknown_id_is_404() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (id, _) = super::create(&ann, "Pin", "Numeric").await;
    assert_eq!(ann.get(&format!("{APPS}/v2/{id}")).await.expect(404)["detail"], "Not found.");
    ann.get(&format!("{APPS}/v1/u.Other.Numeric.MiniApps.{GROUP}")).await.expect(404);
    ann.get(&format!("{APPS}/v1/u.O%00.Numeric.MiniApps.{GROUP}")).await.expect(404);
    ann.get(&format!("{APPS}/v1/nothing")).await.expect(404);
    server.stranger().await.get(&format!("{APPS}/v1/{id}")).await.expect(404);
}

//! `GET /canvases/<canvas_id>/`

use serde_json::json;

use super::{app, canvas_of, flow};
use crate::orchestrator::API;
use crate::support::Server;

#[tokio::test]
async fn a_new_app_and_a_new_flow_have_an_empty_canvas() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for application in [app(&ann, "my_app").await, flow(&ann, "my_flow").await] {
        let answer = ann.get(&canvas_of(&application)).await;
        assert_eq!(answer.header("etag"), "\"1\"");
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.expect(200)["content"], json!({"nodes": [], "edges": []}));
    }
}

#[tokio::test]
async fn what_is_no_canvas_or_is_not_seen_is_404() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = canvas_of(&app(&ann, "my_app").await);
    server.viewer().await.get(&path).await.expect(200);
    server.stranger().await.get(&path).await.expect(404);
    server.nobody().get(&path).await.expect(401);
    for id in ["1", "x.y", "00000000-0000-0000-0000-000000000000", "%00", "..%2f"] {
        assert_eq!(ann.get(&format!("{API}/canvases/{id}/")).await.expect(404)["detail"], "Not found.");
    }
}

//! `/orchestrator/api/apps/<app_id>/status/`, `…/stop/` and `…/start/`

use serde_json::json;

use super::{app, at, draw_greeting, flow};
use crate::support::Server;

#[tokio::test]
async fn an_app_is_not_deployed_then_started_then_stopped_then_started() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    let status = || async { ann.get(&at(&app, "status/")).await.expect(200) };
    assert_eq!(status().await, json!({"status": "not-deployed"}));
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    assert_eq!(status().await, json!({"status": "started"}));
    assert_eq!(ann.post(&at(&app, "stop/"), json!({})).await.expect(200), json!({"status": "stopped"}));
    assert_eq!(status().await, json!({"status": "stopped"}));
    assert_eq!(ann.post(&at(&app, "start/"), json!({})).await.expect(200), json!({"status": "started"}));
    assert_eq!(status().await, json!({"status": "started"}));
}

#[tokio::test]
async fn what_was_never_deployed_can_not_be_stopped_or_started() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    for action in ["stop/", "start/"] {
        let refused = ann.post(&at(&app, action), json!({})).await.expect(400);
        assert_eq!(refused, json!({"detail": "The application was never deployed. Deploy it first."}));
    }
}

#[tokio::test]
async fn the_status_of_a_flow_is_asked_for_under_apps() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let flow = flow(&ann, "my_flow").await;
    assert_eq!(ann.get(&at(&flow, "status/")).await.expect(200), json!({"status": "not-deployed"}));
}

#[tokio::test]
async fn deploying_a_stopped_app_starts_it_though_nothing_has_changed() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    ann.post(&at(&app, "stop/"), json!({})).await.expect(200);
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    assert_eq!(ann.get(&at(&app, "status/")).await.expect(200), json!({"status": "started"}));
}

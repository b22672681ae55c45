//! `…/dialog-end-handlers/`

use serde_json::json;

use super::{app_with_question, codes, path, runnable_flow};
use crate::orchestrator::canvases::mini_app;
use crate::support::Server;

#[tokio::test]
async fn services_are_called_after_the_end() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, _) = app_with_question(&ann).await;
    let service = mini_app(&ann, "Report", "WebService").await;
    let computing = mini_app(&ann, "Compute", "Intelli").await;
    // That one of them has no URL yet is said when the app is deployed; only what is no service is refused.
    let list = json!([
        {"error_types": ["NEAR_HUP", "TRANSFER"], "error_sources": ["ignored"],
         "handler": {"name": "Report", "nodeType": "miniApp", "component_id": service}},
        {"error_types": [], "error_sources": [], "handler": {"component_id": computing}}
    ]);
    assert_eq!(ann.put(&path(&app, "dialog-end-handlers"), list.clone()).await.expect(200), list);
    assert_eq!(ann.get(&path(&app, "dialog_end_handlers")).await.expect(200), list);
}

#[tokio::test]
async fn what_is_no_service_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, question) = app_with_question(&ann).await;
    let flow = runnable_flow(&ann, "sorry").await;
    let list = json!([
        {"handler": {"component_id": question}},
        {"error_types": ["EXPLODED"], "handler": {"component_id": flow["component_id"]}}
    ]);
    let refused = ann.put(&path(&app, "dialog-end-handlers"), list).await.expect(400);
    let mut found = codes(&refused, "dialog_end_handler_errors");
    found.sort_unstable();
    assert_eq!(
        found,
        ["END_HANDLER_IS_NOT_A_SERVICE", "END_HANDLER_IS_NOT_A_SERVICE", "UNKNOWN_HANDLER_EVENT"]
    );
    assert_eq!(refused["errors"]["dialog_end_handler_errors"][0]["location"], "dialog_end_handlers/0");
    assert_eq!(ann.get(&path(&app, "dialog-end-handlers")).await.expect(200), json!([]));
}

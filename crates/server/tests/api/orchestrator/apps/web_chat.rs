//! `/orchestrator/api/apps/<app_id>/web_chat/` and `…/tokens/<kind>/rotate/`

use serde_json::{Value, json};

use super::{app, at, draw_greeting};
use crate::support::Server;

fn is_token(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.len() == 80 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[tokio::test]
async fn it_tells_the_address_of_the_chat_and_the_tokens() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let before = ann.get(&at(&app, "web_chat/")).await.expect(200);
    assert_eq!(before["chat_url"], "ws://127.0.0.1:8080/chat/ws/dialogs");
    assert_eq!(before["deployed_token"], Value::Null);
    assert!(is_token(&before["live_token"]), "{before}");
    assert_eq!(
        before.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["chat_url", "deployed_token", "live_token"]
    );

    draw_greeting(&server, &ann, &app).await;
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    let after = ann.get(&at(&app, "web_chat/")).await.expect(200);
    assert!(is_token(&after["deployed_token"]), "{after}");
    assert_eq!(after["live_token"], before["live_token"]);
    assert_ne!(after["live_token"], after["deployed_token"]);

    ann.post(&at(&app, "deploy/?all=true"), json!({})).await.expect(200);
    assert_eq!(ann.get(&at(&app, "web_chat/")).await.expect(200), after, "deploying again changes no token");
}

#[tokio::test]
async fn a_maintainer_gives_other_tokens_and_the_old_ones_lead_nowhere() {
    let server = Server::start().await;
    let max = server.maintainer().await;
    let app = app(&max, "my_app").await;
    draw_greeting(&server, &max, &app).await;
    max.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    let before = max.get(&at(&app, "web_chat/")).await.expect(200);

    let live = max.post(&at(&app, "tokens/live/rotate/"), json!({})).await.expect(200);
    assert!(is_token(&live["live_token"]));
    assert_ne!(live["live_token"], before["live_token"]);
    assert_eq!(live["deployed_token"], before["deployed_token"]);
    let deployed = max.post(&at(&app, "tokens/deployed/rotate/"), json!({})).await.expect(200);
    assert_eq!(deployed["live_token"], live["live_token"]);
    assert_ne!(deployed["deployed_token"], before["deployed_token"]);

    assert_eq!(max.get(&at(&app, "web_chat/")).await.expect(200), deployed);
    for old in [&before["live_token"], &before["deployed_token"]] {
        assert!(server.state.store.applications().by_token(old.as_str().unwrap()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_was_never_deployed_has_no_deployed_token_to_rotate() {
    let server = Server::start().await;
    let max = server.maintainer().await;
    let app = app(&max, "my_app").await;
    let refused = max.post(&at(&app, "tokens/deployed/rotate/"), json!({})).await.expect(400);
    assert!(refused["detail"].as_str().unwrap().contains("never deployed"));
    max.post(&at(&app, "tokens/other/rotate/"), json!({})).await.expect(404);
}

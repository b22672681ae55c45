//! `DELETE /orchestrator/api/apps/<app_id>/`

use serde_json::json;

use super::{APPS, app, at, draw_greeting};
use crate::support::Server;

#[tokio::test]
async fn an_app_is_gone_with_all_that_belongs_to_it() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let app = app(&owner, "my_app").await;
    draw_greeting(&server, &owner, &app).await;
    owner.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    let token =
        owner.get(&at(&app, "web_chat/")).await.expect(200)["live_token"].as_str().unwrap().to_owned();

    let gone = owner.delete(&at(&app, "")).await;
    assert_eq!((gone.status.as_u16(), gone.body.len()), (204, 0));

    for rest in ["", "status/", "web_chat/", "attached_data/"] {
        assert_eq!(owner.get(&at(&app, rest)).await.expect(404), json!({"detail": "Not found."}));
    }
    owner.delete(&at(&app, "")).await.expect(404);
    let canvas = app["canvas"].as_str().unwrap().parse().unwrap();
    assert!(server.state.store.canvases().get(canvas).await.unwrap().is_none());
    assert!(server.state.store.applications().by_token(&token).await.unwrap().is_none());
    assert_eq!(owner.get(APPS).await.expect(200), json!([]));
}

#[tokio::test]
async fn its_name_is_free_again() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let first = app(&owner, "my_app").await;
    owner.delete(&at(&first, "")).await.expect(204);
    let second = app(&owner, "my_app").await;
    assert_ne!(first["id"], second["id"]);
}

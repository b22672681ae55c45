//! `GET /orchestrator/api/apps/<app_id>/`

use serde_json::json;
use uuid::Uuid;

use super::{APPS, app, at, flow};
use crate::support::Server;

#[tokio::test]
async fn an_app_is_shown_whole_as_it_was_made() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let shown = ann.get(&at(&app, "")).await.expect(200);
    assert_eq!(shown, app);
    assert_eq!(shown["canvas"], shown["canvas_id"]);
}

#[tokio::test]
async fn a_path_works_without_its_last_slash() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = at(&app, "");
    assert_eq!(ann.get(path.trim_end_matches('/')).await.expect(200), app);
}

#[tokio::test]
async fn what_is_no_app_of_one_s_own_groups_is_not_found() {
    let server = Server::start().await;
    let (ann, stranger) = (server.developer().await, server.stranger().await);
    let app = app(&ann, "my_app").await;
    let flow = flow(&ann, "my_flow").await;
    let unknown = json!({"id": Uuid::new_v4()});
    for (who, what) in [(&stranger, &app), (&ann, &unknown), (&ann, &flow)] {
        assert_eq!(who.get(&at(what, "")).await.expect(404), json!({"detail": "Not found."}));
    }
    for id in [
        "1",
        "none",
        "..",
        "%00",
        "%ff",
        "💥",
        "a".repeat(4000).as_str(),
        "00000000-0000-0000-0000-00000000000g",
    ] {
        let id = if id == "💥" { "%F0%9F%92%A5" } else { id };
        let answer = ann.get(&format!("{APPS}{id}/")).await;
        assert_eq!(answer.expect(404), json!({"detail": "Not found."}), "{id}");
    }
}

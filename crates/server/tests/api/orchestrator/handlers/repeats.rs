//! `…/repeat-handlers/`

use serde_json::json;

use super::{app_with_question, canvas_of, codes, exit_node, line, path};
use crate::orchestrator::canvases::codes as codes_of;
use crate::support::Server;

#[tokio::test]
async fn a_list_is_replaced_as_a_whole_and_keeps_keys_that_nobody_knows() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, question) = app_with_question(&ann).await;
    let list = json!([
        {"note": "mine", "error_types": ["StartOver"], "error_sources": [question], "drop_fields": ["pin", "done"]}
    ]);
    server.advance(1);
    assert_eq!(ann.put(&path(&app, "repeat-handlers"), list.clone()).await.expect(200), list);
    assert_eq!(ann.get(&path(&app, "repeat_handlers")).await.expect(200), list);
    let shown = ann.get(&format!("{}/apps/{}/", super::API, app["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(
        (&shown["version"], &shown["updated_at"]),
        (&json!("0.0.3"), &json!("2026-03-01T12:00:01.000000Z"))
    );
    ann.put(&path(&app, "repeat-handlers"), json!([])).await.expect(200);
    assert_eq!(ann.get(&path(&app, "repeat-handlers")).await.expect(200), json!([]));
}

#[tokio::test]
async fn a_handler_that_drops_nothing_is_refused_in_the_documented_envelope() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, _) = app_with_question(&ann).await;
    let refused =
        ann.put(&path(&app, "repeat-handlers"), json!([{"error_types": [], "drop_fields": []}])).await;
    let sentence = "A Repeat Handler has an empty Drop Field set. Please add at least one field to drop.";
    assert_eq!(
        refused.expect(400),
        json!({"message": sentence, "errors": {"repeat_handler_errors": [{
            "type": "WARNING", "code": "EMPTY_REPEAT_DROP_FIELDS", "message": sentence, "location": "repeat_handlers/0"
        }]}})
    );
    assert_eq!(ann.get(&path(&app, "repeat-handlers")).await.expect(200), json!([]));
}

#[tokio::test]
async fn every_unknown_field_source_and_event_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, _) = app_with_question(&ann).await;
    let list = json!([
        {"drop_fields": ["pin"]},
        {"error_types": ["Sneeze"], "error_sources": ["u.x.YesNo.MiniApps.g"], "drop_fields": ["pin", "nothing"]}
    ]);
    let refused = ann.put(&path(&app, "repeat-handlers"), list).await.expect(400);
    let mut found = codes(&refused, "repeat_handler_errors");
    found.sort_unstable();
    assert_eq!(found, ["UNKNOWN_ERROR_SOURCE", "UNKNOWN_HANDLER_EVENT", "UNKNOWN_REPEAT_FIELD"]);
    assert_eq!(refused["errors"]["repeat_handler_errors"][0]["location"], "repeat_handlers/1");
}

#[tokio::test]
async fn a_field_that_a_later_change_takes_away_is_a_warning_of_the_canvas() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, _) = app_with_question(&ann).await;
    ann.put(&path(&app, "repeat-handlers"), json!([{"drop_fields": ["pin"]}])).await.expect(200);
    let saved = ann.put(&canvas_of(&app), line(&[exit_node("1")])).await.expect(200);
    assert!(codes_of(&saved["warnings"]).contains(&"UNKNOWN_REPEAT_FIELD"), "{saved}");
}

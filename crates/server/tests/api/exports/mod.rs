//! `/exports-api`

mod delivery;
pub mod receiver;
mod subscriptions;

use std::io::{Cursor, Read};

use serde_json::{Value, json};

use crate::insights::{balance, bank};
use crate::support::{Client, GROUP, Server};

const EXPORTS: &str = "/exports-api/v1/exports";

/// Asks until it is made.
async fn made(ann: &Client, id: &str) -> Value {
    loop {
        let export = ann.get(&format!("{EXPORTS}/{id}")).await.expect(200);
        if export["status"] != "pending" {
            return export;
        }
        tokio::task::yield_now().await;
    }
}

fn asked() -> Value {
    json!({"ocp_group_name": GROUP, "from": "2026-03-01T11:30:00Z", "to": "2026-03-01T14:59:00Z"})
}

baton_testing::on_both! {
async fn records_are_exported_hour_by_hour_and_kept_for_a_day(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "1").await;
    server.advance(3_600);
    balance(&server, &app, "2").await;
    drop(ann);
    let ann = server.member("later", baton_auth::Role::Developer).await;
    let begun = ann.post(EXPORTS, asked()).await.expect(202);
    assert_eq!(
        (&begun["from"], &begun["to"]),
        (&json!("2026-03-01T11:00:00.000000Z"), &json!("2026-03-01T14:00:00.000000Z"))
    );
    let id = begun["id"].as_str().unwrap();
    let export = made(&ann, id).await;
    assert_eq!(export["status"], "completed", "{export}");
    assert_eq!(export["recorded_to"], "2026-03-01T13:00:00.000000Z", "the last hours are not over");
    let file = ann.get(export["url"].as_str().unwrap()).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/zip"));
    assert_eq!(file.body.len(), usize::try_from(export["bytes"].as_i64().unwrap()).unwrap());
    let mut zip = zip::ZipArchive::new(Cursor::new(file.body)).unwrap();
    let names: Vec<String> =
        (0..zip.len()).map(|index| zip.by_index(index).unwrap().name().unwrap().into_owned()).collect();
    for kind in ["dialog_start", "dialog_step", "dialog_end"] {
        for hour in ["12", "13"] {
            assert!(names.contains(&format!("{kind}/2026-03-01T{hour}.ndjson")), "{names:?}");
        }
    }
    let mut text = String::new();
    zip.by_name("dialog_end/2026-03-01T12.ndjson").unwrap().read_to_string(&mut text).unwrap();
    let ends: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(ends.iter().all(|end| end["message_type"] == "dialog_end" && end["group"] == json!(dialog)));
    assert_eq!(ann.get(EXPORTS).await.expect(200)["exports"][0]["id"], json!(id));
    server.advance(25 * 3_600);
    let ann = server.member("much_later", baton_auth::Role::Developer).await;
    assert_eq!(made(&ann, id).await["status"], "expired");
    ann.get(&format!("{EXPORTS}/{id}/file")).await.expect(410);
}

async fn one_export_of_a_group_is_made_at_a_time_and_what_a_dead_server_left_has_failed(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    // Nothing is made while all hands are taken.
    let hands = [server.state.tasks.turn().await, server.state.tasks.turn().await];
    let first = ann.post(EXPORTS, asked()).await.expect(202);
    ann.post(EXPORTS, asked()).await.expect(409);
    let path = format!("{EXPORTS}/{}", first["id"].as_str().unwrap());
    ann.get(&format!("{path}/file")).await.expect(409);
    server.advance(61);
    assert_eq!(ann.get(&path).await.expect(200)["status"], "failed");
    ann.post(EXPORTS, asked()).await.expect(202);
    drop(hands);
}

async fn what_is_wrong_is_named(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    for (field, bad) in [
        ("from", json!("yesterday")),
        ("from", json!("2026-03-01T13:00:00Z")),
        ("to", json!("2026-03-01T11:59:00Z")),
        ("to", json!("2026-03-04T12:00:00Z")),
        ("to", json!("2026-02-01T12:00:00Z")),
        ("types", json!(["audio"])),
        ("types", json!(["nothing"])),
        ("types", json!([])),
        ("colour", json!("red")),
    ] {
        let mut body = asked();
        body[field] = bad;
        let refused = ann.post(EXPORTS, body.clone()).await.expect(400);
        assert!(refused[field][0].is_string(), "{body}: {refused}");
    }
    server.viewer().await.post(EXPORTS, asked()).await.expect(403);
    server.stranger().await.post(EXPORTS, asked()).await.expect(404);
    ann.get(&format!("{EXPORTS}/nothing")).await.expect(404);
}
}

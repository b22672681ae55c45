//! `/exports-api/v1/subscriptions`: what is asked for, and what is shown.

use baton_store::{Page, SubscriptionFilter};
use serde_json::{Value, json};

use crate::support::{GROUP, Server};

pub const SUBSCRIPTIONS: &str = "/exports-api/v1/subscriptions";

fn asked() -> Value {
    json!({"ocp_group_name": GROUP, "type": "dialog_step", "url": "https://receiver.example/records"})
}

baton_testing::on_both! {
async fn a_subscription_is_made_shown_changed_and_deleted(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.maintainer().await;
    let made = ann.post(SUBSCRIPTIONS, asked()).await.expect(201);
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"), "{made}");
    assert_eq!(
        (&made["status"], &made["state"], &made["batch_size"], &made["authentication"]),
        (&json!("active"), &json!("delivering"), &json!(100), &json!({"type": "signature"}))
    );
    let path = format!("{SUBSCRIPTIONS}/{}", made["id"].as_str().unwrap());
    let shown = ann.get(&path).await.expect(200);
    assert!(shown.get("secret").is_none(), "it is shown once: {shown}");
    ann.post(SUBSCRIPTIONS, asked()).await.expect(409);

    let other = json!({"type": "oauth2", "token_url": "https://login.example/token", "client_id": "baton",
                       "client_secret": "s3cret", "scope": "records"});
    let change = json!({"status": "paused", "batch_size": 1, "authentication": other});
    let changed = ann.patch(&path, change).await.expect(200);
    assert_eq!((&changed["status"], &changed["batch_size"]), (&json!("paused"), &json!(1)));
    assert_eq!(changed["authentication"]["client_id"], "baton");
    assert!(!changed.to_string().contains("s3cret"), "{changed}");
    let (groups, filter, first) = ([GROUP.to_owned()], SubscriptionFilter::default(), Page { limit: 1, offset: 0 });
    let row = server.state.store.subscriptions().of_groups(&groups, filter, first).await.unwrap().remove(0);
    assert!(!row.authentication.to_string().contains("s3cret"), "the secret lies sealed in the store");

    let page = ann.get(&format!("{SUBSCRIPTIONS}?ocp_group_name={GROUP}")).await.expect(200);
    assert_eq!(page["subscriptions"][0]["id"], made["id"]);
    ann.delete(&path).await.expect(204);
    ann.get(&path).await.expect(404);
    ann.post(SUBSCRIPTIONS, asked()).await.expect(201);
}

async fn what_is_wrong_is_named(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.maintainer().await;
    for (field, bad) in [
        ("type", json!("audio")),
        ("type", json!("nothing")),
        ("type", json!(7)),
        ("url", json!("receiver.example")),
        ("url", json!("ftp://receiver.example/")),
        ("url", json!("https://me:secret@receiver.example/")),
        ("url", json!(format!("https://receiver.example/{}", "a".repeat(3_000)))),
        ("batch_size", json!(0)),
        ("batch_size", json!(1_000_000)),
        ("from", json!("yesterday")),
        ("from", json!("2026-03-01T12:00:01Z")),
        ("authentication", json!({"type": "kerberos"})),
        ("authentication", json!({"type": "signature", "secret": "short"})),
        ("authentication", json!({"type": "oauth2", "token_url": "https://a.example/"})),
        ("authentication", json!("none")),
        ("colour", json!("red")),
    ] {
        let mut body = asked();
        body[field] = bad;
        let refused = ann.post(SUBSCRIPTIONS, body.clone()).await.expect(400);
        assert!(refused[field][0].is_string(), "{body}: {refused}");
    }
    let made = ann.post(SUBSCRIPTIONS, asked()).await.expect(201);
    let path = format!("{SUBSCRIPTIONS}/{}", made["id"].as_str().unwrap());
    for (field, bad) in [("status", json!("stopped")), ("type", json!("dialog_end")), ("url", json!(""))] {
        let refused = ann.patch(&path, json!({field: bad})).await.expect(400);
        assert!(refused[field][0].is_string(), "{refused}");
    }
    ann.post(&format!("{path}/replay"), json!({"group": "nobody"})).await.expect(404);
    ann.post(&format!("{path}/replay"), json!({"from": "monday"})).await.expect(400);
    let ahead = ann.post(&format!("{path}/replay"), json!({"from": "2027-03-01T12:00:00Z"})).await.expect(400);
    assert_eq!(ahead["from"][0], "It lies ahead. Give a moment up to now.");
    ann.get(&format!("{SUBSCRIPTIONS}/nothing")).await.expect(404);
}

async fn only_maintainers_send_records_away_and_strangers_see_nothing(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.maintainer().await;
    let made = ann.post(SUBSCRIPTIONS, asked()).await.expect(201);
    let path = format!("{SUBSCRIPTIONS}/{}", made["id"].as_str().unwrap());
    let bob = server.developer().await;
    bob.get(&path).await.expect(200);
    bob.get(&format!("{path}/held")).await.expect(200);
    bob.post(SUBSCRIPTIONS, asked()).await.expect(403);
    bob.patch(&path, json!({"url": "https://other.example/"})).await.expect(403);
    bob.delete(&path).await.expect(403);
    bob.post(&format!("{path}/replay"), json!({})).await.expect(403);
    let viewer = server.viewer().await;
    viewer.get(&path).await.expect(403);
    assert_eq!(viewer.get(SUBSCRIPTIONS).await.expect(200)["subscriptions"], json!([]));
    let stranger = server.stranger().await;
    stranger.get(&path).await.expect(404);
    stranger.post(SUBSCRIPTIONS, asked()).await.expect(404);
    server.nobody().get(SUBSCRIPTIONS).await.expect(401);
}
}

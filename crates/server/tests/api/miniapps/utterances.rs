//! `POST /miniapps/api/apps/<version>/<miniapp_id>/utterances`

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{Client, Server};

async fn intent(client: &Client) -> String {
    super::create(client, "Why", "Intent").await.1
}

/// The names of a model's intents that no domain has brought, and their utterances.
fn own(shown: &Value) -> Vec<(String, Value)> {
    let intents = shown["model"]["intents"].as_array().unwrap();
    let own = intents.iter().filter(|intent| intent["fromDomain"] != true);
    own.map(|of| (of["name"].as_str().unwrap().to_owned(), of["utterances"].clone())).collect()
}

#[tokio::test]
async fn utterances_come_from_lines_and_are_understood_from_then_on() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = intent(&ann).await;
    let file = "I lost my badge;Badge.Lost\nmy badge is gone; help;Badge.Lost\nI LOST my badge;Badge.Lost\nnew badge;Badge.New\n";
    let answer = ann.upload(Method::POST, &format!("{path}/utterances"), &[], file.as_bytes()).await;
    assert_eq!(answer.header("etag"), "\"2\"");
    let told = answer.expect(200);
    assert_eq!((&told["utterances"], &told["added"], &told["known"]), (&json!(4), &json!(3), &json!(1)));
    assert_eq!(
        told["intents"][0],
        json!({"name": "Badge.Lost", "created": true, "added": 2, "known": 1, "utterances": 2})
    );
    assert_eq!(told["few"][0], json!({"intent": "Badge.Lost", "utterances": 2}));
    assert_eq!(told["dryRun"], false);
    let lost = json!(["I lost my badge", "my badge is gone; help"]);
    let all = [("Badge.Lost".to_owned(), lost), ("Badge.New".to_owned(), json!(["new badge"]))];
    assert_eq!(own(&ann.get(&path).await.expect(200)), all);
    let why = ann.post(&format!("{path}/intents/explain"), json!({"utterance": "i lost my badge"})).await;
    assert_eq!(why.expect(200)["intents"][0]["name"], "Badge.Lost");
}

#[tokio::test]
async fn a_dry_run_only_tells_and_replacing_leaves_what_the_domain_brings() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = intent(&ann).await;
    let to = format!("{path}/utterances");
    ann.upload(Method::POST, &to, &[], b"one;A\ntwo;B").await.expect(200);
    let before = ann.get(&path).await.expect(200);
    let dry = ann.upload(Method::POST, &to, &[("dryRun", "true"), ("mode", "replace")], b"uno;A").await;
    assert_eq!(dry.expect(200)["dryRun"], true);
    assert_eq!(ann.get(&path).await.expect(200), before);
    ann.upload(Method::POST, &format!("{to}?mode=replace"), &[], b"uno;A").await.expect(200);
    let after = ann.get(&path).await.expect(200);
    assert_eq!(own(&after), [("A".to_owned(), json!(["uno"]))]);
    let count = |shown: &Value| shown["model"]["intents"].as_array().unwrap().len();
    assert_eq!(count(&after) + 1, count(&before));
}

#[tokio::test]
async fn every_wrong_line_is_named_with_its_number_and_nothing_is_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = intent(&ann).await;
    let to = format!("{path}/utterances");
    let refused = ann.upload(Method::POST, &to, &[], b"one;A\ntwo\n;B").await.expect(400);
    let lines: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|of| of["line"].clone()).collect();
    assert_eq!(lines, [json!(2), json!(3)]);
    assert!(refused["errors"][0]["message"].as_str().unwrap().starts_with("Line 2 has 1 columns."));
    for file in [&b""[..], b"\n\n", b"one;A\n\xff\xfe;B", b"one;\x07", "x".repeat(5_000).as_bytes()] {
        ann.upload(Method::POST, &to, &[], file).await.expect(400);
    }
    for field in [("mode", "other"), ("dryRun", "maybe")] {
        assert!(ann.upload(Method::POST, &to, &[field], b"a;B").await.expect(400)[field.0].is_array());
    }
    ann.post(&to, json!({})).await.expect(415);
    let large = "a;B\n".repeat(3 * 1024 * 1024);
    ann.upload(Method::POST, &to, &[], large.as_bytes()).await.expect(413);
    assert_eq!(ann.get(&path).await.header("etag"), "\"1\"");
}

#[tokio::test]
async fn only_who_may_edit_uploads_and_only_to_an_intent() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = intent(&ann).await;
    let to = format!("{path}/utterances");
    server.viewer().await.upload(Method::POST, &to, &[], b"a;B").await.expect(403);
    server.stranger().await.upload(Method::POST, &to, &[], b"a;B").await.expect(404);
    server.nobody().upload(Method::POST, &to, &[], b"a;B").await.expect(401);
    ann.clone().with("if-match", "\"7\"").upload(Method::POST, &to, &[], b"a;B").await.expect(412);
    let (_, pin) = super::create(&ann, "Pin", "Numeric").await;
    let refused = ann.upload(Method::POST, &format!("{pin}/utterances"), &[], b"a;B").await.expect(400);
    assert_eq!(refused["detail"], "Only an Intent has utterances; this is of type Numeric.");
}

//! `PUT /miniapps/api/apps/<version>/<miniapp_id>`

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::Server;

#[tokio::test]
async fn a_model_comes_as_a_file_and_keeps_keys_that_nobody_knows() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let mut model = ann.get(&path).await.expect(200)["model"].clone();
    model["colour"] = json!({"b": 1, "a": [1.0, null]});
    server.advance(60);
    let saved = ann.upload(Method::PUT, &path, &[], model.to_string().as_bytes()).await;
    assert_eq!(saved.header("etag"), "\"2\"");
    let saved = saved.expect(200);
    assert_eq!(saved["model"].to_string(), model.to_string());
    assert_eq!(saved["updated_at"], "2026-03-01T12:01:00.000000Z");
    assert_eq!(ann.get(&path).await.expect(200), saved);
}

#[tokio::test]
async fn a_model_also_comes_as_the_body_alone_or_within_the_whole_mini_app() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let mut whole = ann.get(&path).await.expect(200);
    ann.put(&path, json!({"ask": {"locales": {"en-US": {"omIVR": {"normal": "Digits?"}}}}}))
        .await
        .expect(200);
    let shown = ann.get(&path).await.expect(200);
    assert_eq!(shown["model"]["ask"]["locales"]["en-US"]["omIVR"]["normal"], "Digits?");
    whole["languages"] = json!(["en-gb", "en-US"]);
    whole["sensitivity"] = json!("masked");
    let saved = ann.put(&path, whole.clone()).await.expect(200);
    assert_eq!(saved["languages"], json!(["en-GB", "en-US"]));
    assert_eq!(saved["sensitivity"], "Masked");
    let words = |locale: &str| saved["model"]["ask"]["locales"][locale]["omIVR"]["normal"].clone();
    assert_eq!(words("en-US"), whole["model"]["ask"]["locales"]["en-US"]["omIVR"]["normal"]);
    assert_eq!(words("en-GB"), "What is the number?", "a language that is added brings its default prompts");
    whole["languages"] = json!(["xx"]);
    assert!(ann.put(&path, whole).await.expect(400)["languages"].is_array());
}

#[tokio::test]
async fn every_place_of_a_model_that_can_not_be_read_is_named_and_nothing_is_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let before = ann.get(&path).await.expect(200);
    let model = json!({"ask": 3, "properties": {"thresholds": {"maxNoInputs": "many"}}});
    let refused = ann.put(&path, model).await.expect(400);
    let paths: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|place| place["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"model.ask"), "{refused}");
    assert!(paths.contains(&"model.properties.thresholds.maxNoInputs"), "{refused}");
    for body in [json!([]), json!("x"), Value::Null] {
        ann.put(&path, body).await.expect(400);
    }
    assert_eq!(ann.get(&path).await.expect(200), before);
}

#[tokio::test]
async fn a_whole_mini_app_whose_model_is_no_object_is_refused_and_nothing_is_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let before = ann.get(&path).await.expect(200);
    for model in [Value::Null, json!([1, 2]), json!("x"), json!(3), json!(false)] {
        let mut whole = before.clone();
        whole["model"] = model;
        let refused = ann.put(&path, whole.clone()).await.expect(400);
        assert_eq!(refused["errors"], json!([{"path": "model", "message": "Expected an object."}]));
        let file = ann.upload(Method::PUT, &path, &[], whole.to_string().as_bytes()).await.expect(400);
        assert_eq!(file["errors"][0]["path"], "model");
    }
    assert_eq!(ann.get(&path).await.expect(200), before);
}

#[tokio::test]
async fn a_form_without_a_file_and_a_file_that_is_no_json_are_400() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    for file in [&b"not json"[..], b"", b"\xff\xfe", "[".repeat(100_000).as_bytes()] {
        ann.upload(Method::PUT, &path, &[], file).await.expect(400);
    }
    let form = "multipart/form-data; boundary=x";
    let other = "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n{}\r\n--x--\r\n";
    let refused = ann.send(Method::PUT, &path, Some(form), other.into()).await.expect(400);
    assert_eq!(refused["file"][0], "No file was submitted.");
    ann.send(Method::PUT, &path, Some(form), "--x\r\nhalf a".into()).await.expect(400);
    ann.send(Method::PUT, &path, Some("multipart/form-data"), other.into()).await.expect(400);
    ann.send(Method::PUT, &path, Some("text/plain"), "{}".into()).await.expect(415);
}

#[tokio::test]
async fn a_model_of_more_than_8_mib_is_413() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let large = json!({"x": "a".repeat(8 * 1024 * 1024)}).to_string();
    ann.upload(Method::PUT, &path, &[], large.as_bytes()).await.expect(413);
    ann.send(Method::PUT, &path, Some("application/json"), large.into()).await.expect(413);
    let fits = json!({"x": "a".repeat(3 * 1024 * 1024)}).to_string();
    ann.upload(Method::PUT, &path, &[], fits.as_bytes()).await.expect(200);
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other_in_silence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let tag = ann.get(&path).await.header("etag").to_owned();
    let careful = ann.clone().with("if-match", &tag);
    careful.put(&path, json!({"a": 1})).await.expect(200);
    let refused = careful.put(&path, json!({"b": 1})).await.expect(412);
    assert!(refused["detail"].as_str().unwrap().starts_with("It was changed meanwhile."));
    assert_eq!(ann.get(&path).await.expect(200)["model"], json!({"a": 1}));
    ann.clone().with("if-match", "2").put(&path, json!({})).await.expect(400);
    // Without the header the last write wins.
    ann.put(&path, json!({"c": 1})).await.expect(200);
}

#[tokio::test]
async fn who_only_reads_does_not_save() {
    let server = Server::start().await;
    let (_, path) = super::create(&server.developer().await, "Pin", "Numeric").await;
    server.viewer().await.put(&path, json!({})).await.expect(403);
    server.stranger().await.put(&path, json!({})).await.expect(404);
    server.nobody().put(&path, json!({})).await.expect(401);
}

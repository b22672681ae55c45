//! `POST /miniapps/api/functions/run`, and functions of a model that is saved.

use serde_json::{Value, json};

use crate::support::Server;

const RUN: &str = "/miniapps/api/functions/run";

#[tokio::test]
async fn a_function_can_be_tried_out() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body = json!({
        "javascript": "console.log('got', params.name); ocpReturn(params.name.toUpperCase())",
        "params": {"name": "ann"},
    });
    let ran = ann.post(RUN, body).await.expect(200);
    assert_eq!(
        (&ran["value"], &ran["log"], &ran["error"]),
        (&json!("ANN"), &json!(["got ann"]), &Value::Null)
    );
    assert!(ran["milliseconds"].is_number());
    let body = json!({"javascript": "new Date().toISOString()"});
    assert_eq!(ann.post(RUN, body).await.expect(200)["value"], "2026-03-01T12:00:00.000Z");
    let body = json!({"javascript": "ocpReturn(params.valueToValidate.length === 3)", "params": {"valueToValidate": "abc"}, "kind": "validation"});
    assert_eq!(ann.post(RUN, body).await.expect(200)["value"], true);
    let body = json!({"javascript": "ocpReturn({a: {b: '1'}})", "kind": "output"});
    assert_eq!(ann.post(RUN, body).await.expect(200)["value"], json!({"a": {"b": "1"}}));
}

#[tokio::test]
async fn a_function_that_fails_says_how_and_where() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for (javascript, name, line) in [
        ("ocpReturn(1);\n  params.a.b", "TypeError", json!(2)),
        ("let a = ;", "SyntaxError", json!(1)),
        ("for (;;) {}", "Timeout", Value::Null),
        ("const a = []; for (;;) a.push('x'.repeat(1e5) + a.length)", "OutOfMemory", Value::Null),
    ] {
        let error = &ann.post(RUN, json!({ "javascript": javascript })).await.expect(200)["error"];
        assert_eq!(error["name"], name, "{javascript}: {error}");
        if !line.is_null() {
            assert_eq!(error["line"], line, "{javascript}: {error}");
        }
        assert_eq!(ann.post(RUN, json!({"javascript": "'next'"})).await.expect(200)["value"], "next");
    }
}

#[tokio::test]
async fn what_is_no_function_to_run_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let refused = ann.post(RUN, json!({"params": 3, "kind": "other"})).await.expect(400);
    for field in ["javascript", "params", "kind"] {
        assert!(refused[field].is_array(), "{refused}");
    }
    server.nobody().post(RUN, json!({"javascript": "1"})).await.expect(401);
}

#[tokio::test]
async fn a_model_whose_javascript_can_not_be_read_is_not_saved() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    let mut model = ann.get(&path).await.expect(200)["model"].clone();
    model["userFunctions"] = json!([
        {"name": "good", "javascript": "ocpReturn(1)"},
        {"name": "bad", "javascript": "ocpReturn(1);\nconst = 2"},
    ]);
    let refused = ann.put(&path, model.clone()).await.expect(400);
    let error = &refused["errors"][0];
    assert_eq!(error["path"], "model.userFunctions.1.javascript", "{refused}");
    assert_eq!((&error["line"], &error["column"]), (&json!(2), &json!(7)), "{refused}");
    assert_eq!(refused["errors"].as_array().unwrap().len(), 1);
    model["userFunctions"][1]["javascript"] = json!("const a = 2");
    ann.put(&path, model).await.expect(200);
}

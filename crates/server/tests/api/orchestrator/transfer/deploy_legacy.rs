use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

use super::{example, import, zip};
use crate::support::{Client, GROUP, Server};

const HELLO: &str = "<vxml version=\"2.1\"><form><block><prompt>Hello</prompt></block></form></vxml>";

async fn legacy_app(client: &Client) -> (Value, String) {
    let body = json!({"name": "old_one", "group": GROUP, "application_type": "legacy"});
    let app = client.post("/orchestrator/api/apps/", body).await.expect(201);
    let path = format!("/orchestrator/api/apps/{}/deploy_legacy/?async=true", app["id"].as_str().unwrap());
    (app, path)
}

async fn result(client: &Client, answer: &Value) -> Value {
    let path = format!("/orchestrator/api/results/{}/", answer["result_id"].as_str().unwrap());
    for _ in 0..1_000 {
        let result = client.get(&path).await.expect(200);
        if result["status"] != "pending" {
            return result;
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("the result never came");
}

#[tokio::test]
async fn a_good_bundle_is_kept_and_the_result_says_that_it_does_not_run_yet() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, path) = legacy_app(&ann).await;
    let bundle = zip(&[("root.vxml", HELLO), ("hello.wav", "RIFF")]);
    let answer = ann.upload(Method::POST, &path, &[], &bundle).await.expect(200);
    let result = result(&ann, &answer).await;
    assert_eq!(result["status"], "success");
    let said = result["async_result"].as_str().unwrap();
    assert!(said.contains("checked and stored") && said.contains("not supported yet"), "{said}");
    let id = app["id"].as_str().unwrap().parse().unwrap();
    let kept = server.state.store.legacy_bundles().get(id).await.unwrap().unwrap();
    assert_eq!(kept.body, bundle);
    let status = ann.get(&format!("/orchestrator/api/apps/{id}/status/")).await.expect(200);
    assert_eq!(status["status"], "not-deployed");
}

#[tokio::test]
async fn an_app_that_is_drawn_is_told_how_it_is_deployed() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("hello"), &[("group", GROUP)]).await.expect(201);
    let at = |rest: &str| format!("/orchestrator/api/apps/{}/{rest}", app["id"].as_str().unwrap());
    ann.post(&at("deploy/"), json!({})).await.expect(200);
    let bundle = zip(&[("root.vxml", HELLO)]);
    for query in ["", "?async=true", "?all=true"] {
        let path = at(&format!("deploy_legacy/{query}"));
        let refused = ann.upload(Method::POST, &path, &[], &bundle).await.expect(400);
        assert_eq!(
            refused["detail"],
            "This is not a legacy application. Deploy its canvas with deploy instead, or create an application of the type legacy for the bundle."
        );
    }
    let id = app["id"].as_str().unwrap().parse().unwrap();
    assert!(server.state.store.legacy_bundles().get(id).await.unwrap().is_none());
    assert_eq!(ann.get(&at("status/")).await.expect(200)["status"], "started");
}

#[tokio::test]
async fn without_async_the_answer_says_what_came_of_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = legacy_app(&ann).await;
    for path in [path.replace("?async=true", ""), path.replace("true", "false")] {
        let answer = ann.upload(Method::POST, &path, &[], &zip(&[("root.vxml", HELLO)])).await.expect(200);
        let said = answer["detail"].as_str().unwrap();
        assert!(said.contains("checked and stored") && said.contains("the app takes no calls"), "{said}");
        assert!(said.contains("1 file, 1 VoiceXML document, ") && said.contains("0 properties"), "{said}");
        assert!(answer.get("result_id").is_none(), "{answer}");
    }
}

#[tokio::test]
async fn the_body_may_be_the_zip_itself() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = legacy_app(&ann).await;
    let body = Body::from(zip(&[("index.vxml", HELLO)]));
    let answer = ann.send(Method::POST, &path, Some("application/zip"), body).await.expect(200);
    assert!(answer["result_id"].is_string());
}

#[tokio::test]
async fn a_bad_bundle_is_refused_with_the_reason_and_not_kept() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, path) = legacy_app(&ann).await;
    for (bundle, reason) in [
        (b"nothing".to_vec(), "not a ZIP archive"),
        (zip(&[("readme.txt", "hello")]), "no VoiceXML document"),
        (zip(&[("root.vxml", "<!DOCTYPE vxml><vxml/>")]), "has a DOCTYPE"),
        (zip(&[("root.vxml", "<vxml>")]), "not well-formed XML"),
    ] {
        let refused = ann.upload(Method::POST, &path, &[], &bundle).await.expect(400);
        let detail = refused["detail"].as_str().unwrap();
        assert!(
            detail.starts_with("Your App can not be deployed because it contains problems: "),
            "{detail}"
        );
        assert!(detail.contains(reason), "{detail}");
        assert_eq!(refused["errors"], json!([]));
    }
    let id = app["id"].as_str().unwrap().parse().unwrap();
    assert!(server.state.store.legacy_bundles().get(id).await.unwrap().is_none());
}

#[tokio::test]
async fn without_a_file_or_the_role_nothing_is_taken() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = legacy_app(&ann).await;
    assert_eq!(ann.post(&path, json!({})).await.status, 415);
    let bundle = zip(&[("root.vxml", HELLO)]);
    assert_eq!(server.viewer().await.upload(Method::POST, &path, &[], &bundle).await.status, 403);
    assert_eq!(server.stranger().await.upload(Method::POST, &path, &[], &bundle).await.status, 404);
}

use serde_json::json;

use super::{USERINFO, ann, bearing, refresh};
use crate::support::Server;

fn token(tokens: &serde_json::Value) -> &str {
    tokens["refresh_token"].as_str().unwrap()
}

#[tokio::test]
async fn a_refresh_token_gives_new_tokens_of_the_same_session() {
    let server = Server::start().await;
    let first = ann(&server).await;
    server.advance(1799);
    let second = refresh(&server, token(&first)).await.expect(200);
    assert_ne!(token(&first), token(&second));
    assert_eq!(first["session_state"], second["session_state"]);
    bearing(&server, &second).get(USERINFO).await.expect(200);
    refresh(&server, token(&second)).await.expect(200);
}

#[tokio::test]
async fn a_refresh_token_that_comes_again_ends_the_whole_session() {
    let server = Server::start().await;
    let first = ann(&server).await;
    let second = refresh(&server, token(&first)).await.expect(200);
    let body = refresh(&server, token(&first)).await.expect(400);
    let reused = "Maximum allowed refresh token reuse exceeded";
    assert_eq!(body, json!({"error": "invalid_grant", "error_description": reused}));
    let body = refresh(&server, token(&second)).await.expect(400);
    assert_eq!(body, json!({"error": "invalid_grant", "error_description": "Session not active"}));
    bearing(&server, &second).get(USERINFO).await.expect(401);
}

#[tokio::test]
async fn the_end_of_one_session_leaves_the_others() {
    let server = Server::start().await;
    let first = ann(&server).await;
    let other = super::sign_in(&server, "ann", crate::support::PASSWORD).await.expect(200);
    refresh(&server, token(&first)).await.expect(200);
    refresh(&server, token(&first)).await.expect(400);
    bearing(&server, &other).get(USERINFO).await.expect(200);
    refresh(&server, token(&other)).await.expect(200);
}

#[tokio::test]
async fn of_many_who_refresh_at_once_at_most_one_gets_tokens() {
    let server = Server::start().await;
    let first = ann(&server).await;
    let (a, b, c) = tokio::join!(
        refresh(&server, token(&first)),
        refresh(&server, token(&first)),
        refresh(&server, token(&first)),
    );
    let given = [a, b, c].into_iter().filter(|answer| answer.status.is_success()).count();
    assert!(given <= 1, "{given} got tokens");
}

#[tokio::test]
async fn a_refresh_token_expires_after_1800_seconds() {
    let server = Server::start().await;
    let first = ann(&server).await;
    server.advance(1800);
    let body = refresh(&server, token(&first)).await.expect(400);
    assert_eq!(body, json!({"error": "invalid_grant", "error_description": "Token is not active"}));
}

#[tokio::test]
async fn neither_kind_of_token_passes_for_the_other() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let access = tokens["access_token"].as_str().unwrap();
    let body = refresh(&server, access).await.expect(400);
    assert_eq!(body, json!({"error": "invalid_grant", "error_description": "Invalid refresh token"}));
    let bearer = format!("Bearer {}", token(&tokens));
    server.nobody().with("authorization", &bearer).get(USERINFO).await.expect(401);
}

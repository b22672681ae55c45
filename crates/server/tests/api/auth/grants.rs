use serde_json::json;

use super::{LOGOUT, TOKEN, USERINFO, ann, bearing, sign_in};
use crate::support::{PASSWORD, Server};

/// A form, the status, the kind of error and its sentence.
type Refused = (&'static [(&'static str, &'static str)], u16, &'static str, &'static str);

#[tokio::test]
async fn a_password_gives_tokens_in_the_documented_shape() {
    let server = Server::start().await;
    let user = server.somebody("ann").await;
    let answer = sign_in(&server, "ann", PASSWORD).await;
    let tokens = answer.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(tokens["expires_in"], 300);
    assert_eq!(tokens["refresh_expires_in"], 1800);
    assert_eq!(tokens["token_type"], "bearer");
    assert_eq!(tokens["not-before-policy"], 0);
    assert_eq!(tokens["scope"], "openid");
    assert!(uuid::Uuid::parse_str(tokens["session_state"].as_str().unwrap()).is_ok());
    let info = bearing(&server, &tokens).get(USERINFO).await.expect(200);
    assert_eq!(info, json!({"sub": user.user_id, "preferred_username": "ann", "groups": ["ann"]}));
}

#[tokio::test]
async fn a_wrong_password_an_unknown_user_and_a_user_without_one_read_the_same() {
    let server = Server::start().await;
    server.somebody("ann").await;
    server.developer().await;
    let expected = json!({"error": "invalid_grant", "error_description": "Invalid user credentials"});
    for (username, password) in [("ann", "wrong"), ("ann", ""), ("nobody", PASSWORD), ("developer", "!")] {
        assert_eq!(sign_in(&server, username, password).await.expect(401), expected, "{username}");
    }
}

#[tokio::test]
async fn each_incomplete_form_says_what_is_missing() {
    let server = Server::start().await;
    let table: &[Refused] = &[
        (&[("client_id", "ocp")], 400, "invalid_request", "Missing form parameter: grant_type"),
        (
            &[("client_id", "ocp"), ("grant_type", "client_credentials")],
            400,
            "unsupported_grant_type",
            "Unsupported grant_type",
        ),
        (
            &[("grant_type", "password"), ("username", "ann"), ("password", "x")],
            401,
            "invalid_client",
            "Invalid client or Invalid client credentials",
        ),
        (
            &[("client_id", "other"), ("grant_type", "password"), ("username", "ann"), ("password", "x")],
            401,
            "invalid_client",
            "Invalid client or Invalid client credentials",
        ),
        (
            &[("client_id", "ocp"), ("grant_type", "password")],
            401,
            "invalid_request",
            "Missing parameter: username",
        ),
        (
            &[("client_id", "ocp"), ("grant_type", "refresh_token")],
            400,
            "invalid_request",
            "No refresh token",
        ),
        (
            &[("client_id", "ocp"), ("client_id", "ocp"), ("grant_type", "password")],
            400,
            "invalid_request",
            "duplicated parameter",
        ),
    ];
    for (fields, status, error, description) in table {
        let body = server.nobody().form(TOKEN, fields).await.expect(*status);
        assert_eq!(body, json!({"error": error, "error_description": description}));
    }
}

#[tokio::test]
async fn the_client_may_also_stand_in_basic_authorization() {
    let server = Server::start().await;
    server.somebody("ann").await;
    let client = server.nobody().with("authorization", "Basic b2NwOg==");
    let fields = [("grant_type", "password"), ("username", "ann"), ("password", PASSWORD)];
    client.form(TOKEN, &fields).await.expect(200);
}

#[tokio::test]
async fn json_is_not_a_form() {
    let server = Server::start().await;
    let body = server.nobody().post(TOKEN, json!({"grant_type": "password"})).await.expect(415);
    assert_eq!(body["error"], "invalid_request");
}

#[tokio::test]
async fn another_realm_does_not_exist() {
    let server = Server::start().await;
    let path = TOKEN.replace("master", "ocp");
    let body = server.nobody().form(&path, &[("client_id", "ocp")]).await.expect(404);
    assert_eq!(body, json!({"error": "Realm does not exist"}));
    let path = "/auth/realms/ocp/.well-known/openid-configuration";
    assert_eq!(server.nobody().get(path).await.expect(404), body);
}

#[tokio::test]
async fn an_access_token_expires_after_300_seconds() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    server.advance(299);
    bearing(&server, &tokens).get(USERINFO).await.expect(200);
    server.advance(1);
    let body = bearing(&server, &tokens).get(USERINFO).await.expect(401);
    assert_eq!(body, json!({"error": "invalid_token", "error_description": "Token verification failed"}));
}

#[tokio::test]
async fn userinfo_without_a_token_is_refused() {
    let server = Server::start().await;
    let answer = server.nobody().get(USERINFO).await;
    assert_eq!(answer.expect(401)["error"], "invalid_request");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn after_signing_out_neither_token_works() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let token = tokens["refresh_token"].as_str().unwrap();
    let fields = [("client_id", "ocp"), ("refresh_token", token)];
    let answer = server.nobody().form(LOGOUT, &fields).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
    bearing(&server, &tokens).get(USERINFO).await.expect(401);
    let body = super::refresh(&server, token).await.expect(400);
    assert_eq!(body, json!({"error": "invalid_grant", "error_description": "Session not active"}));
}

#[tokio::test]
async fn signing_out_needs_a_refresh_token() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let access = tokens["access_token"].as_str().unwrap();
    let missing = server.nobody().form(LOGOUT, &[("client_id", "ocp")]).await.expect(400);
    assert_eq!(missing, json!({"error": "invalid_request", "error_description": "No refresh token"}));
    let fields = [("client_id", "ocp"), ("refresh_token", access)];
    let wrong = server.nobody().form(LOGOUT, &fields).await.expect(400);
    assert_eq!(wrong, json!({"error": "invalid_grant", "error_description": "Invalid refresh token"}));
}

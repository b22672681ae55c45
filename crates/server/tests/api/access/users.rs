use serde_json::json;

use crate::support::{PASSWORD, Server};

const TOKEN: &str = "/auth/realms/master/protocol/openid-connect/token";

async fn sign_in(server: &Server, username: &str, password: &str) -> crate::support::Answer {
    let fields =
        [("client_id", "ocp"), ("grant_type", "password"), ("username", username), ("password", password)];
    server.nobody().form(TOKEN, &fields).await
}

#[tokio::test]
async fn a_new_user_signs_in_and_owns_a_group_of_their_name() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let body = json!({"username": "eve", "password": PASSWORD});
    let eve = admin.post("/access/api/users/", body).await.expect(201);
    assert_eq!(eve["username"], "eve");
    assert_eq!(eve["org_admin"], false);
    assert!(eve.get("password_hash").is_none());
    let tokens = sign_in(&server, "eve", PASSWORD).await.expect(200);
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let me = server.nobody().with("authorization", &bearer).get("/access/api/me/").await.expect(200);
    assert_eq!(me["id"], eve["id"]);
    assert_eq!(me["groups"][0]["name"], "eve");
    assert_eq!(me["groups"][0]["role"], "Owner");
}

#[tokio::test]
async fn a_user_name_that_is_taken_or_malformed_is_a_400_on_it() {
    let server = Server::start().await;
    let admin = server.admin().await;
    for name in ["admin", "demo", "", "a b", "eve@example.com"] {
        let refused = admin.post("/access/api/users/", json!({"username": name})).await.expect(400);
        assert!(refused["username"][0].is_string(), "{name}: {refused}");
    }
    assert_eq!(admin.get("/access/api/users/").await.expect(200).as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_password_that_is_too_short_is_refused() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let body = json!({"username": "eve", "password": "1234567"});
    let refused = admin.post("/access/api/users/", body).await.expect(400);
    assert_eq!(refused, json!({"password": ["A password has 8 to 256 characters."]}));
}

#[tokio::test]
async fn a_disabled_user_is_shut_out_at_once_and_comes_back() {
    let server = Server::start().await;
    let (admin, ann) = (server.admin().await, server.somebody("ann").await);
    let tokens = sign_in(&server, "ann", PASSWORD).await.expect(200);
    ann.get("/access/api/me/").await.expect(200);
    let path = format!("/access/api/users/{}/", ann.user_id);
    assert_eq!(admin.patch(&path, json!({"disabled": true})).await.expect(200)["disabled"], true);
    ann.get("/access/api/me/").await.expect(401);
    let refused = sign_in(&server, "ann", PASSWORD).await.expect(400);
    assert_eq!(refused, json!({"error": "invalid_grant", "error_description": "Account disabled"}));
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let fields = [("client_id", "ocp"), ("grant_type", "refresh_token"), ("refresh_token", refresh)];
    server.nobody().form(TOKEN, &fields).await.expect(400);
    admin.patch(&path, json!({"disabled": false})).await.expect(200);
    sign_in(&server, "ann", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn an_org_admin_cannot_shut_themselves_out() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = format!("/access/api/users/{}/", admin.user_id);
    admin.patch(&path, json!({"disabled": true})).await.expect(400);
    admin.patch(&path, json!({"org_admin": false})).await.expect(400);
}

#[tokio::test]
async fn another_password_needs_the_present_one_and_ends_all_sessions() {
    let server = Server::start().await;
    let ann = server.somebody("ann").await;
    let tokens = sign_in(&server, "ann", PASSWORD).await.expect(200);
    let path = format!("/access/api/users/{}/password/", ann.user_id);
    let body = json!({"password": "another password", "present": "wrong"});
    let refused = ann.put(&path, body).await.expect(400);
    assert_eq!(refused, json!({"password": ["The present password is wrong."]}));
    let body = json!({"password": "another password", "present": PASSWORD});
    ann.put(&path, body).await.expect(204);
    sign_in(&server, "ann", PASSWORD).await.expect(401);
    sign_in(&server, "ann", "another password").await.expect(200);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let fields = [("client_id", "ocp"), ("grant_type", "refresh_token"), ("refresh_token", refresh)];
    server.nobody().form(TOKEN, &fields).await.expect(400);
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed_down() {
    let server = Server::start().await;
    let ann = server.somebody("ann").await;
    let path = format!("/access/api/users/{}/password/", ann.user_id);
    for _ in 0..6 {
        ann.put(&path, json!({"password": "another password", "present": "wrong"})).await.expect(400);
    }
    ann.put(&path, json!({"password": "another password", "present": PASSWORD})).await.expect(429);
}

#[tokio::test]
async fn a_user_may_read_themselves_and_ids_that_are_none_are_not_found() {
    let server = Server::start().await;
    let ann = server.somebody("ann").await;
    let found = ann.get(&format!("/access/api/users/{}/", ann.user_id)).await.expect(200);
    assert_eq!(found["created_at"], "2026-03-01T12:00:00.000000Z");
    ann.get("/access/api/users/not-an-id/").await.expect(404);
}

#[tokio::test]
async fn an_organization_is_renamed_by_its_org_admin() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = format!("/access/api/organizations/{}/", server.organization);
    admin.patch(&path, json!({"name": "acme-2"})).await.expect(204);
    let seen = server.viewer().await.get("/access/api/organizations/").await.expect(200);
    assert_eq!(seen, json!([{"id": server.organization, "name": "acme-2"}]));
    server.stranger().await.patch(&path, json!({"name": "mine"})).await.expect(404);
}

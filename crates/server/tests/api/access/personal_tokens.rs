use baton_auth::Role;
use serde_json::{Value, json};

use crate::support::{Client, GROUP, Server};

const TOKENS: &str = "/access/api/personal-tokens/";

async fn make(client: &Client, group: &str, expires_at: Option<&str>) -> Value {
    client.post(TOKENS, json!({"name": "script", "group": group, "expires_at": expires_at})).await.expect(201)
}

fn showing(server: &Server, token: &Value) -> Client {
    server.nobody().with("x-ocp-personal-access-token", token["token"].as_str().unwrap())
}

#[tokio::test]
async fn a_personal_token_works_in_its_group_with_its_owners_role() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, None).await;
    let me = showing(&server, &token).get("/access/api/me/").await.expect(200);
    assert_eq!(me["username"], "bob");
    assert_eq!(me["limited_to"], GROUP);
    assert_eq!(me["groups"].as_array().unwrap().len(), 1);
    assert_eq!(me["groups"][0]["role"], "Developer");
}

#[tokio::test]
async fn the_secret_is_shown_once_and_only_its_hash_is_kept() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, None).await;
    let secret = token["token"].as_str().unwrap();
    let list = bob.get(TOKENS).await;
    assert!(!String::from_utf8_lossy(&list.body).contains(secret));
    assert_eq!(list.expect(200)[0]["status"], "active");
    let row = server.state.store.personal_tokens().of_user(bob.user_id).await.unwrap().remove(0);
    assert_eq!(row.token_hash.len(), 64);
    assert_ne!(row.token_hash, secret);
}

#[tokio::test]
async fn a_personal_token_expires_when_it_was_said_to() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, Some("2026-03-01T13:00:00Z")).await;
    let script = showing(&server, &token);
    server.advance(3599);
    script.get("/access/api/me/").await.expect(200);
    server.advance(1);
    assert_eq!(script.get("/access/api/me/").await.expect(401), json!({"detail": "Given token not valid."}));
}

#[tokio::test]
async fn a_revoked_token_works_no_more_and_stays_in_the_list() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, None).await;
    let script = showing(&server, &token);
    script.get("/access/api/me/").await.expect(200);
    let path = format!("{TOKENS}{}/", token["id"].as_str().unwrap());
    bob.delete(&path).await.expect(204);
    script.get("/access/api/me/").await.expect(401);
    let list = bob.get(TOKENS).await.expect(200);
    assert_eq!(list[0]["status"], "revoked");
    assert!(list[0]["last_used_at"].is_string());
}

#[tokio::test]
async fn nobody_revokes_or_sees_a_token_of_somebody_else() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, None).await;
    let path = format!("{TOKENS}{}/", token["id"].as_str().unwrap());
    let admin = server.admin().await;
    admin.delete(&path).await.expect(404);
    assert_eq!(admin.get(TOKENS).await.expect(200), json!([]));
    showing(&server, &token).get("/access/api/me/").await.expect(200);
}

#[tokio::test]
async fn a_token_ends_with_its_owners_membership_and_with_its_owner() {
    let server = Server::start().await;
    let (admin, bob) = (server.admin().await, server.member("bob", Role::Developer).await);
    let in_demo = showing(&server, &make(&bob, GROUP, None).await);
    let in_own = showing(&server, &make(&bob, "bob", None).await);
    admin.delete("/access/api/groups/demo/members/bob/").await.expect(204);
    in_demo.get("/access/api/me/").await.expect(401);
    in_own.get("/access/api/me/").await.expect(200);
    let path = format!("/access/api/users/{}/", bob.user_id);
    admin.patch(&path, json!({"disabled": true})).await.expect(200);
    in_own.get("/access/api/me/").await.expect(401);
}

#[tokio::test]
async fn a_personal_token_makes_no_other_and_manages_nobody() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let script = showing(&server, &make(&admin, GROUP, None).await);
    script.post(TOKENS, json!({"name": "more", "group": GROUP})).await.expect(403);
    script.post("/access/api/users/", json!({"username": "eve"})).await.expect(403);
    script.get("/access/api/users/").await.expect(403);
    script.put("/access/api/groups/demo/members/admin/", json!({"role": "Viewer"})).await.expect(403);
    let path = format!("/access/api/users/{}/password/", admin.user_id);
    script.put(&path, json!({"password": "another password"})).await.expect(403);
}

#[tokio::test]
async fn what_is_wrong_with_a_new_token_is_said_field_by_field() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let body = json!({"name": " ", "group": "elsewhere", "expires_at": "2020-01-01T00:00:00Z"});
    assert_eq!(
        bob.post(TOKENS, body).await.expect(400),
        json!({
            "expires_at": ["Give a moment that is yet to come, or none."],
            "name": ["This field may not be blank."],
            "group": ["You are in no group of that name."],
        })
    );
    let body = json!({"name": "x", "group": GROUP, "expires_at": "tomorrow"});
    let refused = bob.post(TOKENS, body).await.expect(400);
    assert_eq!(refused["expires_at"][0], "Give a moment such as 2027-01-01T00:00:00Z, or none.");
}

#[tokio::test]
async fn a_bearer_token_counts_before_a_personal_one() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Developer).await;
    let token = make(&bob, GROUP, None).await;
    let both = bob.clone().with("x-ocp-personal-access-token", token["token"].as_str().unwrap());
    assert_eq!(both.get("/access/api/me/").await.expect(200)["limited_to"], Value::Null);
    let wrong = showing(&server, &token).with("authorization", "Bearer nonsense");
    wrong.get("/access/api/me/").await.expect(401);
}

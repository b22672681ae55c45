//! Who may do what: each row is an action, each column somebody.

use axum::body::Body;
use axum::http::Method;
use baton_auth::Role;
use serde_json::{Value, json};

use crate::support::{Client, Server};

/// `None`: no body. The statuses are for: a Viewer, a Developer, a Maintainer and an Owner of the group, an OrgAdmin,
/// somebody of the organization who is not in the group, an OrgAdmin of another organization, and nobody.
type Row = (Method, &'static str, Option<Value>, [u16; 8]);

fn table() -> Vec<Row> {
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (patch, delete) = (Method::PATCH, Method::DELETE);
    vec![
        (get.clone(), "/access/api/me/", None, [200, 200, 200, 200, 200, 200, 200, 401]),
        (get.clone(), "/access/api/organizations/", None, [200, 200, 200, 200, 200, 200, 200, 401]),
        (get.clone(), "/access/api/groups/", None, [200, 200, 200, 200, 200, 200, 200, 401]),
        (get.clone(), "/access/api/groups/demo/", None, [200, 200, 200, 200, 200, 404, 404, 401]),
        (get.clone(), "/access/api/groups/demo/members/", None, [200, 200, 200, 200, 200, 404, 404, 401]),
        (get, "/access/api/users/", None, [403, 403, 403, 403, 200, 403, 200, 401]),
        (
            put.clone(),
            "/access/api/groups/demo/members/bob/",
            Some(json!({"role": "Developer"})),
            [403, 403, 403, 200, 200, 404, 404, 401],
        ),
        (
            delete.clone(),
            "/access/api/groups/demo/members/bob/",
            None,
            [403, 403, 403, 204, 404, 404, 404, 401],
        ),
        (
            post.clone(),
            "/access/api/groups/",
            Some(json!({"name": "fresh"})),
            [403, 403, 403, 403, 201, 403, 400, 401],
        ),
        (
            post,
            "/access/api/users/",
            Some(json!({"username": "eve"})),
            [403, 403, 403, 403, 201, 403, 400, 401],
        ),
        (
            patch,
            "/access/api/users/{bob}/",
            Some(json!({"disabled": true})),
            [403, 403, 403, 403, 200, 403, 404, 401],
        ),
        (
            put,
            "/access/api/users/{bob}/password/",
            Some(json!({"password": "a new password"})),
            [403, 403, 403, 403, 204, 403, 404, 401],
        ),
        (delete, "/access/api/groups/empty/", None, [404, 404, 404, 404, 204, 404, 404, 401]),
    ]
}

#[tokio::test]
async fn everybody_may_do_what_their_role_allows_and_no_more() {
    for (method, path, body, expected) in table() {
        let server = Server::start().await;
        server.group("empty").await;
        let bob = server.member("bob", Role::Viewer).await;
        let people: [Client; 8] = [
            server.viewer().await,
            server.developer().await,
            server.maintainer().await,
            server.owner().await,
            server.admin().await,
            server.somebody("outsider").await,
            server.stranger().await,
            server.nobody(),
        ];
        let path = path.replace("{bob}", &bob.user_id.to_string());
        for (person, expected) in people.iter().zip(expected) {
            let bytes = body.as_ref().map_or(Body::empty(), |body| body.to_string().into());
            let answer = person.send(method.clone(), &path, Some("application/json"), bytes).await;
            assert_eq!(answer.status, expected, "{method} {path} by {:?}: {answer}", person.username);
        }
    }
}

#[tokio::test]
async fn a_role_that_changes_takes_effect_at_once_on_this_node() {
    let server = Server::start().await;
    let (owner, bob) = (server.owner().await, server.member("bob", Role::Viewer).await);
    let carol = "/access/api/groups/demo/members/viewer/";
    server.viewer().await;
    bob.put(carol, json!({"role": "Developer"})).await.expect(403);
    owner.put("/access/api/groups/demo/members/bob/", json!({"role": "Owner"})).await.expect(200);
    bob.put(carol, json!({"role": "Developer"})).await.expect(200);
    owner.delete("/access/api/groups/demo/members/bob/").await.expect(204);
    bob.put(carol, json!({"role": "Developer"})).await.expect(404);
}

#[tokio::test]
async fn what_another_node_changed_takes_effect_within_seconds() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Viewer).await;
    bob.get("/access/api/me/").await.expect(200);
    server.state.store.users().set_disabled(bob.user_id, true).await.unwrap();
    server.advance(5);
    bob.get("/access/api/me/").await.expect(401);
}

//! Who may do what with an app.

use axum::body::Body;
use axum::http::Method;
use baton_auth::Role;
use serde_json::{Value, json};

use super::{APPS, app, at, draw_greeting};
use crate::support::{Client, Server};

/// Everything that can be done with an app: how, where, with what, and the weakest role that may.
fn actions() -> Vec<(Method, &'static str, Value, Role)> {
    use Role::{Developer, Maintainer, Owner, Viewer};
    let mapping = json!({"profile_id": "", "field_mappings": []});
    vec![
        (Method::GET, "", Value::Null, Viewer),
        (Method::GET, "status/", Value::Null, Viewer),
        (Method::GET, "miniapps/", Value::Null, Viewer),
        (Method::GET, "flows/", Value::Null, Viewer),
        (Method::GET, "web_chat/", Value::Null, Viewer),
        (Method::GET, "attached_data/", Value::Null, Viewer),
        (Method::GET, "fail_sources/", Value::Null, Viewer),
        (Method::GET, "voice-biometric/", Value::Null, Viewer),
        (Method::PUT, "", json!({"name": "my_app"}), Developer),
        (Method::PATCH, "", json!({"labels": []}), Developer),
        (Method::POST, "deploy/", json!({}), Developer),
        (Method::POST, "stop/", json!({}), Developer),
        (Method::POST, "start/", json!({}), Developer),
        (Method::PUT, "attached_data/", json!({}), Developer),
        (Method::PUT, "voice-biometric/", mapping, Developer),
        (Method::POST, "tokens/live/rotate/", json!({}), Maintainer),
        (Method::POST, "tokens/deployed/rotate/", json!({}), Maintainer),
        (Method::DELETE, "", Value::Null, Owner),
    ]
}

async fn act(client: &Client, app: &Value, action: &(Method, &'static str, Value, Role)) -> u16 {
    let (method, rest, body, _) = action;
    let body = if body.is_null() { Body::empty() } else { body.to_string().into() };
    client.send(method.clone(), &at(app, rest), Some("application/json"), body).await.status.as_u16()
}

#[tokio::test]
async fn each_role_may_do_what_is_its_own_and_what_weaker_roles_may() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let app = app(&admin, "my_app").await;
    draw_greeting(&server, &admin, &app).await;
    admin.post(&at(&app, "deploy/"), json!({})).await.expect(200);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::OrgAdmin) {
        let member = server.member(&format!("a_{role}").to_lowercase(), role).await;
        for action in actions() {
            let status = act(&member, &app, &action).await;
            let (method, rest, _, needed) = &action;
            let expected = if role < *needed {
                403
            } else if *method == Method::DELETE {
                204
            } else {
                200
            };
            assert_eq!(status, expected, "{role} {method} {rest}");
        }
    }
}

#[tokio::test]
async fn to_those_outside_its_group_the_app_is_not_there() {
    let server = Server::start().await;
    let (ann, colleague, stranger) =
        (server.developer().await, server.somebody("colleague").await, server.stranger().await);
    let colleague = {
        let issued = server.state.auth.issue(colleague.user_id, server.state.now()).await.unwrap();
        colleague.with("authorization", &format!("Bearer {}", issued.access_token))
    };
    let app = app(&ann, "my_app").await;
    for action in actions() {
        for client in [&colleague, &stranger] {
            assert_eq!(act(client, &app, &action).await, 404, "{} {}", action.0, action.1);
        }
        assert_eq!(act(&server.nobody(), &app, &action).await, 401, "{} {}", action.0, action.1);
    }
    ann.get(&at(&app, "")).await.expect(200);
}

#[tokio::test]
async fn who_is_not_let_in_is_told_as_documented() {
    let server = Server::start().await;
    let nobody = server.nobody();
    let missing = nobody.get(APPS).await;
    assert_eq!(missing.header("www-authenticate"), "Bearer");
    assert_eq!(missing.expect(401), json!({"detail": "Authentication credentials were not provided."}));
    let forged = nobody.clone().with("authorization", "Bearer abc.def.ghi").get(APPS).await;
    assert_eq!(forged.expect(401), json!({"detail": "Given token not valid."}));
    let forged = nobody.with("x-ocp-personal-access-token", "abc").get(APPS).await;
    assert_eq!(forged.expect(401), json!({"detail": "Given token not valid."}));
}

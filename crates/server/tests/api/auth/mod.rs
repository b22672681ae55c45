//! `/auth/realms/{realm}/…`

mod discovery;
mod forged;
mod grants;
mod issuer;
mod rotation;
mod slow_down;

use crate::support::{Answer, Client, PASSWORD, Server};

const TOKEN: &str = "/auth/realms/master/protocol/openid-connect/token";
const LOGOUT: &str = "/auth/realms/master/protocol/openid-connect/logout";
const USERINFO: &str = "/auth/realms/master/protocol/openid-connect/userinfo";
const CERTS: &str = "/auth/realms/master/protocol/openid-connect/certs";

/// The password grant.
async fn sign_in(server: &Server, username: &str, password: &str) -> Answer {
    let fields =
        [("client_id", "ocp"), ("grant_type", "password"), ("username", username), ("password", password)];
    server.nobody().form(TOKEN, &fields).await
}

/// The refresh grant.
async fn refresh(server: &Server, token: &str) -> Answer {
    let fields = [("client_id", "ocp"), ("grant_type", "refresh_token"), ("refresh_token", token)];
    server.nobody().form(TOKEN, &fields).await
}

/// Ann, who has just signed in with her password: her tokens.
async fn ann(server: &Server) -> serde_json::Value {
    server.somebody("ann").await;
    sign_in(server, "ann", PASSWORD).await.expect(200)
}

/// Somebody who shows this access token.
fn bearing(server: &Server, tokens: &serde_json::Value) -> Client {
    server.nobody().with("authorization", &format!("Bearer {}", tokens["access_token"].as_str().unwrap()))
}

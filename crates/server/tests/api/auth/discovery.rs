use serde_json::json;

use super::{CERTS, ann};
use crate::support::Server;

#[tokio::test]
async fn the_configuration_says_where_everything_is() {
    let server = Server::start().await;
    let found = server.nobody().get("/auth/realms/master/.well-known/openid-configuration").await.expect(200);
    let issuer = "http://127.0.0.1:8080/auth/realms/master";
    assert_eq!(found["issuer"], issuer);
    for (key, name) in [
        ("token_endpoint", "token"),
        ("end_session_endpoint", "logout"),
        ("jwks_uri", "certs"),
        ("userinfo_endpoint", "userinfo"),
    ] {
        assert_eq!(found[key], format!("{issuer}/protocol/openid-connect/{name}"));
    }
    assert_eq!(found["grant_types_supported"], json!(["password", "refresh_token"]));
}

#[tokio::test]
async fn an_access_token_can_be_checked_with_the_published_key_alone() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let keys: jsonwebtoken::jwk::JwkSet =
        serde_json::from_value(server.nobody().get(CERTS).await.expect(200)).unwrap();
    let token = tokens["access_token"].as_str().unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    assert_eq!(header.alg, jsonwebtoken::Algorithm::RS256);
    let key = jsonwebtoken::DecodingKey::from_jwk(keys.find(&header.kid.unwrap()).unwrap()).unwrap();
    let mut rules = jsonwebtoken::Validation::new(header.alg);
    rules.validate_exp = false;
    rules.set_audience(&["ocp"]);
    rules.set_issuer(&["http://127.0.0.1:8080/auth/realms/master"]);
    let claims = jsonwebtoken::decode::<serde_json::Value>(token, &key, &rules).unwrap().claims;
    assert_eq!(claims["preferred_username"], "ann");
    assert_eq!(claims["groups"], json!(["ann"]));
    assert_eq!(claims["azp"], "ocp");
    assert_eq!(claims["session_state"], tokens["session_state"]);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 300);
}

#[tokio::test]
async fn what_is_published_holds_nothing_private() {
    let server = Server::start().await;
    let keys = server.nobody().get(CERTS).await.expect(200);
    let key = keys["keys"][0].as_object().unwrap();
    assert_eq!((&key["kty"], &key["alg"], &key["use"]), (&json!("RSA"), &json!("RS256"), &json!("sig")));
    for private in ["d", "p", "q", "dp", "dq", "qi"] {
        assert!(!key.contains_key(private), "{private} is published");
    }
}

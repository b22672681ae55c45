//! Tokens that somebody else made.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::{CERTS, USERINFO, ann};
use crate::support::Server;

/// The parts of a token: its header and claims as JSON, its signature as text.
fn parts(token: &str) -> (Value, Value, String) {
    let mut parts = token.split('.');
    let mut json =
        || serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts.next().unwrap()).unwrap()).unwrap();
    let (header, claims) = (json(), json());
    (header, claims, parts.next().unwrap().to_owned())
}

fn encode(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

async fn refused(server: &Server, token: &str) {
    server.nobody().with("authorization", &format!("Bearer {token}")).get(USERINFO).await.expect(401);
}

fn another_key() -> EncodingKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let text = STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let (mut header, claims, signature) = parts(tokens["access_token"].as_str().unwrap());
    for alg in ["none", "None", "NONE", "HS256"] {
        header["alg"] = json!(alg);
        refused(&server, &format!("{}.{}.", encode(&header), encode(&claims))).await;
        refused(&server, &format!("{}.{}.{signature}", encode(&header), encode(&claims))).await;
    }
}

#[tokio::test]
async fn a_token_with_other_claims_is_refused() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let (header, mut claims, signature) = parts(tokens["access_token"].as_str().unwrap());
    claims["exp"] = json!(4_000_000_000_i64);
    refused(&server, &format!("{}.{}.{signature}", encode(&header), encode(&claims))).await;
}

#[tokio::test]
async fn a_token_that_takes_the_public_key_for_a_shared_secret_is_refused() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let (header, claims, _) = parts(tokens["access_token"].as_str().unwrap());
    let keys = server.nobody().get(CERTS).await.expect(200);
    let modulus = keys["keys"][0]["n"].as_str().unwrap();
    let forged = Header { kid: header["kid"].as_str().map(Into::into), ..Header::new(Algorithm::HS256) };
    for secret in [modulus.as_bytes().to_vec(), URL_SAFE_NO_PAD.decode(modulus).unwrap()] {
        let token = jsonwebtoken::encode(&forged, &claims, &EncodingKey::from_secret(&secret)).unwrap();
        refused(&server, &token).await;
    }
}

#[tokio::test]
async fn a_token_signed_with_another_key_is_refused() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let (header, claims, _) = parts(tokens["access_token"].as_str().unwrap());
    let key = another_key();
    for kid in [header["kid"].as_str(), Some("unknown"), Some("../../keys"), None] {
        let forged = Header { kid: kid.map(Into::into), ..Header::new(Algorithm::RS256) };
        refused(&server, &jsonwebtoken::encode(&forged, &claims, &key).unwrap()).await;
    }
}

#[tokio::test]
async fn a_token_of_another_issuer_or_for_another_audience_is_refused() {
    let server = Server::start().await;
    let tokens = ann(&server).await;
    let (header, claims, _) = parts(tokens["access_token"].as_str().unwrap());
    let row = server.state.store.signing_keys().all().await.unwrap().remove(0);
    let key = EncodingKey::from_rsa_pem(row.private_pem.as_bytes()).unwrap();
    let genuine = Header { kid: header["kid"].as_str().map(Into::into), ..Header::new(Algorithm::RS256) };
    for (claim, value) in [("iss", "http://evil.example/auth/realms/master"), ("aud", "other"), ("typ", "ID")]
    {
        let mut claims = claims.clone();
        claims[claim] = json!(value);
        refused(&server, &jsonwebtoken::encode(&genuine, &claims, &key).unwrap()).await;
    }
    for claim in ["iss", "aud", "exp", "sub", "typ"] {
        let mut claims = claims.clone();
        claims.as_object_mut().unwrap().shift_remove(claim);
        refused(&server, &jsonwebtoken::encode(&genuine, &claims, &key).unwrap()).await;
    }
}

#[tokio::test]
async fn what_is_no_token_at_all_is_refused() {
    let server = Server::start().await;
    for text in ["", ".", "..", "a.b.c", "bpat_x", &"x".repeat(20_000), &".".repeat(1000)] {
        refused(&server, text).await;
    }
}

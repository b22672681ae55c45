//! Another OpenID Connect issuer instead of the built-in one.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_auth::{AuthOptions, IssuerOptions, Role};
use baton_store::Database;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{TOKEN, USERINFO};
use crate::support::{Client, PASSWORD, START, Server};

const ME: &str = "/access/api/me/";
const ANN: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

/// An issuer with one key at a time.
struct Issuer {
    http: MockServer,
    key: EncodingKey,
    kid: &'static str,
}

fn new_key() -> EncodingKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let text = STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
}

impl Issuer {
    async fn start() -> Self {
        let issuer = Self { http: MockServer::start().await, key: new_key(), kid: "first" };
        issuer.publish().await;
        issuer
    }

    fn url(&self) -> String {
        format!("{}/realms/staff", self.http.uri())
    }

    /// Publishes the present key, and nothing else.
    async fn publish(&self) {
        self.http.reset().await;
        let configuration = json!({"issuer": self.url(), "jwks_uri": format!("{}/keys", self.http.uri())});
        Mock::given(method("GET"))
            .and(path("/realms/staff/.well-known/openid-configuration"))
            .respond_with(ResponseTemplate::new(200).set_body_json(configuration))
            .mount(&self.http)
            .await;
        let mut key = Jwk::from_encoding_key(&self.key, Algorithm::RS256).unwrap();
        key.common.key_id = Some(self.kid.to_owned());
        let keys = json!({"keys": [{"kty": "of another time", "kid": "odd"}, key]});
        Mock::given(method("GET"))
            .and(path("/keys"))
            .respond_with(ResponseTemplate::new(200).set_body_json(keys))
            .mount(&self.http)
            .await;
    }

    async fn server(&self) -> Server {
        let issuer =
            IssuerOptions { url: self.url(), audience: "baton".to_owned(), ..IssuerOptions::default() };
        let options = AuthOptions { issuer: Some(issuer), ..AuthOptions::default() };
        Server::start_with(options, Database::Sqlite).await
    }

    /// Claims of Ann, issued so many seconds after the start.
    fn claims(&self, after: i64, groups: Value) -> Value {
        let issued = START.0 / 1_000_000 + after;
        json!({
            "iss": self.url(), "aud": ["account", "baton"], "sub": ANN, "preferred_username": "ann",
            "iat": issued, "exp": issued + 3600, "groups": groups,
        })
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid.to_owned()), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, claims, &self.key).unwrap()
    }

    /// Ann, with a token that gives these groups.
    fn ann(&self, server: &Server, after: i64, groups: Value) -> Client {
        showing(server, &self.sign(&self.claims(after, groups)))
    }
}

fn showing(server: &Server, token: &str) -> Client {
    server.nobody().with("authorization", &format!("Bearer {token}"))
}

fn roles(me: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    me["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (text(&group["name"]), text(&group["role"])))
        .collect()
}

fn pairs(roles: &[(&str, &str)]) -> Vec<(String, String)> {
    roles.iter().map(|(group, role)| ((*group).to_owned(), (*role).to_owned())).collect()
}

#[tokio::test]
async fn a_user_appears_when_first_seen_with_the_roles_their_token_says() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let ann = issuer.ann(&server, 0, json!(["/sales:Developer", "support:Owner", "offline_access"]));
    let me = ann.get(ME).await.expect(200);
    assert_eq!((&me["id"], &me["username"]), (&json!(ANN), &json!("ann")));
    assert_eq!(roles(&me), pairs(&[("ann", "Owner"), ("sales", "Developer"), ("support", "Owner")]));
    assert_eq!(ann.get(USERINFO).await.expect(200)["sub"], ANN);
}

#[tokio::test]
async fn the_roles_of_the_newest_token_count() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let old = issuer.ann(&server, 0, json!(["sales:Owner"]));
    let new = issuer.ann(&server, 10, json!(["sales:Viewer", "OrgAdmin"]));
    let (owner, viewer) = (pairs(&[("ann", "Owner"), ("sales", "Owner")]), "OrgAdmin");
    assert_eq!(roles(&old.get(ME).await.expect(200)), owner);
    let me = new.get(ME).await.expect(200);
    assert_eq!(me["org_admin"], true);
    assert!(roles(&me).iter().all(|(_, role)| role == viewer));
    assert_eq!(old.get(ME).await.expect(200)["org_admin"], true);
    let newest = issuer.ann(&server, 20, json!([]));
    assert_eq!(roles(&newest.get(ME).await.expect(200)), pairs(&[("ann", "Owner")]));
}

#[tokio::test]
async fn tokens_for_others_by_others_or_of_another_time_are_refused() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let now = START.0 / 1_000_000;
    for (claim, value) in [
        ("iss", json!("https://evil.example")),
        ("aud", json!("account")),
        ("exp", json!(now - 31)),
        ("nbf", json!(now + 31)),
        ("sub", json!("")),
        ("typ", json!("ID")),
        ("typ", json!("Refresh")),
    ] {
        let mut claims = issuer.claims(0, json!([]));
        claims[claim] = value;
        showing(&server, &issuer.sign(&claims)).get(ME).await.expect(401);
    }
    for claim in ["iss", "aud", "exp", "sub"] {
        let mut claims = issuer.claims(0, json!([]));
        claims.as_object_mut().unwrap().shift_remove(claim);
        showing(&server, &issuer.sign(&claims)).get(ME).await.expect(401);
    }
}

#[tokio::test]
async fn a_token_signed_with_the_public_key_as_a_secret_is_refused() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let public =
        serde_json::to_string(&Jwk::from_encoding_key(&issuer.key, Algorithm::RS256).unwrap()).unwrap();
    let header = Header { kid: Some(issuer.kid.to_owned()), ..Header::new(Algorithm::HS256) };
    let secret = EncodingKey::from_secret(public.as_bytes());
    let token = jsonwebtoken::encode(&header, &issuer.claims(0, json!([])), &secret).unwrap();
    showing(&server, &token).get(ME).await.expect(401);
}

#[tokio::test]
async fn a_new_key_is_fetched_when_a_token_names_it_and_the_old_one_counts_no_more() {
    let mut issuer = Issuer::start().await;
    let server = issuer.server().await;
    let before = issuer.ann(&server, 0, json!([]));
    before.get(ME).await.expect(200);
    (issuer.key, issuer.kid) = (new_key(), "second");
    issuer.publish().await;
    let after = issuer.ann(&server, 0, json!([]));
    server.advance(30);
    after.get(ME).await.expect(200);
    before.get(ME).await.expect(401);
}

#[tokio::test]
async fn unknown_keys_do_not_make_the_server_ask_the_issuer_again_and_again() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let claims = issuer.claims(0, json!([]));
    for number in 0..20 {
        let header = Header { kid: Some(format!("made up {number}")), ..Header::new(Algorithm::RS256) };
        let token = jsonwebtoken::encode(&header, &claims, &issuer.key).unwrap();
        showing(&server, &token).get(ME).await.expect(401);
    }
    let asked = issuer.http.received_requests().await.unwrap();
    assert_eq!(asked.iter().filter(|request| request.url.path() == "/keys").count(), 1);
}

#[tokio::test]
async fn while_the_issuer_does_not_answer_known_keys_count_and_unknown_ones_are_a_503() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let ann = issuer.ann(&server, 0, json!([]));
    issuer.http.reset().await;
    ann.get(ME).await.expect(503);
    issuer.publish().await;
    server.advance(30);
    ann.get(ME).await.expect(200);
    issuer.http.reset().await;
    server.advance(3600);
    issuer.ann(&server, 3600, json!([])).get(ME).await.expect(200);
    server.advance(24 * 3600);
    issuer.ann(&server, 25 * 3600, json!([])).get(ME).await.expect(401);
}

#[tokio::test]
async fn nobody_signs_in_here_and_tokens_made_here_are_refused() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let bob = server.somebody("bob").await;
    bob.get(ME).await.expect(401);
    let fields =
        [("client_id", "ocp"), ("grant_type", "password"), ("username", "bob"), ("password", PASSWORD)];
    let refused = server.nobody().form(TOKEN, &fields).await.expect(400);
    let sentence = format!("Tokens of {} are taken here. Sign in there.", issuer.url());
    assert_eq!(refused, json!({"error": "unauthorized_client", "error_description": sentence}));
}

#[tokio::test]
async fn a_name_that_is_taken_does_not_make_somebody_else_of_them() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let bob = server.member("ann", Role::Owner).await;
    let me = issuer.ann(&server, 0, json!(["demo:Owner"])).get(ME).await.expect(200);
    assert_ne!(me["id"], bob.user_id.to_string());
    assert!(me["username"].as_str().unwrap().starts_with("ann-"), "{me}");
    let own = me["username"].as_str().unwrap();
    assert_eq!(roles(&me), pairs(&[(own, "Owner")]), "demo is another organization's");
}

#[tokio::test]
async fn a_user_who_was_disabled_here_stays_out() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let ann = issuer.ann(&server, 0, json!([]));
    ann.get(ME).await.expect(200);
    server.state.store.users().set_disabled(ANN.parse().unwrap(), true).await.unwrap();
    server.advance(5);
    ann.get(ME).await.expect(401);
    issuer.ann(&server, 5, json!(["OrgAdmin"])).get(ME).await.expect(401);
}

#[tokio::test]
async fn a_personal_token_has_the_role_that_its_owner_was_last_seen_with() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let ann = issuer.ann(&server, 0, json!(["sales:Developer"]));
    let body = json!({"name": "script", "group": "sales"});
    let made = ann.post("/access/api/personal-tokens/", body).await.expect(201);
    let script = server.nobody().with("x-ocp-personal-access-token", made["token"].as_str().unwrap());
    assert_eq!(roles(&script.get(ME).await.expect(200)), pairs(&[("sales", "Developer")]));
    issuer.ann(&server, 1, json!([])).get(ME).await.expect(200);
    script.get(ME).await.expect(401);
}

#[tokio::test]
async fn many_first_requests_at_once_make_one_user() {
    let issuer = Issuer::start().await;
    let server = issuer.server().await;
    let ann = issuer.ann(&server, 0, json!(["sales:Developer"]));
    let answers = futures_util::future::join_all((0..8).map(|_| ann.get(ME))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
}

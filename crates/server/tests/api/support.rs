//! A whole server in memory, and people who call it.
//!
//! ```ignore
//! let server = Server::start().await;              // organization `acme` with the group `demo`, on a fresh SQLite
//! let ann = server.developer().await;              // somebody with that role in `demo`
//! let answer = ann.post("/orchestrator/api/apps/", json!({"name": "my_app"})).await;
//! assert_eq!(answer.status, 201, "{answer}");
//! assert_eq!(answer.json()["name"], "my_app");
//! ```
#![allow(dead_code, reason = "each module of the tests uses a part of it")]

use std::fmt;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use baton_auth::{Auth, AuthOptions, NewUser, PasswordCost, Role};
use baton_model::Timestamp;
use baton_runtime::{Options, PerformOptions, Runtime};
use baton_server::{AppState, Clock, Config, Limits, Stop};
use baton_store::{Database, SigningKey, Store};
use baton_testing::{Quiet, TestDatabase};
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

/// The group that everything happens in unless a test says otherwise.
pub const GROUP: &str = "demo";
/// When every test begins: 2026-03-01T12:00:00Z.
pub const START: Timestamp = Timestamp(1_772_366_400_000_000);
/// The password of everybody who has one.
pub const PASSWORD: &str = "correct horse battery";

/// Services that tell what happened.
const OF_RECORDS: [&str; 4] = ["/dialogs-api/", "/metrics-api/", "/exports-api/", "/mcp"];

/// Making a key takes longer than all else that a test does, so the tests of one process share one.
static SIGNING_KEY: OnceLock<SigningKey> = OnceLock::new();

/// A server on a store of its own. It ends with the value.
pub struct Server {
    app: Router,
    pub state: AppState,
    pub organization: Uuid,
    data: tempfile::TempDir,
    quiet: Arc<Quiet>,
}

/// Functions run in workers of the real binary; services on this machine may be called.
pub fn perform_options() -> PerformOptions {
    let mut options = PerformOptions::default();
    options.functions.program = env!("CARGO_BIN_EXE_baton").into();
    options.calls.allow = vec!["127.0.0.1".parse().unwrap()];
    options
}

impl Server {
    /// On a fresh SQLite; its clock stands at [`START`].
    pub async fn start() -> Self {
        Self::start_with(AuthOptions::default(), Database::Sqlite).await
    }

    /// On a database of either kind. Whoever asks for records finds those of all that was answered before.
    pub async fn on(test: &TestDatabase) -> Self {
        Self::on_with(test, Limits::default()).await
    }

    /// The same, with other limits.
    pub async fn on_with(test: &TestDatabase, limits: Limits) -> Self {
        let server = Self::start_limited(AuthOptions::default(), test.database().clone(), limits).await;
        Self { quiet: Arc::new(test.quiet()), ..server }
    }

    /// With other options of identity, or on another database.
    pub async fn start_with(options: AuthOptions, database: Database) -> Self {
        Self::start_limited(options, database, Limits::default()).await
    }

    async fn start_limited(options: AuthOptions, database: Database, limits: Limits) -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = Store::open(&database, data.path()).await.unwrap();
        let options = AuthOptions { password_cost: PasswordCost::least(), ..options };
        let public_url = options.built_in.public_url.clone();
        if let Some(key) = SIGNING_KEY.get() {
            store.signing_keys().insert(key).await.unwrap();
        }
        let auth = Auth::open(store.clone(), options, START).await.unwrap();
        if SIGNING_KEY.get().is_none() {
            let mut keys = store.signing_keys().all().await.unwrap();
            SIGNING_KEY.get_or_init(|| keys.remove(0));
        }
        let organization = auth.add_organization("acme").await.unwrap().id;
        auth.add_group(organization, GROUP).await.unwrap();
        let clock = Clock::at(START);
        let moments = clock.clone();
        let options =
            Options { clock: baton_runtime::Clock::from_fn(move || moments.now()), ..Options::default() };
        let options = Options { perform: perform_options(), ..options };
        let runtime = Runtime::new(store.clone(), options);
        let config = Config {
            public_url,
            data: data.path().to_owned(),
            proxies: 1,
            limits,
            stop: Stop::default(),
            clock,
        };
        let state = AppState::new(config, store, auth, runtime);
        Self { app: baton_server::app(state.clone()), state, organization, data, quiet: Arc::default() }
    }

    /// The folder that everything is kept in.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The folder that everything is kept in, for whoever goes on with it.
    pub fn into_data(self) -> tempfile::TempDir {
        self.data
    }

    /// Waits until records can be made of all that was answered up to now.
    pub async fn quiet(&self) {
        self.quiet.wait().await;
    }

    /// Lets time pass.
    pub fn advance(&self, seconds: i64) {
        self.state.config.clock.advance(seconds);
    }

    /// The router, for what needs a socket.
    pub fn app(&self) -> Router {
        self.app.clone()
    }

    /// Somebody who shows no token.
    pub fn nobody(&self) -> Client {
        Client {
            app: self.app.clone(),
            user_id: Uuid::nil(),
            username: String::new(),
            headers: HeaderMap::new(),
            quiet: Arc::clone(&self.quiet),
        }
    }

    /// A `Viewer` of [`GROUP`].
    pub async fn viewer(&self) -> Client {
        self.member("viewer", Role::Viewer).await
    }

    /// A `Developer` of [`GROUP`].
    pub async fn developer(&self) -> Client {
        self.member("developer", Role::Developer).await
    }

    /// A `Maintainer` of [`GROUP`].
    pub async fn maintainer(&self) -> Client {
        self.member("maintainer", Role::Maintainer).await
    }

    /// An `Owner` of [`GROUP`].
    pub async fn owner(&self) -> Client {
        self.member("owner", Role::Owner).await
    }

    /// An `OrgAdmin` of `acme`.
    pub async fn admin(&self) -> Client {
        self.add(self.organization, "admin", None, true).await
    }

    /// Everything in an organization of their own, and nothing in `acme`.
    pub async fn stranger(&self) -> Client {
        let other = self.state.auth.add_organization("other").await.unwrap().id;
        self.add(other, "stranger", None, true).await
    }

    /// Somebody new with this role in [`GROUP`]; besides, they own the group named after them.
    pub async fn member(&self, username: &str, role: Role) -> Client {
        let client = self.add(self.organization, username, None, false).await;
        self.state.auth.set_role(client.user_id, GROUP, role).await.unwrap();
        client
    }

    /// Somebody new who signs in with [`PASSWORD`], with no role but in their own group.
    pub async fn somebody(&self, username: &str) -> Client {
        self.add(self.organization, username, Some(PASSWORD), false).await
    }

    /// A group more in `acme`.
    pub async fn group(&self, name: &str) {
        self.state.auth.add_group(self.organization, name).await.unwrap();
    }

    async fn add(
        &self,
        organization: Uuid,
        username: &str,
        password: Option<&str>,
        org_admin: bool,
    ) -> Client {
        let new = NewUser { username: username.into(), password: password.map(Into::into), org_admin };
        let user = self.state.auth.add_user(organization, new, self.state.now()).await.unwrap();
        let issued = self.state.auth.issue(user.id, self.state.now()).await.unwrap();
        let client = Client { user_id: user.id, username: user.username, ..self.nobody() };
        client.with("authorization", &format!("Bearer {}", issued.access_token))
    }
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Client {
    app: Router,
    pub user_id: Uuid,
    pub username: String,
    headers: HeaderMap,
    quiet: Arc<Quiet>,
}

impl Client {
    /// The same caller, who sends this header with every request.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// The access token they show.
    pub fn token(&self) -> &str {
        self.headers["authorization"].to_str().unwrap().trim_start_matches("Bearer ")
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), body.to_string().into()).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some("application/json"), body.to_string().into()).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some("application/json"), body.to_string().into()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, Body::empty()).await
    }

    /// A form, as the token endpoint takes it.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into()).await
    }

    /// A form with one file, as import takes it: `fields` come before the part `file`.
    pub async fn upload(&self, method: Method, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        let boundary = "----a-boundary-of-a-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"file\"";
        body.extend(
            format!("--{boundary}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes(),
        );
        body.extend(file);
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        self.send(method, path, Some(&format!("multipart/form-data; boundary={boundary}")), body.into()).await
    }

    /// Anything at all.
    pub async fn send(&self, method: Method, path: &str, content_type: Option<&str>, body: Body) -> Answer {
        if OF_RECORDS.iter().any(|service| path.starts_with(service)) {
            self.quiet.wait().await;
        }
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let response = self.app.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body, which must be JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {self}"))
    }

    /// A header's text, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body, having checked the status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self}");
        if self.body.is_empty() { Value::Null } else { self.json() }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

/// Whether a text tells a few digits that are secret. Identifiers and times hold any digits by chance, so words that
/// are as long as those do not count.
pub fn tells(text: &str, digits: &str) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || ".:-".contains(letter);
    text.split(|letter| !in_word(letter)).any(|word| word.len() < 13 && word.contains(digits))
}

#[test]
fn digits_are_told_in_a_short_word_alone() {
    for text in ["4711", "said: 4711.", r#"{"pin":"4711"}"#, "pin=4711", "\u{1f600}4711\u{1f600}", "PIN-4711"]
    {
        assert!(tells(text, "4711"), "{text}");
    }
    for text in
        ["019a4711-0000-4711-8000-000000000000", "2026-03-01T12:00:00.471100Z", "1794711000000", "471"]
    {
        assert!(!tells(text, "4711"), "{text}");
    }
}

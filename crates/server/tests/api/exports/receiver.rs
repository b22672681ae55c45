//! A receiver of records on this machine, in whatever mood a test needs.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

/// How it answers.
#[derive(Debug, Clone, Default)]
pub enum Mood {
    /// It takes what comes.
    #[default]
    Takes,
    /// It answers so.
    Answers(u16),
    /// It never answers.
    Hangs,
    /// It leads to another place.
    LeadsTo(String),
    /// It closes before its answer is whole.
    Breaks,
    /// It refuses this dialog's records.
    Refuses(String),
    /// It takes what comes with this token alone.
    WantsToken(String),
}

/// What came.
#[derive(Debug, Clone)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Its records: one, or a list.
    pub fn records(&self) -> Vec<Value> {
        match serde_json::from_str(&self.body).unwrap() {
            Value::Array(records) => records,
            record => vec![record],
        }
    }
}

#[derive(Default)]
struct Inner {
    mood: Mutex<Mood>,
    tried: Mutex<Vec<Received>>,
    taken: Mutex<Vec<Received>>,
    /// How many tokens were given, and what they are.
    tokens: Mutex<(usize, String)>,
}

/// A receiver.
#[derive(Clone)]
pub struct Receiver {
    pub address: String,
    inner: Arc<Inner>,
}

impl Receiver {
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let app = Router::new()
            .route("/records", post(take))
            .route("/token", post(token))
            .with_state(Arc::clone(&inner));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, inner }
    }

    pub fn url(&self) -> String {
        format!("{}/records", self.address)
    }

    pub fn be(&self, mood: Mood) {
        *self.inner.mood.lock().unwrap() = mood;
    }

    /// The token that is given next.
    pub fn give(&self, token: &str) {
        self.inner.tokens.lock().unwrap().1 = token.to_owned();
    }

    /// How many tokens were given.
    pub fn given(&self) -> usize {
        self.inner.tokens.lock().unwrap().0
    }

    /// Everything that was sent, whether it was taken or not.
    pub fn tried(&self) -> Vec<Received> {
        self.inner.tried.lock().unwrap().clone()
    }

    /// What was taken.
    pub fn taken(&self) -> Vec<Received> {
        self.inner.taken.lock().unwrap().clone()
    }

    /// The records that were taken, in order.
    pub fn records(&self) -> Vec<Value> {
        self.taken().iter().flat_map(Received::records).collect()
    }

    /// The steps of a root dialog that were taken, in order.
    pub fn steps_of(&self, dialog: &str) -> Vec<i64> {
        let of_dialog = |record: &Value| record["id"] == json!(dialog);
        self.records()
            .iter()
            .filter(|record| of_dialog(record))
            .map(|it| it["step"].as_i64().unwrap())
            .collect()
    }
}

async fn take(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: String) -> Response {
    let received = Received { headers, body };
    inner.tried.lock().unwrap().push(received.clone());
    let mood = inner.mood.lock().unwrap().clone();
    match mood {
        Mood::Answers(status) => return StatusCode::from_u16(status).unwrap().into_response(),
        Mood::Hangs => std::future::pending::<()>().await,
        Mood::LeadsTo(place) => {
            return (StatusCode::TEMPORARY_REDIRECT, [("location", place)]).into_response();
        }
        Mood::Breaks => {
            let pieces: [Result<Bytes, std::io::Error>; 2] =
                [Ok(Bytes::from_static(b"{")), Err(std::io::Error::other("gone"))];
            let body = Body::from_stream(futures_util::stream::iter(pieces));
            return ([("content-length", "100")], body).into_response();
        }
        Mood::Refuses(dialog) if received.records().iter().any(|record| record["group"] == json!(dialog)) => {
            return StatusCode::UNPROCESSABLE_ENTITY.into_response();
        }
        Mood::WantsToken(token) if received.header("authorization") != format!("Bearer {token}") => {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        _ => {}
    }
    inner.taken.lock().unwrap().push(received);
    StatusCode::NO_CONTENT.into_response()
}

async fn token(
    State(inner): State<Arc<Inner>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Infallible> {
    let basic = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
    let in_header = basic.as_deref() == Some("Basic YmF0b246czNjcmV0");
    let in_body = body.contains("client_id=baton") && body.contains("client_secret=s3cret");
    if !body.contains("grant_type=client_credentials") || !(in_header || in_body) {
        return Ok((StatusCode::UNAUTHORIZED, "{\"error\":\"invalid_client\"}").into_response());
    }
    let mut tokens = inner.tokens.lock().unwrap();
    tokens.0 += 1;
    let answer = json!({"access_token": tokens.1, "token_type": "bearer", "expires_in": 3600});
    Ok((StatusCode::OK, answer.to_string()).into_response())
}

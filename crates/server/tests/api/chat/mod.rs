//! `/chat/ws/dialogs` and its siblings, over real sockets.

mod nodes;
mod refusals;
mod sessions;
mod talking;

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::Server;

/// Serves the application on a port of its own.
pub async fn listen(server: &Server) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, app) = (listener.local_addr().unwrap(), server.app());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    address
}

/// A visitor's connection.
pub struct Visitor {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    key: String,
    pub session: Value,
}

impl Visitor {
    /// Connects, with the key of an application.
    pub async fn connect(address: SocketAddr, key: &str) -> Self {
        Self::connect_at(address, "/chat/ws/dialogs", key).await
    }

    pub async fn connect_at(address: SocketAddr, path: &str, key: &str) -> Self {
        let (socket, _) = connect_async(format!("ws://{address}{path}")).await.unwrap();
        Self { socket, key: key.to_owned(), session: Value::Null }
    }

    /// Opens a session; answers what is told up to the first question.
    pub async fn open(&mut self) -> Vec<Value> {
        self.send(json!({"type": "start_session_req"})).await;
        let opened = self.next().await;
        assert_eq!(opened["type"], "start_session_resp", "{opened}");
        self.session = opened["session_id"].clone();
        self.until_quiet().await
    }

    /// Says something; answers what is told up to the next question or the end.
    pub async fn say(&mut self, utterance: &str) -> Vec<Value> {
        self.send(json!({"type": "dialog_req", "utterance": utterance})).await;
        self.until_quiet().await
    }

    /// Sends a message with the key and the session, unless it brings its own.
    pub async fn send(&mut self, mut message: Value) {
        let fields = message.as_object_mut().unwrap();
        fields.entry("api_key").or_insert_with(|| json!(self.key));
        fields.entry("session_id").or_insert_with(|| self.session.clone());
        self.send_text(message.to_string()).await;
    }

    pub async fn send_text(&mut self, text: String) {
        self.socket.send(Message::Text(text.into())).await.unwrap();
    }

    pub async fn send_raw(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    /// The next message that is not a typing event.
    pub async fn next(&mut self) -> Value {
        loop {
            let event = self.event().await;
            if event["type"] != "typing_event" {
                return event;
            }
        }
    }

    /// The next message, whatever it is.
    pub async fn event(&mut self) -> Value {
        loop {
            let message = self.frame().await.expect("the connection is closed");
            if let Message::Text(text) = message {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// The next frame; `None` when the connection is closed.
    pub async fn frame(&mut self) -> Option<Message> {
        match self.socket.next().await {
            None | Some(Err(_) | Ok(Message::Close(_))) => None,
            Some(Ok(message)) => Some(message),
        }
    }

    /// Everything up to a question, an end or an error.
    pub async fn until_quiet(&mut self) -> Vec<Value> {
        let mut told = Vec::new();
        loop {
            let event = self.next().await;
            let quiet = event["action_type"] == "ASK"
                || event["type"] == "state_event"
                || event["type"] == "error_event";
            told.push(event);
            if quiet {
                return told;
            }
        }
    }

    /// True when nothing more comes before the answer to a ping.
    pub async fn hears_nothing(&mut self) -> bool {
        self.send(json!({"type": "ping"})).await;
        self.next().await["type"] == "pong"
    }
}

/// The texts of events.
pub fn texts(events: &[Value]) -> Vec<&str> {
    events.iter().filter_map(|event| event["dialog_response"]["prompt"]["content"].as_str()).collect()
}

/// The numbers of events.
pub fn numbers(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["sequence_id"].as_i64().unwrap()).collect()
}

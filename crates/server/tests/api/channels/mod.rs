//! `/DiaManT/api/internal/dialogs`

mod conversation;
mod deployments;
mod durability;
mod mini_apps;
mod nodes;
mod refusals;
mod removal;
mod services;
mod start;

use serde_json::{Value, json};

use crate::support::{Answer, Server};

/// Where dialogs begin.
pub const DIALOGS: &str = "/DiaManT/api/internal/dialogs";

/// A caller on the Channels API.
pub struct Call<'a> {
    server: &'a Server,
    token: String,
    pub dialog: String,
    pub last: Value,
}

impl<'a> Call<'a> {
    /// Begins a dialog.
    pub async fn start(server: &'a Server, token: &str) -> Self {
        Self::start_with(server, token, json!({"application_id": "any", "source": "chat"})).await
    }

    /// Begins a dialog with this request.
    pub async fn start_with(server: &'a Server, token: &str, request: Value) -> Self {
        let last = post(server, token, DIALOGS, request).await.expect(200);
        let dialog = last["dialogId"].as_str().unwrap().to_owned();
        Self { server, token: token.to_owned(), dialog, last }
    }

    /// Says something, and goes on after announcements; answers all that was said in between.
    pub async fn say(&mut self, utterance: &str) -> String {
        let mut heard = Vec::new();
        let mut next = utterance;
        loop {
            let answer = self.send(json!({"utterance": next})).await;
            self.last = answer.expect(200);
            heard.push(self.last["prompt"].as_str().unwrap().to_owned());
            if self.last["action"]["type"] != "announcement" {
                return heard.join(" | ");
            }
            next = "[noinput]";
        }
    }

    /// Sends any message.
    pub async fn send(&self, message: Value) -> Answer {
        post(self.server, &self.token, &format!("{DIALOGS}/{}", self.dialog), message).await
    }

    /// `ask`, `announcement`, `transfer` or `exit`.
    pub fn action(&self) -> &str {
        self.last["action"]["type"].as_str().unwrap()
    }
}

/// Posts with an application's token.
pub async fn post(server: &Server, token: &str, path: &str, body: Value) -> Answer {
    server.nobody().with("authorization", &format!("Bearer {token}")).post(path, body).await
}

//! `baton serve --demo`: what a newcomer finds.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A server that ends with the value.
struct Demo {
    server: Child,
    said: String,
}

impl Demo {
    /// Starts it, and reads what it says until it serves.
    fn start(data: &Path, password: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        command
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--demo-service", "127.0.0.1:0", "--data"])
            .arg(data);
        for name in ["BATON_USER", "BATON_PASSWORD", "BATON_DATABASE"] {
            command.env_remove(name);
        }
        if let Some(password) = password {
            command.env("BATON_PASSWORD", password);
        }
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        for line in BufReader::new(server.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            said += &line;
            said.push('\n');
            if line.starts_with("curl ") {
                break;
            }
        }
        Self { server, said }
    }

    fn between(&self, before: &str, after: &str) -> &str {
        self.said.split_once(before).unwrap().1.split_once(after).unwrap().0
    }

    fn url(&self) -> &str {
        self.between("Baton serves at ", "\n")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

async fn sign_in(url: &str, password: &str) -> reqwest::StatusCode {
    let path = format!("{url}/auth/realms/master/protocol/openid-connect/token");
    let form =
        [("client_id", "ocp"), ("grant_type", "password"), ("username", "demo"), ("password", password)];
    reqwest::Client::new().post(path).form(&form).send().await.unwrap().status()
}

#[tokio::test]
async fn on_an_empty_store_the_bank_answers_the_line_that_is_shown() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path(), None);
    let (url, token) = (demo.url(), demo.between("Authorization: Bearer ", "'"));
    let body: Value = serde_json::from_str(demo.between(" -d '", "'")).unwrap();
    let call = reqwest::Client::new().post(format!("{url}/DiaManT/api/internal/dialogs")).bearer_auth(token);
    let answer: Value = call.json(&body).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["prompt"], "Welcome to River Bank, good to see you.");
    assert_eq!(sign_in(url, demo.between("password       ", " ")).await, 200);
    drop(demo);

    let again = Demo::start(data.path(), None);
    assert!(again.said.contains("demo, with the password of the first start"), "{}", again.said);
    assert_eq!(again.between("Authorization: Bearer ", "'").len(), 80);
}

#[tokio::test]
async fn the_bank_sends_money_by_its_own_service() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path(), None);
    let token = demo.between("Authorization: Bearer ", "'");
    let http = reqwest::Client::new();
    let path = format!("{}/DiaManT/api/internal/dialogs", demo.url());
    let (mut id, mut last) = (String::new(), Value::Null);
    for said in
        ["", "[noinput]", "transfer", "12345678", "4711", "20406080", "12.50 euros", "yes", "tomorrow"]
    {
        let body = serde_json::json!({"application_id": "bank", "source": "chat", "utterance": said});
        let request = http.post(format!("{path}{id}")).bearer_auth(token).json(&body);
        last = request.send().await.unwrap().json().await.unwrap();
        if id.is_empty() {
            id = format!("/{}", last["dialogId"].as_str().unwrap());
        }
    }
    assert_eq!(last["prompt"], "Done: €12.50 go to Ben Ford tomorrow. The reference is RB-1001.");
}

#[tokio::test]
async fn a_password_that_is_given_is_used_and_not_shown() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path(), Some("quite a secret"));
    assert!(!demo.said.contains("quite a secret"), "{}", demo.said);
    assert_eq!(sign_in(demo.url(), "quite a secret").await, 200);
    assert_eq!(sign_in(demo.url(), "another").await, 401);
}

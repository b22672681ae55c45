//! `/dialogs-api/insights/v2`

mod documented;
mod erase;
mod live;
mod records;
mod search;

use serde_json::{Value, json};

use crate::channels::Call;
use crate::examples::{App, deployed};
use crate::support::{Client, Server};

/// Where dialogs are found.
pub const DIALOGS: &str = "/dialogs-api/insights/v2/dialogs";

/// A caller who asked the bank for a balance, to the end.
pub async fn balance(server: &Server, bank: &App, ani: &str) -> String {
    let request = json!({"source": "omIVR", "context": {"semantics": {"Ani": ani, "Dnis": "800"}}});
    let mut call = Call::start_with(server, &bank.deployed, request).await;
    for words in ["[noinput]", "what is my balance", "12345678", "4711", "savings", "no"] {
        call.say(words).await;
    }
    assert_eq!(call.action(), "exit");
    call.dialog
}

/// The bank, and a developer who looks at it.
pub async fn bank(server: &Server) -> (App, Client) {
    (deployed(server, "bank").await, server.developer().await)
}

/// The records of a dialog.
pub async fn records_of(ann: &Client, dialog: &str) -> Vec<Value> {
    let answer = ann.get(&format!("{DIALOGS}/{dialog}/records")).await;
    assert_eq!(answer.status, 200, "{answer}");
    let text = String::from_utf8(answer.body).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

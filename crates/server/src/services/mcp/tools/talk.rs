//! A conversation with an application, over the Channels API.

use serde_json::{Value, json};

use super::part;
use crate::services::mcp::arguments::Given;
use crate::services::mcp::inside::{AsCaller, escaped};

const DIALOGS: &str = "/DiaManT/api/internal/dialogs";
/// How many announcements in a row are gone on after.
const IN_A_ROW: usize = 20;

pub async fn talk(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let id = escaped(given.text("application_id"));
    let chat = caller.get(&format!("/orchestrator/api/apps/{id}/web_chat/")).await?;
    let token = match given.text("version") {
        "deployed" => {
            chat["deployed_token"].as_str().ok_or("The application was never deployed. Deploy it first.")?
        }
        _ => part(&chat, "live_token"),
    };
    let mut said = Vec::new();
    let (path, message) = match (given.text("dialog_id"), given.text("utterance")) {
        ("", utterance) => {
            let mut start = json!({"application_id": "assistant", "source": "chat", "context": {"semantics": given.value("fields")}});
            if let (false, Some(start)) = (utterance.is_empty(), start.as_object_mut()) {
                start.insert("utterance".to_owned(), utterance.into());
            }
            (DIALOGS.to_owned(), start)
        }
        (_, "") => return Err("Say what the caller says: utterance is missing.".to_owned()),
        (dialog, utterance) => (format!("{DIALOGS}/{}", escaped(dialog)), json!({"utterance": utterance})),
    };
    let mut turn = caller.post_as_channel(token, &path, &message).await?;
    for _ in 0..IN_A_ROW {
        said.push(turn["prompt"].clone());
        if turn.pointer("/action/type").and_then(Value::as_str) != Some("announcement") {
            break;
        }
        let path = format!("{DIALOGS}/{}", escaped(part(&turn, "dialogId")));
        turn = caller.post_as_channel(token, &path, &json!({"utterance": "[noinput]"})).await?;
    }
    let action = turn.pointer("/action/type").and_then(Value::as_str).unwrap_or_default();
    let over = ["exit", "transfer"].contains(&action);
    Ok(json!({
        "dialog_id": turn["dialogId"],
        "said": said,
        "action": action,
        "over": over,
        "intent": turn.pointer("/intent/name"),
        "fields": turn["fields"],
        "reason": turn["reason"],
        "extension": turn["extension"],
    }))
}

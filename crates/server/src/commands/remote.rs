//! What the commands that talk to a server share.

use std::future::Future;

use serde_json::Value;

use super::Failure;
use crate::client::Client;

/// Runs a call to its end.
pub fn block_on<T>(call: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call)
}

/// The app with this id or name: its id and its name.
pub async fn find_app(
    client: &Client,
    wanted: &str,
    group: Option<&str>,
) -> Result<(String, String), Failure> {
    let text = |app: &Value, key: &str| app.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if uuid::Uuid::try_parse(wanted).is_ok() {
        let app = client.get(&format!("/orchestrator/api/apps/{wanted}/"), &[]).await?;
        return Ok((text(&app, "id"), text(&app, "name")));
    }
    let query = [("search_term", wanted), ("limit", "500")];
    let page = client.get("/orchestrator/api/apps/pagination/", &query).await?;
    let apps = page.get("results").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut found = apps
        .into_iter()
        .filter(|app| text(app, "name") == wanted && group.is_none_or(|group| text(app, "group") == group));
    let first = found
        .next()
        .ok_or_else(|| format!("There is no app {wanted} that you see. Check its name and --group."))?;
    let others: Vec<String> = found.map(|app| text(&app, "group")).collect();
    if !others.is_empty() {
        let groups = [vec![text(&first, "group")], others].concat().join(", ");
        return Err(
            format!("There is an app {wanted} in the groups {groups}. Say which one with --group.").into()
        );
    }
    Ok((text(&first, "id"), text(&first, "name")))
}

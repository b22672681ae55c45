//! Dialogs that were held.

use baton_model::Timestamp;
use serde_json::{Map, Value, json};

use super::part;
use crate::services::mcp::arguments::Given;
use crate::services::mcp::inside::{AsCaller, escaped};

const API: &str = "/dialogs-api/insights/v2/dialogs";

pub async fn find(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let mut filters = Map::new();
    for (name, argument) in [("ani", "ani"), ("text", "text"), ("end_type", "end_type")] {
        if !given.text(argument).is_empty() {
            filters.insert(name.to_owned(), given.text(argument).into());
        }
    }
    if !given.text("group").is_empty() {
        filters.insert("ocp_group_names".to_owned(), json!([given.text("group")]));
    }
    if !given.text("application_id").is_empty() {
        let path = format!("/orchestrator/api/apps/{}/", escaped(given.text("application_id")));
        let app = caller.get(&path).await?;
        filters.insert("apps".to_owned(), json!([part(&app, "sandbox_flowapp_id")]));
    }
    let mut search = json!({"size": given.number("limit").unwrap_or(20), "query_params": filters});
    if let Some(search) = search.as_object_mut() {
        for (name, argument) in [("from_ms", "from"), ("to_ms", "to")] {
            if !given.text(argument).is_empty() {
                let moment = Timestamp::parse(given.text(argument));
                let moment =
                    moment.map_err(|_| format!("{argument} is a moment such as 2026-03-01T12:00:00Z."))?;
                search.insert(name.to_owned(), moment.as_millis().into());
            }
        }
        if !given.text("cursor").is_empty() {
            search.insert("cursor".to_owned(), given.text("cursor").into());
        }
    }
    caller.post(&format!("{API}/search"), &search).await
}

pub async fn read(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let id = escaped(given.text("dialog_id"));
    let (after, limit) = (given.number("after").unwrap_or(0), given.number("limit").unwrap_or(100));
    let turns = format!("after={after}&limit={limit}");
    match given.text("as") {
        "records" => {
            // One record alone reads as JSON, several as lines of it.
            let records = match caller.get(&format!("{API}/{id}/records?{turns}")).await? {
                Value::String(lines) => {
                    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<Value>>()
                }
                record => vec![record],
            };
            Ok(json!({"records": records}))
        }
        _ => caller.get(&format!("{API}/{id}/log?{turns}")).await,
    }
}

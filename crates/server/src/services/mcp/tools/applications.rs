//! Applications and flows.

use serde_json::{Value, json};

use super::{list, only, part};
use crate::services::mcp::arguments::Given;
use crate::services::mcp::inside::{AsCaller, escaped};

const API: &str = "/orchestrator/api";
/// What a list tells of an application or a flow.
const SHOWN: &[&str] =
    &["id", "name", "group", "description", "canvas", "component_id", "status", "updated_at"];

pub async fn find(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let query = format!(
        "limit={}&offset={}&search_term={}",
        given.number("limit").unwrap_or(50),
        given.number("offset").unwrap_or(0),
        query_of(given.text("search"))
    );
    let page = caller.get(&format!("{API}/apps/pagination/?{query}")).await?;
    let states = caller.get(&format!("{API}/apps/overview/?{query}")).await?;
    let found = list(&page["results"]).iter().map(|app| {
        let mut shown = only(app, SHOWN);
        let state = list(&states["results"]).iter().find(|state| state["id"] == app["id"]);
        for key in ["status", "errors", "warnings"] {
            if let (Some(shown), Some(value)) =
                (shown.as_object_mut(), state.and_then(|state| state.get(key)))
            {
                shown.insert(key.to_owned(), value.clone());
            }
        }
        shown
    });
    Ok(json!({"count": page["count"], "applications": found.collect::<Vec<Value>>()}))
}

pub async fn read(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let id = escaped(given.text("application_id"));
    let app = caller.get(&format!("{API}/apps/{id}/")).await?;
    let canvas = caller.get(&format!("{API}/canvases/{}/", escaped(part(&app, "canvas")))).await?;
    let miniapps = caller.get(&format!("{API}/apps/{id}/miniapps/?detail=true")).await?;
    let flows = caller.get(&format!("{API}/apps/{id}/flows/")).await?;
    let flows: Vec<Value> = list(&flows).iter().map(|flow| only(flow, SHOWN)).collect();
    Ok(json!({"application": app, "canvas": canvas["content"], "miniapps": miniapps, "flows": flows}))
}

pub async fn flows(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let (search, group) = (query_of(given.text("search")), query_of(given.text("group")));
    let flows = caller.get(&format!("{API}/flows/?search_term={search}&group__iexact={group}")).await?;
    let keys = [SHOWN, &["input_fields", "output_fields"]].concat();
    Ok(json!({"flows": list(&flows).iter().map(|flow| only(flow, &keys)).collect::<Vec<Value>>()}))
}

pub async fn read_flow(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let flow = caller.get(&format!("{API}/flows/{}/", escaped(given.text("flow_id")))).await?;
    let canvas = caller.get(&format!("{API}/canvases/{}/", escaped(part(&flow, "canvas")))).await?;
    Ok(json!({"flow": flow, "canvas": canvas["content"]}))
}

pub async fn save_canvas(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let path = format!("{API}/canvases/{}/", escaped(given.text("canvas_id")));
    let read = caller.get_to_change(&path).await?;
    let mut document = read.body.clone();
    if let Some(document) = document.as_object_mut() {
        document.insert("content".to_owned(), given.value("content"));
    }
    let saved = caller.put(&path, &read, &document).await?;
    Ok(json!({"saved": true, "problems": saved["warnings"]}))
}

pub async fn check(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let id = escaped(given.text("application_id"));
    let app = caller.get(&format!("{API}/apps/{id}/")).await?;
    let flows = caller.get(&format!("{API}/apps/{id}/flows/")).await?;
    let mut found = Vec::new();
    for of in std::iter::once(&app).chain(list(&flows)) {
        let path = format!("{API}/canvases/{}/problems/", escaped(part(of, "canvas")));
        for problem in list(&caller.get(&path).await?) {
            let mut problem = problem.clone();
            if let Some(problem) = problem.as_object_mut() {
                problem.insert("in".to_owned(), of["name"].clone());
            }
            found.push(problem);
        }
    }
    let stops = found.iter().any(|problem| ["ERROR", "WARNING"].contains(&part(problem, "type")));
    Ok(json!({"deployable": !stops, "problems": found}))
}

pub async fn deploy(caller: &AsCaller, given: &Given) -> Result<Value, String> {
    let id = escaped(given.text("application_id"));
    let all = if given.flag("all") { "?all=true" } else { "" };
    caller.post(&format!("{API}/apps/{id}/deploy/{all}"), &json!({})).await
}

/// A value of a query; an empty one is not given.
fn query_of(text: &str) -> String {
    if text.is_empty() { String::new() } else { escaped(text) }
}

//! What stops a deployment, as a person at a terminal looks for it: the worst first, each with its place.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::Value;

use crate::client::Client;
use crate::plural::counted;

/// The most canvases whose names are asked for.
const MOST_CANVASES: usize = 50;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    severity: String,
    code: String,
    message: String,
    place: String,
}

/// The problems of a refused deployment, with the names that people gave to canvases and nodes.
pub async fn named(client: &Client, app: &str, body: &Value) -> Vec<Problem> {
    let mut names = Names::default();
    let canvases = list(body, "errors");
    // Names are a help: without them, ids are shown.
    let app = client.get(&format!("/orchestrator/api/apps/{app}/"), &[]).await.unwrap_or_default();
    let path = format!("/orchestrator/api/apps/{}/flows/", text(&app, "id"));
    let flows = client.get(&path, &[]).await.unwrap_or_default();
    for (kind, unit) in
        std::iter::once(("app", &app)).chain(flows.as_array().into_iter().flatten().map(|it| ("flow", it)))
    {
        names.canvases.insert(text(unit, "canvas_id"), format!("{kind} {}", text(unit, "name")));
    }
    for canvas in canvases.iter().take(MOST_CANVASES) {
        let id = text(canvas, "canvas_id");
        let path = format!("/orchestrator/api/canvases/{id}/");
        let document = client.get(&path, &[]).await.unwrap_or_default();
        for node in document.get("content").map(|content| list(content, "nodes")).unwrap_or_default() {
            names.nodes.insert((id.clone(), text(&node, "node_id")), text(&node, "title"));
        }
    }
    problems(body, &names)
}

/// What canvases and nodes are called.
#[derive(Debug, Default)]
struct Names {
    canvases: HashMap<String, String>,
    nodes: HashMap<(String, String), String>,
}

fn problems(body: &Value, names: &Names) -> Vec<Problem> {
    let mut found = Vec::new();
    for canvas in list(body, "errors") {
        let id = text(&canvas, "canvas_id");
        let on = names.canvases.get(&id).cloned().unwrap_or_else(|| format!("canvas {id}"));
        for node in list(&canvas, "node_errors") {
            let node_id = text(&node, "node_id");
            let title = names.nodes.get(&(id.clone(), node_id.clone())).filter(|title| !title.is_empty());
            let node_name = title.map_or_else(|| node_id.clone(), |title| format!("\"{title}\" ({node_id})"));
            for problem in list(&node, "errors") {
                let mut place = on.clone();
                let details = [
                    ("node", node_name.clone()),
                    ("edge", text(&problem, "edge_id")),
                    ("field", text(&problem, "field")),
                    ("at", text(&problem, "location")),
                ];
                for (what, name) in details.iter().filter(|(_, name)| !name.is_empty()) {
                    let _ = write!(place, ", {what} {name}");
                }
                found.push(Problem {
                    severity: text(&problem, "type"),
                    code: text(&problem, "code"),
                    message: text(&problem, "message"),
                    place,
                });
            }
        }
    }
    found
}

/// All of them, errors first, and how many there are.
pub fn told(mut problems: Vec<Problem>) -> String {
    problems.sort_by_key(|problem| problem.severity != "ERROR");
    let mut lines = String::new();
    for problem in &problems {
        let Problem { severity, code, message, place } = problem;
        let _ = writeln!(lines, "{}[{code}]: {message}\n  --> {place}", severity.to_lowercase());
    }
    let of = |severity: &str| problems.iter().filter(|problem| problem.severity == severity).count();
    let counts = [("ERROR", "error", "errors"), ("WARNING", "warning", "warnings")];
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(severity, one, many)| (of(severity), one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    let _ = write!(lines, "{} to mend.", counts.join(" and "));
    lines
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Names, problems, told};

    #[test]
    fn every_problem_of_a_refused_deployment_is_told_with_its_place_errors_first() {
        let body = json!({"errors": [{"canvas_id": "c", "node_errors": [
            {"node_id": "1", "errors": [
                {"type": "WARNING", "code": "MULTIPLE_ROOTS_FOUND", "message": "Multiple roots found on the graph."}
            ]},
            {"node_id": "2", "errors": [
                {"type": "ERROR", "code": "UNKNOWN_EDGE", "message": "No.", "edge_id": "e", "field": "f"}
            ]},
        ]}]});
        let mut names = Names::default();
        assert_eq!(
            told(problems(&body, &names)),
            "error[UNKNOWN_EDGE]: No.\n  --> canvas c, node 2, edge e, field f\n\
             warning[MULTIPLE_ROOTS_FOUND]: Multiple roots found on the graph.\n  --> canvas c, node 1\n\
             1 error and 1 warning to mend."
        );
        names.canvases.insert("c".into(), "flow Pay".into());
        names.nodes.insert(("c".into(), "2".into()), "Ask".into());
        assert!(told(problems(&body, &names)).contains("--> flow Pay, node \"Ask\" (2), edge e, field f"));
    }
}

//! What the compiler found, as the public API shows it: by canvas, then by node.

use axum::http::StatusCode;
use baton_model::Problem;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::ApiError;

/// The most sentences that stand in `detail`; all problems stand in `errors`.
const MOST_SENTENCES: usize = 10;

/// The problems of one canvas.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CanvasErrors {
    /// The canvas's id.
    #[schema(example = "1ebbcc51-19a2-47cb-bba9-0bc6164a94cb")]
    pub canvas_id: String,
    /// Node by node.
    pub node_errors: Vec<NodeErrors>,
}

/// The problems of one node.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NodeErrors {
    /// The node's id; empty for what is about no node, such as an empty canvas or a handler.
    #[schema(example = "1")]
    pub node_id: String,
    /// One by one.
    pub errors: Vec<NodeError>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NodeError {
    /// `ERROR`, `WARNING` or `INFO`.
    #[serde(rename = "type")]
    #[schema(example = "WARNING")]
    pub severity: String,
    /// The kind of problem.
    #[schema(example = "MULTIPLE_ROOTS_FOUND")]
    pub code: String,
    /// What is wrong and what to do.
    #[schema(example = "Multiple roots found on the graph.")]
    pub message: String,
    /// The edge, when the problem is about one that leaves the node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge_id: Option<String>,
    /// The field, when the problem is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The place inside the node, the handlers or the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "repeat_handlers/0")]
    pub location: Option<String>,
}

/// Why an application can't be deployed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Refusal {
    /// The sentences of the problems.
    #[schema(
        example = "Your App can not be deployed because it contains problems: Multiple roots found on the graph."
    )]
    pub detail: String,
    /// The problems, canvas by canvas.
    pub errors: Vec<CanvasErrors>,
}

impl Refusal {
    /// Says which problems stop a deployment. One that names no canvas is the root canvas's.
    pub fn of(problems: &[Problem], root_canvas: &str) -> Self {
        let stopping: Vec<&Problem> =
            problems.iter().filter(|problem| problem.severity.stops_deployment()).collect();
        let detail = format!(
            "Your App can not be deployed because it contains problems: {}",
            sentences(stopping.iter().map(|problem| problem.message.as_str()))
        );
        Self { detail, errors: by_canvas(stopping, root_canvas) }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self { status: StatusCode::BAD_REQUEST, body: json!(refusal) }
    }
}

/// Sorts problems by canvas and node, both in the order in which they are first named.
pub fn by_canvas<'a>(
    problems: impl IntoIterator<Item = &'a Problem>,
    root_canvas: &str,
) -> Vec<CanvasErrors> {
    let mut canvases: Vec<CanvasErrors> = Vec::new();
    // A large canvas can have a problem on each of its nodes: no search through a list for each.
    let mut places = std::collections::HashMap::new();
    let mut places_of_canvases = std::collections::HashMap::new();
    for problem in problems {
        let canvas_id = problem.place.canvas_id.as_deref().unwrap_or(root_canvas);
        let node_id = problem.place.node_id.as_deref().unwrap_or_default();
        let canvas = *places_of_canvases.entry(canvas_id.to_owned()).or_insert_with(|| {
            canvases.push(CanvasErrors { canvas_id: canvas_id.to_owned(), node_errors: Vec::new() });
            canvases.len() - 1
        });
        let Some(nodes) = canvases.get_mut(canvas).map(|canvas| &mut canvas.node_errors) else { continue };
        let node = *places.entry((canvas, node_id.to_owned())).or_insert_with(|| {
            nodes.push(NodeErrors { node_id: node_id.to_owned(), errors: Vec::new() });
            nodes.len() - 1
        });
        if let Some(node) = nodes.get_mut(node) {
            node.errors.push(NodeError::of(problem));
        }
    }
    canvases
}

impl NodeError {
    /// Shows a problem.
    pub fn of(problem: &Problem) -> Self {
        Self {
            severity: problem.severity.to_string(),
            code: problem.code.to_string(),
            message: problem.message.clone(),
            edge_id: problem.place.edge_id.clone(),
            field: problem.place.field.clone(),
            location: problem.place.location.clone(),
        }
    }
}

/// Each sentence once; of many only the first, and how many more there are.
fn sentences<'a>(messages: impl Iterator<Item = &'a str>) -> String {
    let mut seen = std::collections::HashSet::new();
    let once: Vec<&str> = messages.filter(|message| seen.insert(*message)).collect();
    let mut text = once.iter().take(MOST_SENTENCES).copied().collect::<Vec<_>>().join(" ");
    if once.len() > MOST_SENTENCES {
        text.push_str(&format!(" And {} more.", once.len() - MOST_SENTENCES));
    }
    text
}

#[cfg(test)]
mod tests {
    use baton_model::Problem;
    use baton_model::codes::Code;
    use baton_model::problem::Place;
    use serde_json::json;

    use super::Refusal;

    fn problem(code: Code, canvas: Option<&str>, node: Option<&str>, message: &str) -> Problem {
        let place = Place {
            canvas_id: canvas.map(str::to_owned),
            node_id: node.map(str::to_owned),
            ..Place::default()
        };
        Problem { severity: code.severity(), code, message: message.to_owned(), place }
    }

    #[test]
    fn problems_are_shown_by_canvas_and_node_and_each_sentence_once() {
        let roots = "Multiple roots found on the graph.";
        let problems = [
            problem(Code::MultipleRootsFound, Some("c"), Some("1"), roots),
            problem(Code::MultipleRootsFound, Some("c"), Some("2"), roots),
            problem(Code::Loop, Some("c"), Some("2"), "A loop."),
            problem(Code::EmptyCanvas, Some("d"), None, "The canvas is empty."),
            problem(Code::UnreachableNode, Some("c"), Some("1"), "Nothing leads to it."),
        ];
        let refusal = Refusal::of(&problems, "c");
        assert_eq!(
            refusal.detail,
            "Your App can not be deployed because it contains problems: \
             Multiple roots found on the graph. The canvas is empty. Nothing leads to it."
        );
        let root = json!({"type": "WARNING", "code": "MULTIPLE_ROOTS_FOUND", "message": roots});
        let lost = json!({"type": "WARNING", "code": "UNREACHABLE_NODE", "message": "Nothing leads to it."});
        let empty = json!({"type": "WARNING", "code": "EMPTY_CANVAS", "message": "The canvas is empty."});
        assert_eq!(
            json!(refusal.errors),
            json!([
                {"canvas_id": "c", "node_errors": [
                    {"node_id": "1", "errors": [root, lost]}, {"node_id": "2", "errors": [root]}
                ]},
                {"canvas_id": "d", "node_errors": [{"node_id": "", "errors": [empty]}]},
            ])
        );
    }

    #[test]
    fn many_problems_do_not_make_an_endless_sentence() {
        let problems: Vec<_> = (0..5000)
            .map(|n| problem(Code::UnreachableNode, None, Some(&n.to_string()), &format!("Number {n}.")))
            .collect();
        let refusal = Refusal::of(&problems, "c");
        assert!(refusal.detail.ends_with("Number 9. And 4990 more."), "{}", refusal.detail);
        assert_eq!(refusal.errors[0].node_errors.len(), 5000);
    }
}

//! `GET /canvases/<canvas_id>/problems/`

use axum::Json;
use axum::extract::State;
use baton_compiler::{Source, find_cycle};
use baton_model::Problem;
use baton_model::canvas::Content;
use baton_model::codes::Code;
use baton_model::problem::Place;
use baton_store::Application;
use serde::Serialize;
use utoipa::ToSchema;

use super::resource::CanvasTo;
use crate::services::orchestrator::apps::reached;
use crate::services::orchestrator::problems::NodeError;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// A problem of a canvas.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CanvasProblem {
    /// The canvas's id.
    canvas_id: String,
    /// The node, when the problem is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    node_id: Option<String>,
    /// What it is.
    #[serde(flatten)]
    error: NodeError,
}

impl CanvasProblem {
    fn of(problem: &Problem, canvas_id: &str) -> Self {
        Self {
            canvas_id: canvas_id.to_owned(),
            node_id: problem.place.node_id.clone(),
            error: NodeError::of(problem),
        }
    }
}

/// The problems of a canvas as it is saved, with those of its handlers and, for an app, of its settings. A flow that
/// reaches itself is a problem of every canvas on the way.
///
/// # Errors
/// When the store fails.
pub async fn of_canvas(state: &AppState, row: &Application) -> Result<Vec<CanvasProblem>, ApiError> {
    let compiled = state.runtime.check(row).await.map_err(|error| ApiError::internal(&error))?;
    let canvas_id = row.canvas_id.to_string();
    // What is about no canvas is about the application as a whole.
    let (here, elsewhere): (Vec<_>, Vec<_>) = compiled
        .problems
        .into_iter()
        .partition(|problem| problem.place.canvas_id.as_ref().is_none_or(|id| *id == canvas_id));
    let mut found: Vec<_> = here.iter().map(|problem| CanvasProblem::of(problem, &canvas_id)).collect();
    let mut cycles = elsewhere.into_iter().filter(|problem| problem.code == Code::FlowCycle);
    if let Some(mut cycle) = cycles.next() {
        cycle.place = Place { node_id: reached(state, row, first_step).await?, ..Place::default() };
        found.insert(0, CanvasProblem::of(&cycle, &canvas_id));
    }
    Ok(found)
}

/// The node of the root's canvas from which the first cycle is reached; `None` when it is a handler.
fn first_step(source: &Source) -> Option<String> {
    let cycle = find_cycle(source)?;
    let step = cycle.trace.get(1).unwrap_or(&cycle.back_to);
    let content = Content::parse(&source.units.get(&source.root)?.canvas).ok()?;
    content.nodes.into_iter().find(|node| node.component_id == *step).map(|node| node.node_id)
}

/// The problems of a canvas as it is saved now.
#[utoipa::path(
    get,
    path = "/orchestrator/api/canvases/{canvas_id}/problems/",
    tag = "canvases",
    params(("canvas_id" = uuid::Uuid, Path, description = "The canvas's id.")),
    responses(
        (status = 200, description = "The problems, in the order of nodes and edges.", body = Vec<CanvasProblem>),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    canvas: CanvasTo<Read>,
) -> Result<Json<Vec<CanvasProblem>>, ApiError> {
    of_canvas(&state, &canvas.row).await.map(Json)
}

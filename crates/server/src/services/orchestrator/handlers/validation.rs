//! What is wrong with a list of handlers, found as it would be when the application is deployed: the list is compiled
//! in its place before it is saved.

use axum::http::StatusCode;
use baton_compiler::{Cycle, Source, compile, find_cycle};
use baton_model::Problem;
use baton_model::codes::Code;
use baton_model::handlers::Handler;
use baton_model::problem::Place;
use baton_store::Application;
use serde_json::json;

use super::kind::Kind;
use crate::services::orchestrator::apps::reached;
use crate::services::orchestrator::problems::NodeError;
use crate::{ApiError, AppState};

/// Lets a list pass that brings no problem.
///
/// # Errors
/// 400 in the documented envelope: the first message, and all that is wrong.
pub async fn check(
    state: &AppState,
    row: &Application,
    kind: Kind,
    proposed: &Application,
    handlers: Vec<Handler>,
) -> Result<(), ApiError> {
    let canvas_id = row.canvas_id.to_string();
    let (cycle, mut found) =
        reached(state, proposed, move |source| (find_cycle(source), problems(source, kind, &canvas_id)))
            .await?;
    if let Some(cycle) = cycle
        && kind == Kind::Error
        && !stands_already(state, row, &cycle).await?
    {
        found.insert(0, closed_by(&cycle, &handlers));
    }
    match found.first() {
        None => Ok(()),
        Some(first) => {
            let shown: Vec<NodeError> = found.iter().map(NodeError::of).collect();
            let body = json!({ "message": first.message, "errors": { kind.errors_key(): shown } });
            Err(ApiError { status: StatusCode::BAD_REQUEST, body })
        }
    }
}

/// The problems of these handlers that would stop a deployment. A service that can't run yet is none of them: that
/// it is used is said where it is deployed.
fn problems(source: &Source, kind: Kind, canvas_id: &str) -> Vec<Problem> {
    let list = format!("{}/", kind.list_name());
    let mut found = compile(source).problems;
    found.retain(|problem| {
        problem.severity.stops_deployment()
            && !matches!(problem.code, Code::FlowCycle | Code::UnsupportedMiniappType)
            && problem.place.canvas_id.as_deref().is_none_or(|id| id == canvas_id)
            && problem.place.location.as_deref().is_some_and(|location| location.starts_with(&list))
    });
    found
}

/// True when the canvases close the same cycle without these handlers: that is no reason to refuse them.
async fn stands_already(state: &AppState, row: &Application, cycle: &Cycle) -> Result<bool, ApiError> {
    Ok(reached(state, row, find_cycle).await?.as_ref() == Some(cycle))
}

/// A cycle as a problem of the handler on its way.
fn closed_by(cycle: &Cycle, handlers: &[Handler]) -> Problem {
    let on_the_way = |handler: &Handler| {
        handler
            .component_id()
            .is_some_and(|id| id == cycle.back_to || cycle.trace.iter().any(|step| step == id))
    };
    let index = handlers.iter().position(on_the_way).unwrap_or_default();
    Problem {
        severity: Code::FlowCycle.severity(),
        code: Code::FlowCycle,
        message: cycle.to_string(),
        place: Place { location: Some(format!("{}/{index}", Kind::Error.list_name())), ..Place::default() },
    }
}

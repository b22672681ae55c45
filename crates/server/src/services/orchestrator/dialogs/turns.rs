//! `GET /dialogs/<dialog_id>/turns/`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use baton_auth::Role;
use baton_runtime::Error;

use super::shape::DialogTurns;
use crate::extract::{Caller, Parameters};
use crate::services::orchestrator::resource::allowed;
use crate::{ApiError, AppState};

/// How many turns are told at once.
const MOST: u32 = 100;

/// What happened in a dialog, turn by turn: what was understood, which way it went, which fields changed, which service was called, what
/// JavaScript logged. Sensitive values are masked, and so is all that was understood from them.
#[utoipa::path(
    get,
    path = "/orchestrator/api/dialogs/{dialog_id}/turns/",
    tag = "dialogs",
    params(
        ("dialog_id" = String, Path, description = "The dialog's id."),
        ("after" = Option<u32>, Query, description = "Only the turns after this one."),
        ("limit" = Option<u32>, Query, description = "At most so many: 1 to 100, 100 unless given. `pageSize` and `page_size` mean the same."),
    ),
    responses(
        (status = 200, description = "The turns, in order.", body = DialogTurns),
        (status = 400, description = "`after` or `limit` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    path: Result<Path<String>, PathRejection>,
    parameters: Parameters,
) -> Result<Json<DialogTurns>, ApiError> {
    let Path(id) = path.map_err(|_| ApiError::not_found())?;
    let after = parameters.number("after", 0, &(0..=u32::MAX))?;
    let limit = parameters.page_size(MOST.into())?.and_then(|limit| limit.try_into().ok()).unwrap_or(MOST);
    let dialog = state.runtime.dialog(&id).await.map_err(told)?;
    let application = state.store.applications().get(dialog.application_id).await?;
    allowed(&access, application, Role::Viewer)?;
    let entries = state.runtime.entries(&id, after, limit).await.map_err(told)?;
    Ok(Json(DialogTurns::of(dialog, entries)))
}

fn told(error: Error) -> ApiError {
    match error {
        Error::UnknownDialog => ApiError::not_found(),
        other => ApiError::internal(&other),
    }
}

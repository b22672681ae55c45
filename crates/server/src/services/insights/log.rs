//! `GET /dialogs-api/insights/v2/dialogs/<dialog_id>/log`

use axum::extract::State;
use axum::response::Response;

use super::DialogTo;
use super::told::{as_it_is_told, steps};
use crate::extract::Parameters;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// The log of a dialog: text with one line for each event. Sensitive values are masked.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}/log",
    tag = "insights",
    params(
        ("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp."),
        ("after" = Option<u32>, Query, description = "Only of the turns after this one."),
        ("limit" = Option<u32>, Query, description = "Of at most so many turns; of all unless given."),
    ),
    responses(
        (status = 200, description = "The log.", body = String, content_type = "text/plain"),
        (status = 400, description = "`after` or `limit` is no number within bounds."),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn log(
    State(state): State<AppState>,
    dialog: DialogTo<Read>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    let steps = steps(&parameters)?;
    as_it_is_told(state.runtime.log(&dialog.row, steps), "text/plain; charset=utf-8").await
}

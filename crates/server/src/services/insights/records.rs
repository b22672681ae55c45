//! `GET /dialogs-api/insights/v2/dialogs/<dialog_id>/records`

use axum::extract::State;
use axum::response::Response;

use super::DialogTo;
use super::told::{as_it_is_told, steps};
use crate::extract::Parameters;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// The call data records of a dialog, one JSON object a line; of a root, those of the whole tree.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}/records",
    tag = "insights",
    params(
        ("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp."),
        ("after" = Option<u32>, Query, description = "Only of the turns after this one."),
        ("limit" = Option<u32>, Query, description = "Of at most so many turns; of all unless given."),
    ),
    responses(
        (status = 200, description = "`dialog_start`, `dialog_step` and `dialog_end` records in order.", body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "`after` or `limit` is no number within bounds."),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn records(
    State(state): State<AppState>,
    dialog: DialogTo<Read>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    let steps = steps(&parameters)?;
    let records =
        state.runtime.records(&dialog.row, steps).await.map_err(|error| ApiError::internal(&error))?;
    as_it_is_told(records, "application/x-ndjson").await
}

//! `GET /dialogs-api/insights/v2/dialogs/<dialog_id>/records`

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::DialogTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// The call data records of a dialog, one JSON object a line; of a root, those of the whole tree.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}/records",
    tag = "insights",
    params(("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp.")),
    responses(
        (status = 200, description = "`dialog_start`, `dialog_step` and `dialog_end` records in order.", body = String, content_type = "application/x-ndjson"),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn records(State(state): State<AppState>, dialog: DialogTo<Read>) -> Result<Response, ApiError> {
    let row = dialog.row;
    let own = format!("\"id\":\"{}\"", row.id);
    let mut lines = String::new();
    let failed = |error: baton_runtime::Error| ApiError::internal(&error);
    for turn in state.runtime.records_of_tree(&row.group_id).await.map_err(failed)? {
        // The id is the second key of every record.
        let of_dialog =
            |line: &&String| row.id == row.group_id || line.get(..200).unwrap_or(line).contains(&own);
        for line in turn.records.iter().filter(of_dialog) {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], lines).into_response())
}

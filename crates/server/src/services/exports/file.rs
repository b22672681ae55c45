//! `GET /exports-api/v1/exports/<export_id>/file`

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use baton_auth::Role;
use futures_util::stream;

use super::get::find;
use crate::extract::Caller;
use crate::{ApiError, AppState};

/// The file of an export: a ZIP with one NDJSON file for each kind of record and hour.
#[utoipa::path(
    get,
    path = "/exports-api/v1/exports/{export_id}/file",
    tag = "exports",
    params(("export_id" = String, Path, description = "The export's id.")),
    responses(
        (status = 200, description = "The ZIP.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is none that you see."),
        (status = 409, description = "It is not completed, or has failed."),
        (status = 410, description = "It was kept for a day, and has expired."),
    )
)]
pub async fn file(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let export = find(&state, &access, &id, Role::Developer).await?;
    match export.status.as_str() {
        "completed" => {}
        "expired" => {
            return Err(ApiError::detail(StatusCode::GONE, "The export has expired. Ask for it again."));
        }
        "failed" => return Err(ApiError::conflict(format!("The export has failed. {}", export.failure))),
        _ => return Err(ApiError::conflict("The export is being made. Wait until it is completed.")),
    }
    let name = format!("attachment; filename=\"records-{}.zip\"", export.id);
    // Piece by piece: a large file is never in memory as a whole.
    let pieces = stream::unfold((state, export.id, 0_i64), |(state, id, part)| async move {
        let piece = state.store.exports().part(id, part).await;
        match piece {
            Ok(piece) => piece.map(|piece| (Ok(piece.body), (state, id, part + 1))),
            Err(error) => Some((Err(std::io::Error::other(error)), (state, id, i64::MAX))),
        }
    });
    let headers = [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

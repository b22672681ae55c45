//! `PUT /canvases/<canvas_id>/`

use axum::extract::State;
use axum::response::IntoResponse;
use baton_store::Saved;
use tokio::sync::Semaphore;

use super::document::{Canvas, CanvasDocument, SavedCanvas, with_warnings};
use super::problems;
use super::resource::CanvasTo;
use crate::extract::{IfMatch, JsonBytes, etag};
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::Edit;
use crate::services::orchestrator::uses;
use crate::{ApiError, AppState};

/// A document of so many bytes is large: read and compiled it takes many times as much memory.
const LARGE: usize = 512 * 1024;
/// How many large documents are at work at the same moment in this process.
static LARGE_AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Save a canvas, whole. One that is well formed is always saved, whatever is wrong with it: the answer is the
/// canvas, with its problems under `warnings`.
#[utoipa::path(
    put,
    path = "/orchestrator/api/canvases/{canvas_id}/",
    tag = "canvases",
    params(
        ("canvas_id" = uuid::Uuid, Path, description = "The canvas's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of the state that was changed. Without it the last write wins."),
    ),
    request_body = Canvas,
    responses(
        (status = 200, description = "The canvas as it was saved.", body = SavedCanvas,
            headers(("ETag" = String, description = "The new revision."))),
        (status = 400, description = "It is not well formed; every wrong path is named. Nothing was saved."),
        (status = 404, description = "There is none."),
        (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
        (status = 413, description = "It is larger than 8 MiB."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    canvas: CanvasTo<Edit>,
    if_match: IfMatch,
    JsonBytes(bytes): JsonBytes,
) -> Result<impl IntoResponse, ApiError> {
    // A large document is read on a thread where it holds nobody's turn up, and only few are at work at once.
    let _one_of_few = match bytes.len() > LARGE {
        true => Some(LARGE_AT_ONCE.acquire().await),
        false => None,
    };
    let document = tokio::task::spawn_blocking(move || CanvasDocument::read(&bytes))
        .await
        .map_err(|error| ApiError::internal(&error))??;
    let revision = save(&state, &canvas, &if_match, &document).await?;
    let problems = problems::of_canvas(&state, &canvas.row).await?;
    Ok((etag(revision), with_warnings(document.text, &problems)?))
}

/// Saves the document, what it uses, and that its application has changed: all or nothing.
async fn save(
    state: &AppState,
    canvas: &CanvasTo<Edit>,
    if_match: &IfMatch,
    document: &CanvasDocument,
) -> Result<i64, ApiError> {
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, canvas.row.id).await?;
    let id = canvas.canvas.id;
    let current = tx.canvases().get(id).await?.ok_or_else(ApiError::not_found)?;
    let expected = if_match.expects(current.revision)?;
    if current.document == document.text {
        return Ok(current.revision);
    }
    let revision = match tx.canvases().put(id, &document.text, expected, state.now()).await? {
        Saved::As(revision) => revision,
        Saved::Conflict(_) => return Err(ApiError::changed_meanwhile()),
        Saved::Missing => return Err(ApiError::not_found()),
    };
    changed::rise(&mut tx, &row, state.now()).await?;
    tx.component_uses().replace(row.id, &uses::components(&row, &document.content)).await?;
    tx.commit().await?;
    Ok(revision)
}

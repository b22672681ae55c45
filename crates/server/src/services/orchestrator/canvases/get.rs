//! `GET /canvases/<canvas_id>/`

use axum::response::IntoResponse;

use super::document::{Canvas, as_kept};
use super::resource::CanvasTo;
use crate::extract::etag;
use crate::services::orchestrator::resource::Read;

/// A canvas, byte for byte as it was saved.
#[utoipa::path(
    get,
    path = "/orchestrator/api/canvases/{canvas_id}/",
    tag = "canvases",
    params(("canvas_id" = uuid::Uuid, Path, description = "The canvas's id.")),
    responses(
        (status = 200, description = "The canvas.", body = Canvas,
            headers(("ETag" = String, description = "The revision, for `If-Match`."))),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(canvas: CanvasTo<Read>) -> impl IntoResponse {
    (etag(canvas.canvas.revision), as_kept(canvas.canvas.document))
}

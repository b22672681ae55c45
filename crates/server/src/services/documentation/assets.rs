//! `GET /docs/<file>`: what the page is made of.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::ApiError;

// `VIEWER`: the files that `npm ci` brought, by name; none when it was not run before the build (see `build.rs`).
include!(concat!(env!("OUT_DIR"), "/viewer.rs"));

/// The script that opens the document in the viewer. It is a file of its own since the page allows no other.
const START: &str = include_str!("start.js");

/// True when the viewer is in the binary.
pub fn viewer_is_there() -> bool {
    !VIEWER.is_empty()
}

/// A file of the page.
#[utoipa::path(
    get,
    path = "/docs/{file}",
    tag = "documentation",
    params(("file" = String, Path, description = "Its name.", example = "swagger-ui.css")),
    responses((status = 200, description = "The file."), (status = 404, description = "There is none.")),
    security(())
)]
pub async fn asset(path: Result<Path<String>, PathRejection>) -> Result<Response, ApiError> {
    let Path(file) = path.map_err(|_| ApiError::not_found())?;
    let kind = match file.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "image/png",
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "max-age=3600")];
    if file == "start.js" {
        return Ok((headers, START).into_response());
    }
    let found = VIEWER.iter().find(|(name, _)| *name == file).ok_or_else(ApiError::not_found)?;
    Ok((headers, found.1).into_response())
}

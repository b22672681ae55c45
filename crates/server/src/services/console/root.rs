//! `GET /`

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

/// Leads people to the console.
#[utoipa::path(
    get,
    path = "/",
    tag = "console",
    responses((status = 307, description = "The console is at `/console/`.")),
    security(())
)]
pub async fn root() -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, "/console/")]).into_response()
}

//! `GET /widget/` and `GET /widget/<file>`

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::ApiError;
use crate::services::console::files::{Packed, find};

/// What the build of the widget left: nothing when there was none yet. A debug build reads it as it is now.
#[derive(RustEmbed)]
#[folder = "../../web/widget/dist"]
struct Widget;

/// The demo page. It stands among the files, but only `/widget/` answers it.
const PAGE: &str = "index.html";
/// Only what this server itself serves; pictures of a message may come from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src * data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const POLICY_ALLOWS_OTHERS: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A page to try the chat widget on.
#[utoipa::path(
    get,
    path = "/widget/",
    tag = "widget",
    responses((status = 200, description = "The page.", content_type = "text/html")),
    security(())
)]
pub async fn page(headers: HeaderMap) -> Response {
    let common = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-cache"),
    ];
    match find::<Widget>(PAGE, headers.get(ACCEPT_ENCODING)) {
        Some(page) => (common, page).into_response(),
        None => (common, Html(include_str!("missing.html"))).into_response(),
    }
}

/// The chat widget, for the pages of any site: `widget.js`; and what the demo page is made of.
#[utoipa::path(
    get,
    path = "/widget/{file}",
    tag = "widget",
    params(("file" = String, Path, description = "The file's name.", example = "widget.js")),
    responses(
        (status = 200, description = "The file.", content_type = "text/javascript"),
        (status = 404, description = "There is no such file."),
    ),
    security(())
)]
pub async fn file(
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Path(name) = path.map_err(|_| ApiError::not_found())?;
    let found = find::<Widget>(&name, headers.get(ACCEPT_ENCODING)).filter(|_| name != PAGE);
    let file: Packed = found.ok_or_else(ApiError::not_found)?;
    let common = [
        // Its name never changes, so a browser asks again after a while.
        (CACHE_CONTROL, "public, max-age=600"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (POLICY_ALLOWS_OTHERS, "cross-origin"),
    ];
    Ok((common, file).into_response())
}

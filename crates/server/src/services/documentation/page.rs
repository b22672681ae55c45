//! `GET /docs/`

use axum::http::HeaderName;
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::response::Html;

use super::assets::viewer_is_there;

/// Only what this server itself serves; pictures may stand in the style sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// This page: every endpoint, to read and to try.
#[utoipa::path(
    get,
    path = "/docs/",
    tag = "documentation",
    responses((status = 200, description = "The page.", content_type = "text/html")),
    security(())
)]
pub async fn page() -> ([(HeaderName, &'static str); 3], Html<&'static str>) {
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    let page = if viewer_is_there() { include_str!("page.html") } else { include_str!("missing.html") };
    (headers, Html(page))
}

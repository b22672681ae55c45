//! `GET /console/`

use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};

use super::files::{Packed, Pages, find};
use crate::AppState;

/// The one page; what it shows is decided by its address, in the browser.
const PAGE: &str = "index.html";

/// The console.
#[utoipa::path(
    get,
    path = "/console/",
    tag = "console",
    responses((status = 200, description = "The page.", content_type = "text/html")),
    security(())
)]
pub async fn page(State(state): State<AppState>, headers: HeaderMap) -> Response {
    answer(&state, &headers)
}

/// The page, under whatever address it was asked for.
pub fn answer(state: &AppState, headers: &HeaderMap) -> Response {
    let policy = policy(state.auth.other_issuer());
    let headers_of_page: [(HeaderName, String); 4] = [
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (REFERRER_POLICY, "no-referrer".to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    match find::<Pages>(PAGE, headers.get(ACCEPT_ENCODING)) {
        Some(page) => (headers_of_page, page).into_response(),
        None => (headers_of_page, Html(include_str!("missing.html"))).into_response(),
    }
}

/// Only what this server itself serves; pictures may also be drawn by the page. Where people sign in at another issuer,
/// the page has to ask that one for a token.
fn policy(issuer: Option<&str>) -> String {
    let issuer = issuer.and_then(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'{issuer}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// Scheme and host of an address; `None` for what could end the directive and begin another.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
    let sane = matches!(scheme, "http" | "https") && !host.is_empty() && host.chars().all(plain);
    sane.then(|| format!("{scheme}://{host}"))
}

impl IntoResponse for Packed {
    fn into_response(self) -> Response {
        self.response()
    }
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn the_page_speaks_to_its_own_server_and_to_the_issuer_alone() {
        assert!(policy(None).contains("connect-src 'self';"));
        let with = policy(Some("https://id.example:8443/realms/staff"));
        assert!(with.contains("connect-src 'self' https://id.example:8443;"), "{with}");
        for odd in ["id.example", "ftp://id.example", "https://a;script-src *", "https:///x"] {
            assert_eq!(policy(Some(odd)), policy(None), "{odd}");
        }
    }
}

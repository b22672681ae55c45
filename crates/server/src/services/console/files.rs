//! `GET /console/<path>`: what the page is made of, and the page itself for addresses within it.

use std::borrow::Cow;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::page;
use crate::{ApiError, AppState};

/// What the build of the pages left: nothing when there was none yet. A debug build reads them as they are now.
#[derive(RustEmbed)]
#[folder = "../../web/console/dist"]
pub struct Pages;

/// Names in this folder carry a hash of what they hold.
const HASHED: &str = "assets/";

/// A file as it is sent.
pub struct Packed {
    kind: &'static str,
    encoding: Option<&'static str>,
    bytes: Cow<'static, [u8]>,
}

impl Packed {
    pub fn response(self) -> Response {
        let mut response =
            ([(CONTENT_TYPE, self.kind), (VARY, "accept-encoding")], self.bytes).into_response();
        if let Some(encoding) = self.encoding {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// The file of this name, packed the best way that the caller can unpack.
pub fn find<Files: RustEmbed>(path: &str, accepted: Option<&HeaderValue>) -> Option<Packed> {
    let kind = kind(path).filter(|_| path.split('/').all(|part| !part.is_empty() && part != ".."))?;
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted, encoding))
        .find_map(|(encoding, ending)| Some((Some(encoding), Files::get(&format!("{path}{ending}"))?)));
    let (encoding, file) = match packed {
        Some(packed) => packed,
        None => (None, Files::get(path)?),
    };
    Some(Packed { kind, encoding, bytes: file.data })
}

/// `gzip, deflate;q=0.5, br;q=0` accepts gzip, and not br.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Its kind by its ending; `None` for what is not given to anybody under its own name.
fn kind(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// A file of the console, or its page for an address within it.
#[utoipa::path(
    get,
    path = "/console/{*path}",
    tag = "console",
    params(("path" = String, Path, description = "The path within the console.", example = "apps")),
    responses((status = 200, description = "The file, or the page."), (status = 404, description = "There is no such file.")),
    security(())
)]
pub async fn file(
    State(state): State<AppState>,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Path(path) = path.map_err(|_| ApiError::not_found())?;
    let found = find::<Pages>(&path, headers.get(ACCEPT_ENCODING)).filter(|_| path != "index.html");
    let hashed = path.starts_with(HASHED);
    let caching = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let common: [(HeaderName, &str); 2] = [(CACHE_CONTROL, caching), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    match found {
        Some(file) => Ok((common, file.response()).into_response()),
        None if hashed => Err(ApiError::not_found()),
        None => Ok(page::answer(&state, &headers)),
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_is_taken_when_it_is_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("GZIP;q=0.5", "gzip"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
    }
}

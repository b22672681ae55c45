//! What surrounds every request: a name for it, a span, counts, and an end.

use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use tracing::Instrument;

use crate::ApiError;
use crate::config::Limits;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST_ID: usize = 64;
/// The route of what no route took.
const NONE: &str = "none";

/// Notes on each answer which route took the request. Goes around the routes themselves.
pub fn name_routes(router: Router) -> Router {
    router.route_layer(middleware::from_fn(
        |matched: Option<MatchedPath>, request: Request, next: Next| async {
            let mut response = next.run(request).await;
            if let Some(matched) = matched {
                response.extensions_mut().insert(Route(matched));
            }
            response
        },
    ))
}

#[derive(Clone)]
struct Route(MatchedPath);

/// Goes around the whole interface.
pub fn surround(router: Router, limits: Limits) -> Router {
    let longest = Duration::from_secs(limits.request_seconds);
    let pause = Duration::from_secs(limits.body_pause_seconds);
    router
        .layer(RequestBodyTimeoutLayer::new(pause))
        .layer(middleware::from_fn(move |request: Request, next: Next| async move {
            let late = |_| ApiError::detail(StatusCode::GATEWAY_TIMEOUT, "It took too long. Try again.");
            match tokio::time::timeout(longest, next.run(request)).await.map_err(late) {
                Ok(response) => response,
                Err(error) => error.into_response(),
            }
        }))
        .layer(CatchPanicLayer::custom(|_| {
            tracing::error!("a request panicked");
            ApiError::detail(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here. Try again.")
                .into_response()
        }))
        .layer(middleware::from_fn(observe))
}

/// Names the request, and counts and times it by its route's template: never by what was asked for.
async fn observe(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = known(request.method());
    let id = request.headers().get(&REQUEST_ID).filter(|id| is_sane(id)).cloned();
    let id = id.or_else(|| HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()).ok());
    let shown = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    let span = tracing::info_span!("request", id = shown, method);
    let mut response = next.run(request).instrument(span.clone()).await;
    let route = response.extensions().get::<Route>().map_or(NONE, |Route(path)| path.as_str()).to_owned();
    let status = response.status().as_u16();
    let took = began.elapsed();
    span.in_scope(|| tracing::debug!(route, status, micros = took.as_micros(), "answered"));
    metrics::histogram!("http_request_duration_seconds", "method" => method, "route" => route.clone())
        .record(took);
    metrics::counter!("http_requests_total", "method" => method, "route" => route, "status" => status.to_string())
        .increment(1);
    if let Some(id) = id {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A method that everybody knows; the others are one, so that nobody makes up labels.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

fn is_sane(id: &HeaderValue) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !id.is_empty() && id.len() <= LONGEST_ID && id.as_bytes().iter().all(allowed)
}

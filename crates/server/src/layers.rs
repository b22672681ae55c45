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

#[cfg(test)]
mod tests {
    use std::future::pending;

    use axum::body::{Body, Bytes};
    use axum::http::StatusCode;
    use axum::response::Response;
    use axum::routing::{get, post};
    use tower::ServiceExt;

    use super::{Limits, Request, Router, name_routes, surround};
    use crate::ApiError;
    use crate::extract::read_bytes;

    /// A router in which everything goes wrong, for callers of whom no patience is had.
    async fn call(method: &str, path: &str, limits: Limits, body: Body) -> (StatusCode, serde_json::Value) {
        async fn reads(request: Request) -> Result<Bytes, ApiError> {
            read_bytes(request.into_body(), 4).await
        }
        async fn panics() -> &'static str {
            panic!("a secret");
        }
        let routes =
            [("/panics", get(panics)), ("/hangs", get(pending::<&'static str>)), ("/reads", post(reads))];
        let router =
            routes.into_iter().fold(Router::new(), |router, (path, handler)| router.route(path, handler));
        let request = Request::builder().method(method).uri(path).body(body).unwrap();
        let response: Response = surround(name_routes(router), limits).oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_a_500_that_gives_nothing_away() {
        let (status, body) = call("GET", "/panics", Limits::default(), Body::empty()).await;
        assert_eq!(status, 500);
        assert_eq!(body["detail"], "Something went wrong here. Try again.");
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_a_504() {
        let limits = Limits { request_seconds: 0, ..Limits::default() };
        let (status, body) = call("GET", "/hangs", limits, Body::empty()).await;
        assert_eq!((status.as_u16(), body["detail"].as_str()), (504, Some("It took too long. Try again.")));
    }

    #[tokio::test]
    async fn a_body_that_stops_coming_is_a_408() {
        let limits = Limits { body_pause_seconds: 0, ..Limits::default() };
        let never = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
        let (status, _) = call("POST", "/reads", limits, Body::from_stream(never)).await;
        assert_eq!(status, 408);
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_a_413() {
        let (status, _) = call("POST", "/reads", Limits::default(), Body::from("12345")).await;
        assert_eq!(status, 413);
    }
}

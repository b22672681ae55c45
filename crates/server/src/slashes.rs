//! A path works with and without its last slash.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

use crate::ApiError;

/// The request that no route took, on its way back to be tried with the other form of its path.
#[derive(Clone)]
struct Unrouted(Arc<Mutex<Option<Request>>>);

/// Serves `router`; what it has no route for is tried once more with the last slash added or removed.
pub fn tolerate(router: Router) -> Router {
    let router = router.fallback(unrouted).method_not_allowed_fallback(wrong_method);
    Router::new().fallback(move |request: Request| {
        let router = router.clone();
        async move {
            let mut response = route(router.clone(), request).await;
            let Some(request) = take_unrouted(&mut response) else { return response };
            match other_form(request) {
                Some(request) => route(router, request).await,
                None => response,
            }
        }
    })
}

async fn route(router: Router, request: Request) -> Response {
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

async fn unrouted(request: Request) -> Response {
    let mut response = ApiError::not_found().into_response();
    response.extensions_mut().insert(Unrouted(Arc::new(Mutex::new(Some(request)))));
    response
}

async fn wrong_method(request: Request) -> ApiError {
    let sentence = format!("Method \"{}\" not allowed.", request.method());
    ApiError::detail(axum::http::StatusCode::METHOD_NOT_ALLOWED, sentence)
}

fn take_unrouted(response: &mut Response) -> Option<Request> {
    let Unrouted(slot) = response.extensions_mut().remove()?;
    slot.lock().ok()?.take()
}

fn other_form(mut request: Request) -> Option<Request> {
    let path = request.uri().path();
    let other = match path.strip_suffix('/') {
        Some("") => return None,
        Some(without) => without.to_owned(),
        None => format!("{path}/"),
    };
    let other = match request.uri().query() {
        Some(query) => format!("{other}?{query}"),
        None => other,
    };
    *request.uri_mut() = other.parse::<Uri>().ok()?;
    Some(request)
}

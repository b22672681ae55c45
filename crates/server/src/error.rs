//! The one error of the HTTP interface. Its constructors read like the sentence they send.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use baton_auth::Refused;
use baton_model::canvas::Malformed;
use serde_json::{Value, json};

/// An answer that is not a success: a status and a JSON body in the documented shape.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError {
    /// The status.
    pub status: StatusCode,
    /// The body: `{"detail": "…"}`, or field names with lists of sentences.
    pub body: Value,
}

/// After so many seconds it is worth while to try again what was unavailable.
const RETRY_AFTER_SECONDS: u16 = 1;

impl ApiError {
    /// `{"detail": sentence}` with any status.
    pub fn detail(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self { status, body: json!({ "detail": sentence.into() }) }
    }

    /// 400 with a sentence.
    pub fn bad_request(sentence: impl Into<String>) -> Self {
        Self::detail(StatusCode::BAD_REQUEST, sentence)
    }

    /// 400 on one field: `{"name": ["…"]}`.
    pub fn field(name: &str, sentence: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, body: json!({ name: [sentence.into()] }) }
    }

    /// 400: places of a document that are not of the right shape, every one named:
    /// `{"detail": "…", "errors": [{"path", "message"}]}`.
    pub fn malformed(what: &str, places: &[Malformed]) -> Self {
        let first =
            places.first().map(|place| format!(" {}", at(&place.path, &place.message))).unwrap_or_default();
        let errors: Vec<Value> =
            places.iter().map(|place| json!({ "path": place.path, "message": place.message })).collect();
        let detail = format!("The {what} is not well formed.{first}");
        Self { status: StatusCode::BAD_REQUEST, body: json!({ "detail": detail, "errors": errors }) }
    }

    /// 401: no token came.
    pub fn not_authenticated() -> Self {
        Self::detail(StatusCode::UNAUTHORIZED, "Authentication credentials were not provided.")
    }

    /// 401: a token came that is not valid (any more).
    pub fn token_not_valid() -> Self {
        Self::detail(StatusCode::UNAUTHORIZED, "Given token not valid.")
    }

    /// 403 with a sentence.
    pub fn forbidden(sentence: impl Into<String>) -> Self {
        Self::detail(StatusCode::FORBIDDEN, sentence)
    }

    /// 404 as the public API says it.
    pub fn not_found() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Not found.")
    }

    /// 409 with a sentence.
    pub fn conflict(sentence: impl Into<String>) -> Self {
        Self::detail(StatusCode::CONFLICT, sentence)
    }

    /// 412: somebody else changed it meanwhile.
    pub fn changed_meanwhile() -> Self {
        Self::detail(
            StatusCode::PRECONDITION_FAILED,
            "It was changed meanwhile. Read it again, apply your change to that, and send the new ETag.",
        )
    }

    /// 413: the body is larger than `limit` bytes.
    pub fn too_large(limit: usize) -> Self {
        Self::detail(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The body is too large. At most {} MiB are taken.", limit / (1024 * 1024)),
        )
    }

    /// 503 with a sentence. `Retry-After` goes along with it.
    pub fn unavailable(sentence: impl Into<String>) -> Self {
        Self::detail(StatusCode::SERVICE_UNAVAILABLE, sentence)
    }

    /// 500, or 503 for what may work in a moment. The cause goes to the log, never to the caller.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(cause, "a request failed");
        match of_store(cause) {
            Some(error) if error.is_away() => {
                Self::unavailable("The database can't be reached now. Try again in a moment.")
            }
            Some(baton_store::Error::Crossed(_)) => Self::unavailable(
                "Somebody else was changing the same at this moment, and nothing was changed here. Try again.",
            ),
            _ => Self::detail(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here. Try again."),
        }
    }
}

/// The store's error that this one is, or carries on.
fn of_store<'e>(cause: &'e (dyn std::error::Error + 'static)) -> Option<&'e baton_store::Error> {
    cause
        .downcast_ref()
        .or_else(|| match cause.downcast_ref()? {
            baton_runtime::Error::Store(error) => Some(error),
            _ => None,
        })
        .or_else(|| match cause.downcast_ref()? {
            baton_auth::Error::Store(error) => Some(error),
            _ => None,
        })
}

/// What is wrong with the whole stands by itself.
fn at(path: &str, message: &str) -> String {
    if path.is_empty() { message.to_owned() } else { format!("{path}: {message}") }
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Invisible => Self::not_found(),
            Refused::Forbidden { .. } | Refused::NotOrgAdmin | Refused::SignInFirst => {
                Self::forbidden(refused.to_string())
            }
        }
    }
}

impl From<baton_store::Error> for ApiError {
    fn from(error: baton_store::Error) -> Self {
        Self::internal(&error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, RETRY_AFTER_SECONDS.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = axum::http::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(axum::http::header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_work_in_a_moment_is_503_wherever_it_happened() {
        let crossed = || baton_store::Error::Crossed("deadlock detected".to_owned());
        let errors: [Box<dyn std::error::Error>; 3] = [
            Box::new(crossed()),
            Box::new(baton_runtime::Error::Store(crossed())),
            Box::new(baton_auth::Error::Store(crossed())),
        ];
        for error in errors {
            let answer = ApiError::internal(&*error);
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(!answer.body.to_string().contains("deadlock"), "{}", answer.body);
        }
        let broken = baton_store::Error::Migration("no".to_owned());
        assert_eq!(ApiError::internal(&broken).status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}

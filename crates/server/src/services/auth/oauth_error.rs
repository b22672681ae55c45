//! Errors as OAuth clients read them: `{"error": "…", "error_description": "…"}`.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use baton_auth::{SignInError, Unproven};
use serde::Serialize;
use utoipa::ToSchema;

/// An answer that is not a success.
#[derive(Debug, Serialize, ToSchema)]
pub struct OAuthError {
    #[serde(skip)]
    status: StatusCode,
    #[serde(skip)]
    retry_after: Option<i64>,
    /// The kind, such as `invalid_grant`.
    #[schema(example = "invalid_grant")]
    error: &'static str,
    /// A sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Invalid user credentials")]
    error_description: Option<String>,
}

impl OAuthError {
    pub fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self { status, retry_after: None, error, error_description: Some(description.into()) }
    }

    /// 400: what was sent is not complete, or not a form.
    pub fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 401: no such client.
    pub fn invalid_client() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", "Invalid client or Invalid client credentials")
    }

    /// 404: no such realm.
    pub fn no_realm() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            retry_after: None,
            error: "Realm does not exist",
            error_description: None,
        }
    }

    /// 500, or 503 where it may go away by itself.
    pub fn failed(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(cause, "a request for tokens failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "Something went wrong here. Try again.")
    }
}

impl From<SignInError> for OAuthError {
    fn from(refused: SignInError) -> Self {
        let status = match &refused {
            SignInError::Failed(cause) => return Self::failed(cause),
            SignInError::SlowDown { wait_seconds } => {
                let slow_down = Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", refused.to_string());
                return Self { retry_after: Some(*wait_seconds), ..slow_down };
            }
            SignInError::Elsewhere(_) => {
                return Self::new(StatusCode::BAD_REQUEST, "unauthorized_client", refused.to_string());
            }
            SignInError::Credentials => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, "invalid_grant", refused.to_string())
    }
}

impl From<Unproven> for OAuthError {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Missing => Self::new(StatusCode::UNAUTHORIZED, "invalid_request", "Token not provided"),
            Unproven::Invalid => {
                Self::new(StatusCode::UNAUTHORIZED, "invalid_token", "Token verification failed")
            }
            Unproven::Unavailable => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", unproven.to_string())
            }
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

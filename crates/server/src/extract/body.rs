//! A body, of bounded size, that comes in time.

use std::error::Error;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::StatusCode;
use tower_http::timeout::TimeoutError;

use crate::ApiError;

/// Reads a body.
///
/// # Errors
/// 413 when it is larger than `limit` bytes, 408 when whoever sends it pauses for too long.
pub async fn read_bytes(body: Body, limit: usize) -> Result<Bytes, ApiError> {
    to_bytes(body, limit).await.map_err(|error| {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(error) = cause {
            if error.is::<TimeoutError>() {
                return ApiError::detail(
                    StatusCode::REQUEST_TIMEOUT,
                    "The body did not come in time. Send the request again.",
                );
            }
            cause = error.source();
        }
        ApiError::too_large(limit)
    })
}

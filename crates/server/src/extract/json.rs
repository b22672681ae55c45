//! A JSON body: bounded in size and depth, with errors that say where it went wrong.

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::body::read_bytes;
use crate::ApiError;

/// The most bytes a body may have: 8 MiB.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;
const DEPTH_LIMIT: usize = 64;

/// A body that is JSON of the right shape.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let body = read_body(request).await?;
        parse_json(&body).map(Self)
    }
}

/// A body that says it is JSON, not read yet.
pub struct JsonBytes(pub axum::body::Bytes);

impl<S: Send + Sync> FromRequest<S> for JsonBytes {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        read_body(request).await.map(Self)
    }
}

/// Reads a body that says it is JSON, within [`BODY_LIMIT`].
///
/// # Errors
/// 415 when it says it is something else, 413 when it is too large.
pub async fn read_body(request: Request) -> Result<axum::body::Bytes, ApiError> {
    if !content_type(request.headers()) {
        return Err(ApiError::detail(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type in request. Send the body as application/json.",
        ));
    }
    read_bytes(request.into_body(), BODY_LIMIT).await
}

/// True for JSON, and where nothing is said.
fn content_type(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_none_or(|value| {
        value.to_str().is_ok_and(|text| {
            let kind = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
        })
    })
}

/// Reads JSON from somebody who may not mean well.
///
/// # Errors
/// 400 when it is not JSON, is nested deeper than 64 levels, or is not of the shape asked for.
pub fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    if too_deep(body) {
        return Err(ApiError::bad_request(format!("The JSON is nested deeper than {DEPTH_LIMIT} levels.")));
    }
    let reader = &mut serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut *reader).map_err(|error| misshapen(&error))?;
    reader.end().map_err(|error| ApiError::bad_request(format!("JSON parse error - {error}.")))?;
    Ok(read)
}

/// A field of the wrong type is named as every wrong field is.
fn misshapen(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    let (path, cause) = (error.path().to_string(), error.inner());
    if cause.classify() != serde_json::error::Category::Data {
        return ApiError::bad_request(format!("JSON parse error - {cause}."));
    }
    if path == "." {
        return ApiError::bad_request(format!("The JSON is not of the expected shape: {cause}."));
    }
    let said = cause.to_string();
    let sentence = match said.starts_with("invalid type") && said.contains("expected a string") {
        true => "Not a valid string.".to_owned(),
        false => format!("It is not of the expected shape: {said}."),
    };
    ApiError::field(&path, sentence)
}

fn too_deep(body: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in body {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::parse_json;

    #[test]
    fn json_that_is_too_deep_is_refused_before_it_is_read() {
        let deep = "[".repeat(100_000);
        let error = parse_json::<Value>(deep.as_bytes()).unwrap_err();
        assert_eq!(error.body["detail"], "The JSON is nested deeper than 64 levels.");
        let braces_in_text = format!("\"{}\"", "{".repeat(100));
        assert!(parse_json::<Value>(braces_in_text.as_bytes()).is_ok());
    }
}

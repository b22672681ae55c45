//! A file in a form (`multipart/form-data`), bounded in size.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use super::{BODY_LIMIT, parse_json};
use crate::ApiError;

/// What stands around the file in a form: boundaries and headers.
const AROUND: usize = 64 * 1024;
/// More parts than any form of ours has.
const MOST_PARTS: usize = 32;

/// A part of a form.
pub struct Part {
    /// Its name, such as `file`.
    pub name: String,
    /// The name of the file it was, when it was one.
    pub file_name: String,
    /// What it holds.
    pub bytes: axum::body::Bytes,
}

/// True for `multipart/form-data`.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/form-data"))
}

/// Reads all parts of a form.
///
/// # Errors
/// 413 when the parts hold more than `limit` bytes together, 400 when it is not a form.
pub async fn read_form(mut request: Request, limit: usize) -> Result<Vec<Part>, ApiError> {
    DefaultBodyLimit::max(limit + AROUND).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|refused| {
        ApiError::bad_request(format!("Multipart form parse error - {}.", refused.body_text()))
    })?;
    let (mut parts, mut taken) = (Vec::new(), 0_usize);
    while let Some(field) = form.next_field().await.map_err(|refused| unreadable(&refused, limit))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|refused| unreadable(&refused, limit))?;
        taken += bytes.len();
        if taken > limit {
            return Err(ApiError::too_large(limit));
        }
        if parts.len() == MOST_PARTS {
            return Err(ApiError::bad_request(format!("The form has more than {MOST_PARTS} parts.")));
        }
        parts.push(Part { name, file_name, bytes });
    }
    Ok(parts)
}

fn unreadable(refused: &axum::extract::multipart::MultipartError, limit: usize) -> ApiError {
    if refused.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiError::too_large(limit)
    } else {
        ApiError::bad_request(format!("Multipart form parse error - {}.", refused.body_text()))
    }
}

/// A JSON document that comes as the part `file` of a form, or as the body itself: the text as it came, and what
/// it says.
pub struct Document {
    /// Byte for byte as it came.
    pub text: String,
    /// The same, read.
    pub value: serde_json::Value,
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    /// 400 when it is not UTF-8, not JSON, or too deep.
    pub fn parse(bytes: &[u8]) -> Result<Self, ApiError> {
        let value = parse_json(bytes)?;
        let text = std::str::from_utf8(bytes).map_err(|_| {
            ApiError::bad_request("The document is not UTF-8. Save it as UTF-8 and send it again.")
        })?;
        Ok(Self { text: text.trim().to_owned(), value })
    }
}

impl<S: Send + Sync> FromRequest<S> for Document {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !is_form(request.headers()) {
            return super::json::read_body(request).await.and_then(|bytes| Self::parse(&bytes));
        }
        let parts = read_form(request, BODY_LIMIT).await?;
        match parts.iter().find(|part| part.name == "file") {
            Some(part) => Self::parse(&part.bytes),
            None => Err(ApiError::field("file", "No file was submitted.")),
        }
    }
}

//! A ZIP that somebody sends: the part `file` of a form, or a body of type `application/zip`.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use crate::ApiError;
use crate::extract::{Parameters, is_form, read_form};

/// The most bytes that are taken, packed.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// A ZIP and what was said beside it.
pub struct Upload {
    /// The ZIP.
    pub file: axum::body::Bytes,
    fields: Vec<(String, String)>,
    parameters: Parameters,
}

impl Upload {
    /// Reads it.
    ///
    /// # Errors
    /// 400 when no file is there, 413 when it is too large, 415 when it is neither.
    pub async fn read(request: Request, parameters: Parameters) -> Result<Self, ApiError> {
        if is_form(request.headers()) {
            return Self::from_form(request, parameters).await;
        }
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let zips = ["application/zip", "application/x-zip-compressed", "application/octet-stream"];
        if !zips.contains(&kind.as_str()) {
            return Err(ApiError::detail(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Unsupported media type in request. Send the ZIP as the part `file` of a multipart/form-data form, or as application/zip.",
            ));
        }
        let body = axum::body::to_bytes(request.into_body(), LIMIT).await;
        let file = body.map_err(|_| ApiError::too_large(LIMIT))?;
        Ok(Self { file, fields: Vec::new(), parameters }).and_then(Self::not_empty)
    }

    async fn from_form(request: Request, parameters: Parameters) -> Result<Self, ApiError> {
        let (mut file, mut fields) = (None, Vec::new());
        for part in read_form(request, LIMIT).await? {
            if part.name == "file" {
                file = Some(part.bytes);
            } else if part.bytes.len() <= 4_096 {
                fields.push((part.name, String::from_utf8_lossy(&part.bytes).trim().to_owned()));
            }
        }
        let file = file.ok_or_else(|| ApiError::field("file", "No file was submitted."))?;
        Ok(Self { file, fields, parameters }).and_then(Self::not_empty)
    }

    fn not_empty(self) -> Result<Self, ApiError> {
        if self.file.is_empty() {
            return Err(ApiError::field("file", "The submitted file is empty."));
        }
        Ok(self)
    }

    /// What was said beside the file: a field of the form, else a parameter of the query. Empty is not given.
    pub fn field(&self, name: &str) -> Option<&str> {
        let said = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        said.filter(|value| !value.is_empty()).or_else(|| self.parameters.get(name))
    }
}

//! A ZIP that somebody sends: the part `file` of a form, or a body of type `application/zip`.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::ApiError;
use crate::extract::{Parameters, is_form, read_form};

/// The most bytes that are taken, packed.
pub const LIMIT: usize = 64 * 1024 * 1024;
const MOST_BYTES_OF_A_FIELD: usize = 4_096;

/// How many are read and unpacked at the same time: together with [`LIMIT`], a bound on memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A ZIP and what was said beside it.
pub struct Upload {
    /// The ZIP.
    pub file: Bytes,
    fields: Vec<(String, String)>,
    parameters: Parameters,
    /// One of [`AT_ONCE`], for as long as the upload is at work.
    _turn: Option<SemaphorePermit<'static>>,
}

impl Upload {
    /// Reads it.
    ///
    /// # Errors
    /// 400 when no file is there, 413 when it is too large, 415 when it is neither.
    pub async fn read(request: Request, parameters: Parameters) -> Result<Self, ApiError> {
        // The semaphore is never closed, so there always is a permit in the end.
        let turn = AT_ONCE.acquire().await.ok();
        let (file, fields) = match is_form(request.headers()) {
            true => from_form(request).await?,
            false => (from_body(request).await?, Vec::new()),
        };
        if file.is_empty() {
            return Err(ApiError::field("file", "The submitted file is empty."));
        }
        Ok(Self { file, fields, parameters, _turn: turn })
    }

    /// What was said beside the file: a field of the form, else a parameter of the query. Empty is not given.
    pub fn field(&self, name: &str) -> Option<&str> {
        let said = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        said.filter(|value| !value.is_empty()).or_else(|| self.parameters.get(name))
    }
}

async fn from_body(request: Request) -> Result<Bytes, ApiError> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let zips = ["application/zip", "application/x-zip-compressed", "application/octet-stream"];
    if !zips.contains(&kind.as_str()) {
        return Err(ApiError::detail(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type in request. Send the ZIP as the part `file` of a multipart/form-data form, or as application/zip.",
        ));
    }
    axum::body::to_bytes(request.into_body(), LIMIT).await.map_err(|_| ApiError::too_large(LIMIT))
}

async fn from_form(request: Request) -> Result<(Bytes, Vec<(String, String)>), ApiError> {
    let (mut file, mut fields) = (None, Vec::new());
    for part in read_form(request, LIMIT).await? {
        if part.name == "file" {
            file = Some(part.bytes);
        } else if part.bytes.len() <= MOST_BYTES_OF_A_FIELD {
            fields.push((part.name, String::from_utf8_lossy(&part.bytes).trim().to_owned()));
        }
    }
    let file = file.ok_or_else(|| ApiError::field("file", "No file was submitted."))?;
    Ok((file, fields))
}

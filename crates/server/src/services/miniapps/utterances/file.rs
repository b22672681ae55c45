//! A file of labelled utterances in a form, and what was said beside it.

use axum::extract::Request;
use axum::http::StatusCode;
use baton_nlu::evaluation::{ExamplesError, Labelled, read_examples};
use serde_json::json;

use crate::ApiError;
use crate::extract::{BODY_LIMIT, Parameters, is_form, read_form};

/// Labelled utterances, and what was said beside them.
pub struct UtteranceFile {
    /// The utterances, in their order.
    pub examples: Vec<Labelled>,
    fields: Vec<(String, String)>,
    parameters: Parameters,
}

impl UtteranceFile {
    /// Reads the form.
    ///
    /// # Errors
    /// 415 when it is no form, 413 when it is larger than 8 MiB, 400 when no file is in it or lines of it are wrong;
    /// every one is named.
    pub async fn read(request: Request, parameters: Parameters) -> Result<Self, ApiError> {
        if !is_form(request.headers()) {
            return Err(ApiError::detail(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Unsupported media type in request. Send the file as the part `file` of a multipart/form-data form.",
            ));
        }
        let (mut file, mut fields) = (None, Vec::new());
        for part in read_form(request, BODY_LIMIT).await? {
            match part.name.as_str() {
                "file" => file = Some(part),
                _ => fields.push((part.name, String::from_utf8_lossy(&part.bytes).trim().to_owned())),
            }
        }
        let file = file.ok_or_else(|| ApiError::field("file", "No file was submitted."))?;
        let examples = read_examples(&file.file_name, &file.bytes).map_err(|errors| wrong_lines(&errors))?;
        Ok(Self { examples, fields, parameters })
    }

    /// What was said beside the file: a field of the form, else a parameter of the query. Empty is not given.
    pub fn field(&self, name: &str) -> Option<&str> {
        let said = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        said.filter(|value| !value.is_empty()).or_else(|| self.parameters.get(name))
    }
}

/// 400: what is wrong with the file, line by line.
fn wrong_lines(errors: &[ExamplesError]) -> ApiError {
    let first = errors.first().map(ToString::to_string).unwrap_or_default();
    let told: Vec<_> =
        errors.iter().map(|error| json!({"line": error.line(), "message": error.to_string()})).collect();
    ApiError {
        status: StatusCode::BAD_REQUEST,
        body: json!({"detail": format!("The file can't be read. {first}"), "errors": told}),
    }
}

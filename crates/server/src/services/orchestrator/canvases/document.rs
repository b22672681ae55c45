//! The document of a canvas: read for what must be known of it, and kept byte for byte.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use baton_model::canvas::Content;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::problems::CanvasProblem;
use crate::ApiError;
use crate::extract::Document;

/// What an answer adds to the document. A client that writes an answer back does not mean it.
const WARNINGS: &str = "warnings";

/// A canvas, as clients send and get it. Keys that are not known are kept.
#[derive(ToSchema)]
#[schema(title = "Canvas")]
#[allow(dead_code, reason = "it stands for the document in the OpenAPI document")]
pub struct Canvas {
    /// The graph.
    content: CanvasContent,
    /// What clients call it: by custom its id.
    name: Option<String>,
}

/// The graph of a canvas.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it stands for the document in the OpenAPI document")]
pub struct CanvasContent {
    /// Blocks: `node_id`, `type`, `component_id`, `title`, `x_value`, `y_value`, `configuration`, `miniapp_type`.
    #[schema(value_type = Vec<Object>)]
    nodes: Vec<Value>,
    /// Arrows: `id`, `source`, `target`, `conditions`, `condition_operator`, `port`.
    #[schema(value_type = Vec<Object>)]
    edges: Vec<Value>,
}

/// A canvas as it was saved, and what is wrong with it.
#[derive(ToSchema)]
#[schema(title = "SavedCanvas")]
#[allow(dead_code, reason = "it stands for the document in the OpenAPI document")]
pub struct SavedCanvas {
    #[schema(inline)]
    content: CanvasContent,
    /// What clients call it: by custom its id.
    name: Option<String>,
    /// The problems of this canvas. None of them kept it from being saved.
    warnings: Vec<CanvasProblem>,
}

/// A document that is well formed.
pub struct CanvasDocument {
    /// What is kept.
    pub text: String,
    /// What it says.
    pub content: Content,
}

impl CanvasDocument {
    /// Reads a document: `{"content": {"nodes": […], "edges": […]}, …}`, or the content alone.
    ///
    /// # Errors
    /// 400 when it is not JSON or is too deep, and when it is not well formed: every place that is wrong is named.
    pub fn read(bytes: &[u8]) -> Result<Self, ApiError> {
        let Document { text, mut value } = Document::parse(bytes)?;
        let Value::Object(keys) = &mut value else {
            return Err(ApiError::field(
                "non_field_errors",
                "Invalid data. Expected an object with the key content.",
            ));
        };
        let bare = !keys.contains_key("content");
        if bare && !keys.contains_key("nodes") && !keys.contains_key("edges") {
            return Err(ApiError::field("content", "This field is required."));
        }
        let told = keys.shift_remove(WARNINGS).is_some();
        let content = Content::parse(&value).map_err(|places| ApiError::malformed("canvas", &places))?;
        let text = if told { value.to_string() } else { text };
        let text = if bare { format!("{{\"content\":{text}}}") } else { text };
        Ok(Self { text, content })
    }
}

/// Answers a document as it was kept.
pub fn as_kept(text: String) -> Response {
    ([(CONTENT_TYPE, "application/json")], Body::from(text)).into_response()
}

/// Answers a document with one key more: the problems.
pub fn with_warnings(mut text: String, problems: &[CanvasProblem]) -> Result<Response, ApiError> {
    #[derive(Serialize)]
    struct More<'a> {
        warnings: &'a [CanvasProblem],
    }
    let more =
        serde_json::to_string(&More { warnings: problems }).map_err(|error| ApiError::internal(&error))?;
    // What is kept is an object with at least one key: in place of its last brace comes the rest of the other.
    text.truncate(text.trim_end().len().saturating_sub(1));
    text.push(',');
    text.push_str(more.strip_prefix('{').unwrap_or(&more));
    Ok(as_kept(text))
}

#[cfg(test)]
mod tests {
    use super::CanvasDocument;

    #[test]
    fn a_document_is_kept_byte_for_byte() {
        let text = r#"{ "z": 1.50, "content": {"edges": [], "nodes": [ ], "a": 1e2}, "name": "x" }"#;
        assert_eq!(CanvasDocument::read(format!("\n{text} ").as_bytes()).unwrap().text, text);
    }

    #[test]
    fn what_an_answer_added_is_left_out_when_it_comes_back() {
        let read =
            CanvasDocument::read(br#"{"content": {"b": 1, "a": 2}, "warnings": [{}], "name": "x"}"#).unwrap();
        assert_eq!(read.text, r#"{"content":{"b":1,"a":2},"name":"x"}"#);
    }

    #[test]
    fn content_alone_is_a_canvas_and_an_empty_object_is_none() {
        assert_eq!(CanvasDocument::read(br#"{"nodes": []}"#).unwrap().text, r#"{"content":{"nodes": []}}"#);
        assert!(CanvasDocument::read(b"{}").is_err());
        assert!(CanvasDocument::read(b"[]").is_err());
        assert!(CanvasDocument::read(br#"{"content": 1}"#).is_err());
    }
}

//! The tables that can be asked.

use axum::http::StatusCode;
use baton_store::{METRICS_TABLES, MetricsTable};

use crate::ApiError;

/// The table of this name.
///
/// # Errors
/// 404 as this service says it.
pub fn named(name: &str) -> Result<&'static MetricsTable, ApiError> {
    let found = METRICS_TABLES.iter().find(|table| table.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| refused(StatusCode::NOT_FOUND, "There is no such table."))
}

/// What is wrong, as this service says it: `{"message": "…"}`.
pub fn refused(status: StatusCode, sentence: impl Into<String>) -> ApiError {
    ApiError { status, body: serde_json::json!({ "message": sentence.into() }) }
}

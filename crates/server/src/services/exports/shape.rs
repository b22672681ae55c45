//! How an export is shown.

use baton_model::Timestamp;
use baton_store::Export;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// An export.
#[derive(Serialize, ToSchema)]
#[schema(title = "Export")]
pub struct ShownExport {
    /// Its id.
    id: Uuid,
    /// The group whose records it holds.
    ocp_group_name: String,
    /// The kinds of record in it.
    #[schema(value_type = Vec<String>)]
    types: Value,
    /// From this hour.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Up to this hour, which is not in it.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// `pending`, `completed`, `failed`, or `expired` after a day.
    status: String,
    /// Why it failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
    /// How many records are in it.
    records: i64,
    /// The size of the file.
    bytes: i64,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Up to when what happened is in it: `to`, or, when its last hour was not over, the moment in which it was asked for.
    #[schema(value_type = String, format = DateTime)]
    recorded_to: Timestamp,
    /// Where the file is, once it is completed.
    #[schema(required = true)]
    url: Option<String>,
}

impl ShownExport {
    /// Shows one.
    pub fn of(row: Export) -> Self {
        let url = format!("/exports-api/v1/exports/{}/file", row.id);
        Self {
            url: (row.status == "completed").then_some(url),
            id: row.id,
            ocp_group_name: row.group_name,
            types: row.types,
            from: row.from_time,
            to: row.to_time,
            status: row.status,
            detail: row.failure,
            records: row.records,
            bytes: row.bytes,
            created_at: row.created_at,
            recorded_to: row.to_time.min(row.created_at),
        }
    }
}

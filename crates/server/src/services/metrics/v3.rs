//! `/metrics-api/v3`

use axum::Json;
use axum::extract::{Path, State};

use super::answer::{self, Aggregations, GroupedMetrics, MetricsColumn, MetricsTables};
use super::question::MetricsQuestion;
use super::tables::named;
use crate::extract::{Caller, JsonBody};
use crate::{ApiError, AppState};

/// The tables that can be asked.
#[utoipa::path(
    get,
    path = "/metrics-api/v3/tables",
    tag = "metrics",
    operation_id = "metrics_tables_v3",
    responses((status = 200, body = MetricsTables))
)]
pub async fn list(_caller: Caller) -> Json<MetricsTables> {
    Json(answer::list())
}

/// The columns of a table: dimensions (`pk`) and measures.
#[utoipa::path(
    get,
    path = "/metrics-api/v3/tables/{table}",
    tag = "metrics",
    operation_id = "metrics_table_v3",
    params(("table" = String, Path, description = "The table's name.")),
    responses((status = 200, body = Vec<MetricsColumn>), (status = 404, description = "There is none."))
)]
pub async fn table(_caller: Caller, Path(table): Path<String>) -> Result<Json<Vec<MetricsColumn>>, ApiError> {
    Ok(Json(answer::columns(named(&table)?)))
}

/// Sums over a table.
#[utoipa::path(
    post,
    path = "/metrics-api/v3/tables/{table}/aggregations",
    tag = "metrics",
    operation_id = "metrics_aggregations_v3",
    params(("table" = String, Path, description = "The table's name.")),
    request_body = MetricsQuestion,
    responses(
        (status = 200, body = Aggregations),
        (status = 400, description = "A column, a moment or an operator is wrong; `message` says which."),
        (status = 404, description = "There is no such table."),
    )
)]
pub async fn aggregations(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(table): Path<String>,
    JsonBody(question): JsonBody<MetricsQuestion>,
) -> Result<Json<Aggregations>, ApiError> {
    answer::aggregations(&state, &access, &table, question).await.map(Json)
}

/// Sums over a table, told apart by its dimensions.
#[utoipa::path(
    post,
    path = "/metrics-api/v3/tables/{table}/groups",
    tag = "metrics",
    operation_id = "metrics_groups_v3",
    params(("table" = String, Path, description = "The table's name.")),
    request_body = MetricsQuestion,
    responses(
        (status = 200, body = GroupedMetrics),
        (status = 400, description = "A column, a moment or an operator is wrong; `message` says which."),
        (status = 404, description = "There is no such table."),
    )
)]
pub async fn groups(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(table): Path<String>,
    JsonBody(question): JsonBody<MetricsQuestion>,
) -> Result<Json<GroupedMetrics>, ApiError> {
    answer::groups(&state, &access, &table, question).await.map(Json)
}

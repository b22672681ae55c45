//! The four actions on tables, said once for both versions.

/// The actions under `/metrics-api/<version>`.
macro_rules! version_endpoints {
    ($name:ident: $version:literal) => {
        pub mod $name {
            #![doc = concat!("`/metrics-api/", $version, "`")]

            use axum::Json;
            use axum::extract::{Path, State};

            use crate::services::metrics::answer::{self, Aggregations, GroupedMetrics, MetricsColumn, MetricsTables};
            use crate::services::metrics::question::{Asking, MetricsQuestion};
            use crate::services::metrics::tables::named;
            use crate::extract::Caller;
            use crate::{ApiError, AppState};

            /// The tables that can be asked.
            #[utoipa::path(
                get,
                path = concat!("/metrics-api/", $version, "/tables"),
                tag = "metrics",
                operation_id = concat!("metrics_tables_", $version),
                responses((status = 200, body = MetricsTables))
            )]
            pub async fn list(_caller: Caller) -> Json<MetricsTables> {
                Json(answer::list())
            }

            /// The columns of a table: dimensions (`pk`) and measures.
            #[utoipa::path(
                get,
                path = concat!("/metrics-api/", $version, "/tables/{table}"),
                tag = "metrics",
                operation_id = concat!("metrics_table_", $version),
                params(("table" = String, Path, description = "The table's name.")),
                responses((status = 200, body = Vec<MetricsColumn>), (status = 404, description = "There is none."))
            )]
            pub async fn table(_caller: Caller, Path(table): Path<String>) -> Result<Json<Vec<MetricsColumn>>, ApiError> {
                Ok(Json(answer::columns(named(&table)?)))
            }

            /// Sums over a table.
            #[utoipa::path(
                post,
                path = concat!("/metrics-api/", $version, "/tables/{table}/aggregations"),
                tag = "metrics",
                operation_id = concat!("metrics_aggregations_", $version),
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
                Asking(question): Asking,
            ) -> Result<Json<Aggregations>, ApiError> {
                answer::aggregations(&state, &access, &table, question).await.map(Json)
            }

            /// Sums over a table, told apart by its dimensions.
            #[utoipa::path(
                post,
                path = concat!("/metrics-api/", $version, "/tables/{table}/groups"),
                tag = "metrics",
                operation_id = concat!("metrics_groups_", $version),
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
                Asking(question): Asking,
            ) -> Result<Json<GroupedMetrics>, ApiError> {
                answer::groups(&state, &access, &table, question).await.map(Json)
            }
        }
    };
}

version_endpoints!(v3: "v3");
version_endpoints!(v4: "v4");

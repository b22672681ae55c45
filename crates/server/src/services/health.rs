//! Whether the server lives, whether it can serve, and how it does.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{AppState, telemetry};

/// How long the store may take to answer. Load balancers ask every few seconds.
const PING: Duration = Duration::from_secs(2);

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(live)).routes(routes!(ready)).routes(routes!(metrics))
}

/// How the server is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `ok` or `unavailable`
    status: &'static str,
}

/// The process lives.
#[utoipa::path(
    get,
    path = "/health/live",
    tag = "health",
    responses((status = 200, body = Health)),
    security(())
)]
async fn live() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// The store answers.
#[utoipa::path(
    get,
    path = "/health/ready",
    tag = "health",
    responses((status = 200, body = Health), (status = 503, body = Health)),
    security(())
)]
async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Health>) {
    let why = match tokio::time::timeout(PING, state.store.ping()).await {
        Ok(Ok(())) => return (StatusCode::OK, Json(Health { status: "ok" })),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer in {} seconds", PING.as_secs()),
    };
    tracing::warn!(why, "the store does not answer");
    (StatusCode::SERVICE_UNAVAILABLE, Json(Health { status: "unavailable" }))
}

/// Counts and times, as Prometheus reads them.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "health",
    responses((status = 200, body = String, content_type = "text/plain")),
    security(())
)]
async fn metrics() -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], telemetry::metrics().render())
}

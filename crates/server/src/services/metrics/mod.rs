//! Metrics: sums over what happened, in steps of five minutes that are right to the last turn.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod answer;
mod clock;
mod endpoints;
mod question;
mod tables;

use endpoints::{v3, v4};

/// The table of contents: the same under both versions.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(v3::list))
        .routes(routes!(v3::table))
        .routes(routes!(v3::aggregations))
        .routes(routes!(v3::groups))
        .routes(routes!(v4::list))
        .routes(routes!(v4::table))
        .routes(routes!(v4::aggregations))
        .routes(routes!(v4::groups))
}

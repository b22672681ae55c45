//! Canvases: the graphs of apps and flows, kept as their authors' clients wrote them.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod available_fields;
pub mod document;
mod get;
mod problems;
mod put;
mod resource;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get::get, put::put))
        .routes(routes!(available_fields::get))
        .routes(routes!(problems::get))
}

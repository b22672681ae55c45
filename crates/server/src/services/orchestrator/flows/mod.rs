//! Flows: reusable canvases with declared inputs and outputs.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod create;
mod delete;
mod export;
mod get;
mod list;
mod status;
mod update;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::put, update::patch, delete::delete))
        .routes(routes!(status::get))
        .routes(routes!(export::export))
}

//! Apps: what callers talk to.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod create;
mod get;
mod list;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::all, create::create))
        .routes(routes!(list::page))
        .routes(routes!(get::get))
}

//! The OpenAPI document at `/openapi.json`, and a page that shows it at `/docs/`.
//!
//! Nothing on the page comes from another site: its files are in the binary, and its content security policy forbids
//! the rest.

mod assets;
mod document;
mod page;

pub use document::complete;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(document::openapi))
        .routes(routes!(page::page))
        .routes(routes!(assets::asset))
}

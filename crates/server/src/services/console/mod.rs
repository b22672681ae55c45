//! The console at `/console/`: pages that the binary carries. They use nothing but the public interface, and their
//! content security policy lets them speak to nobody else.

pub mod files;
mod page;
mod root;
mod settings;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(root::root))
        .routes(routes!(page::page))
        .routes(routes!(settings::settings))
        .routes(routes!(files::file))
}

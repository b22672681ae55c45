//! The chat widget at `/widget/`: one script that any page may load, and a page to try it on.

mod files;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(files::page)).routes(routes!(files::file))
}

//! Applications, flows and miniApps on the move: export, import, and bundles that were written elsewhere.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod bring;
mod compare;
mod deploy_legacy;
pub mod export;
pub mod import;
pub mod load;
mod over;
mod present;
mod root;
mod rows;
mod sealed;
mod upload;

pub use bring::{Run, import_app};

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(export::export))
        .routes(routes!(import::import))
        .routes(routes!(deploy_legacy::deploy_legacy))
}

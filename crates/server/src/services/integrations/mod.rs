//! Integrations: numbers that callers dial, and what answers them.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod create;
mod list;
mod number;
pub mod routing;
mod shape;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list::list, create::create)).routes(routes!(
        number::get,
        number::put,
        number::delete
    ))
}

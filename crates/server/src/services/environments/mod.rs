//! The environments manager: variables, and how the service is.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod apps;
mod collection;
mod collections;
mod status;
mod variables;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(status::get))
        .routes(routes!(apps::export::get))
        .routes(routes!(apps::promote::post))
        .routes(routes!(collections::list::list))
        .routes(routes!(collections::get::get))
        .routes(routes!(variables::list::list, variables::create::create))
        .routes(routes!(
            variables::get::get,
            variables::update::put,
            variables::update::patch,
            variables::delete::delete
        ))
}

//! Handlers: what happens when a miniApp fails, when the caller starts over, and when the dialog has ended. Each kind
//! is one list, which is read and replaced as a whole.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod apps;
mod endpoints;
mod flows;
mod kind;
mod lists;
mod shapes;
mod validation;

/// The table of contents. Each path has two spellings.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(apps::errors::get, apps::errors::put))
        .routes(routes!(apps::errors::get_underscored, apps::errors::put_underscored))
        .routes(routes!(apps::ends::get, apps::ends::put))
        .routes(routes!(apps::ends::get_underscored, apps::ends::put_underscored))
        .routes(routes!(apps::repeats::get, apps::repeats::put))
        .routes(routes!(apps::repeats::get_underscored, apps::repeats::put_underscored))
        .routes(routes!(flows::errors::get, flows::errors::put))
        .routes(routes!(flows::errors::get_underscored, flows::errors::put_underscored))
        .routes(routes!(flows::repeats::get, flows::repeats::put))
        .routes(routes!(flows::repeats::get_underscored, flows::repeats::put_underscored))
}

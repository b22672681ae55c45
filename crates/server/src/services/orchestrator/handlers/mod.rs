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
        .routes(routes!(apps::errors::dashed::get, apps::errors::dashed::put))
        .routes(routes!(apps::errors::underscored::get, apps::errors::underscored::put))
        .routes(routes!(apps::ends::dashed::get, apps::ends::dashed::put))
        .routes(routes!(apps::ends::underscored::get, apps::ends::underscored::put))
        .routes(routes!(apps::repeats::dashed::get, apps::repeats::dashed::put))
        .routes(routes!(apps::repeats::underscored::get, apps::repeats::underscored::put))
        .routes(routes!(flows::errors::dashed::get, flows::errors::dashed::put))
        .routes(routes!(flows::errors::underscored::get, flows::errors::underscored::put))
        .routes(routes!(flows::repeats::dashed::get, flows::repeats::dashed::put))
        .routes(routes!(flows::repeats::underscored::get, flows::repeats::underscored::put))
}

//! Text to speech: the voices that can be chosen, and how an app speaks. It is kept here and handed to channels; the
//! speech itself is made beside them.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod configuration;
mod voices;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(voices::list)).routes(routes!(configuration::get, configuration::put))
}

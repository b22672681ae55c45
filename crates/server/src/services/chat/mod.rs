//! The chat: JSON messages over a WebSocket, each naming its kind in `type`.

mod connection;
mod handle;
mod reply;
mod request;
mod upgrade;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// The table of contents. All three paths speak the same.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(upgrade::dialogs))
        .routes(routes!(upgrade::session))
        .routes(routes!(upgrade::bare_session))
}

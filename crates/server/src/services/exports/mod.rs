//! Exports: records as files, and as they are made.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{ApiError, AppState};

mod create;
mod file;
mod get;
mod shape;
mod subscriptions;
mod work;

/// For how long a file is kept, in seconds, and after how long a silent node is taken for dead.
const KEPT_SECONDS: i64 = 24 * 60 * 60;
const DEAD_AFTER_SECONDS: i64 = 60;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get::list, create::create))
        .routes(routes!(get::get))
        .routes(routes!(file::file))
        .merge(subscriptions::routes())
}

/// Settles what is over, before anybody looks.
async fn settle(state: &AppState) -> Result<(), ApiError> {
    let now = state.now();
    let (dead, old) = (now.plus_seconds(-DEAD_AFTER_SECONDS), now.plus_seconds(-KEPT_SECONDS));
    Ok(state.store.exports().settle(dead, old).await?)
}

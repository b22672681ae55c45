//! Apps: what callers talk to.

use baton_compiler::Source;
use baton_store::Application;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{ApiError, AppState};

pub mod attached_data;
mod create;
mod delete;
pub mod deploy;
mod deployed_canvases;
mod fail_sources;
mod flows;
mod get;
mod list;
mod miniapps;
mod overview;
pub mod status;
mod update;
mod web_chat;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::all, create::create))
        .routes(routes!(list::page))
        .routes(routes!(overview::get))
        .routes(routes!(get::get, update::put, update::patch, delete::delete))
        .routes(routes!(status::get))
        .routes(routes!(deploy::deploy))
        .routes(routes!(deployed_canvases::get))
        .routes(routes!(miniapps::get))
        .routes(routes!(flows::get))
        .routes(routes!(fail_sources::get))
        .routes(routes!(status::stop))
        .routes(routes!(status::start))
        .routes(routes!(attached_data::get, attached_data::put))
        .routes(routes!(web_chat::get))
        .routes(routes!(web_chat::rotate))
}

/// Asks something of all that an app reaches, on a thread where large canvases hold nobody up.
///
/// # Errors
/// When the store fails.
pub async fn reached<T: Send + 'static>(
    state: &AppState,
    row: &Application,
    ask: impl FnOnce(&Source) -> T + Send + 'static,
) -> Result<T, ApiError> {
    let source = state.runtime.gather(row).await.map_err(|error| ApiError::internal(&error))?;
    let answer = tokio::task::spawn_blocking(move || ask(&source)).await;
    answer.map_err(|error| ApiError::internal(&error))
}

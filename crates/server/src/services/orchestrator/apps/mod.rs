//! Apps: what callers talk to.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod attached_data;
mod create;
mod delete;
mod deploy;
mod get;
mod list;
mod status;
mod update;
mod web_chat;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::all, create::create))
        .routes(routes!(list::page))
        .routes(routes!(get::get, update::put, update::patch, delete::delete))
        .routes(routes!(status::get))
        .routes(routes!(deploy::deploy))
        .routes(routes!(status::stop))
        .routes(routes!(status::start))
        .routes(routes!(attached_data::get, attached_data::put))
        .routes(routes!(web_chat::get))
        .routes(routes!(web_chat::rotate))
}

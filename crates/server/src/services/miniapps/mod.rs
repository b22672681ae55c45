//! miniApps: reusable components that say or ask one thing, or call a service.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

pub mod config;
mod create;
mod delete;
pub mod explanation;
mod export;
pub mod figures;
mod functions;
mod get;
mod intents;
mod list;
mod put;
mod resource;
mod schemas;
pub mod shape;
mod utterances;
pub mod words;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(config::config))
        .routes(routes!(schemas::schemas))
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, put::put, delete::delete))
        .routes(routes!(export::export))
        .routes(routes!(functions::run::run))
        .routes(routes!(utterances::upload::upload))
        .routes(routes!(intents::train::train))
        .routes(routes!(intents::evaluate::evaluate))
        .routes(routes!(intents::explain::explain))
}

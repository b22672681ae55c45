//! The Orchestrator: applications, flows, their canvases and all that is set on them.

use utoipa_axum::router::OpenApiRouter;

use crate::AppState;

pub mod apps;
pub mod canvases;
pub mod changed;
mod component_uses;
pub mod create;
pub mod dialogs;
pub mod field_names;
pub mod flows;
pub mod handlers;
pub mod pagination;
pub mod problems;
pub mod resource;
pub mod results;
pub mod settings;
pub mod shapes;
pub mod transfer;
mod tts;
pub mod update;
pub mod uses;
pub mod voice_biometric;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(apps::routes())
        .merge(canvases::routes())
        .merge(dialogs::routes())
        .merge(flows::routes())
        .merge(handlers::routes())
        .merge(component_uses::routes())
        .merge(settings::routes())
        .merge(results::routes())
        .merge(transfer::routes())
        .merge(tts::routes())
        .merge(voice_biometric::routes())
}

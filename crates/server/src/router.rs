//! The table of contents: which service answers under which paths.

use axum::Router;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{AppState, layers, services, slashes, telemetry};

#[derive(OpenApi)]
#[openapi(info(
    title = "Baton",
    description = "Draw, check, deploy and run conversational applications for contact centres."
))]
struct Document;

/// All services but the one that calls the others.
fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(services::documentation::routes())
        .merge(services::console::routes())
        .merge(services::widget::routes())
        .merge(services::health::routes())
        .merge(services::auth::routes())
        .merge(services::access::routes())
        .merge(services::channels::routes())
        .merge(services::chat::routes())
        .merge(services::orchestrator::routes())
        .merge(services::miniapps::routes())
        .merge(services::environments::routes())
        .merge(services::insights::routes())
        .merge(services::metrics::routes())
        .merge(services::exports::routes())
        .merge(services::integrations::routes())
}

/// The whole HTTP interface.
pub fn app(state: AppState) -> Router {
    let limits = state.config.limits;
    telemetry::metrics();
    let others = routes().split_for_parts().0.with_state(state.clone());
    let router = services::mcp::beside(others, state);
    layers::surround(slashes::tolerate(layers::name_routes(router)), limits)
}

/// The OpenAPI document, generated from the handlers.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    services::documentation::complete(routes().merge(services::mcp::routes()).split_for_parts().1)
}

//! Model Context Protocol: assistants find, read, change, check, deploy and talk to applications.
//!
//! Architecture invariant: a tool does nothing by itself. It sends requests to the endpoints of this server, with the
//! token of whoever calls it, so that there is one way to do each thing, and one place that says who may.

mod arguments;
mod endpoint;
mod inside;
mod protocol;
mod tools;

use axum::Router;
use axum::extract::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(endpoint::mcp))
}

/// Adds the protocol to all other services, which its tools call.
pub fn beside(others: Router, state: AppState) -> Router {
    let inside = Extension(inside::Inside::of(others.clone()));
    others.merge(routes().split_for_parts().0.with_state(state).layer(inside))
}

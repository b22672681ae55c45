//! Identity as OpenID Connect clients know it, under Keycloak's paths and in its shapes.

mod certs;
mod configuration;
mod form;
mod logout;
mod oauth_error;
mod realm;
mod token;
mod userinfo;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(configuration::get))
        .routes(routes!(token::post))
        .routes(routes!(logout::post))
        .routes(routes!(certs::get))
        .routes(routes!(userinfo::get, userinfo::post))
}

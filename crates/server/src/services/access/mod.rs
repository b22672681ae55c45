//! Access management: organizations, groups, members, users and personal access tokens.

mod allowed_addresses;
mod group_members;
mod groups;
mod me;
mod organizations;
mod passwords;
mod personal_tokens;
mod refusals;
mod users;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(me::get))
        .routes(routes!(organizations::list))
        .routes(routes!(organizations::rename))
        .routes(routes!(allowed_addresses::get, allowed_addresses::put))
        .routes(routes!(groups::list, groups::create))
        .routes(routes!(groups::get, groups::delete))
        .routes(routes!(group_members::list))
        .routes(routes!(group_members::put, group_members::delete))
        .routes(routes!(users::list, users::create))
        .routes(routes!(users::get, users::change))
        .routes(routes!(passwords::put))
        .routes(routes!(personal_tokens::list, personal_tokens::create))
        .routes(routes!(personal_tokens::revoke))
}

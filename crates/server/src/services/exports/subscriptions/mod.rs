//! Subscriptions: records that are sent to a receiver as they are made.

use baton_auth::{Access, Role};
use baton_store::Subscription;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{ApiError, AppState};

mod authentication;
mod create;
mod get;
mod held;
mod replay;
mod shape;
mod update;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get::list, create::create))
        .routes(routes!(get::get, update::update, update::delete))
        .routes(routes!(held::held))
        .routes(routes!(replay::replay))
}

/// The subscription with this id, for somebody who has this role in its group.
async fn find(state: &AppState, access: &Access, id: &str, role: Role) -> Result<Subscription, ApiError> {
    let id = Uuid::try_parse(id).map_err(|_| ApiError::not_found())?;
    let row = state.store.subscriptions().get(id).await?.ok_or_else(ApiError::not_found)?;
    access.require(&row.group_name, role)?;
    Ok(row)
}

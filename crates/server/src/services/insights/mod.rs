//! Insights: what happened in dialogs, found and told.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use baton_auth::Access;
use baton_store::RecordedDialog;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Caller;
use crate::services::orchestrator::resource::Right;
use crate::{ApiError, AppState};

mod cursor;
mod erase;
mod filter;
mod get;
mod live;
mod log;
mod page;
mod records;
mod search;
mod shape;
mod told;
mod walk;

pub use live::Tails;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(search::search))
        .routes(routes!(live::live))
        .routes(routes!(erase::of_caller))
        .routes(routes!(get::get, erase::dialog))
        .routes(routes!(log::log))
        .routes(routes!(records::records))
}

/// A dialog of any kind that the path names, with a caller who may do with it what they came for.
struct DialogTo<R> {
    row: RecordedDialog,
    is: std::marker::PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for DialogTo<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller(access) = Caller::from_request_parts(parts, state).await?;
        let path =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
        let id = path.iter().find(|(name, _)| *name == "dialog_id").map(|(_, value)| value);
        let id = id.filter(|id| id.len() <= 200 && !id.contains('\0')).ok_or_else(ApiError::not_found)?;
        newest(state).await?;
        let row = state.store.records().dialog(id).await?.ok_or_else(ApiError::not_found)?;
        access.require(&row.ocp_group, R::ROLE)?;
        Ok(Self { row, is: std::marker::PhantomData })
    }
}

/// Has records made of what happened up to now. Whoever asks while there is very much of it is told what there is.
pub(crate) async fn newest(state: &AppState) -> Result<(), ApiError> {
    state.runtime.record_all().await.map(drop).map_err(|error| ApiError::internal(&error))
}

/// Has records made of all that happened up to now: nothing may be missed.
async fn all(state: &AppState) -> Result<(), ApiError> {
    match state.runtime.record_all().await.map_err(|error| ApiError::internal(&error))? {
        true => Ok(()),
        false => Err(ApiError::unavailable(
            "The records of the last turns are not made yet. Try again in a moment.",
        )),
    }
}

/// Those of the groups that the caller sees; all when none are named.
pub(crate) fn seen(access: &Access, named: &[String]) -> Vec<String> {
    let groups = access.groups().filter(|group| named.is_empty() || named.iter().any(|name| name == group));
    groups.map(str::to_owned).collect()
}
